import { describe, expect, it, test } from 'vitest';
import { Gathering } from '#contracts/market.ts';
import { sentenceOf } from '#messages/say.ts';
import { readJson } from '#shared/json.ts';
import { drop, marketDealer } from '../../fakes/market.ts';
import { workbook } from '../../fakes/workbook.ts';

const HEADINGS = 'Источник;Марка;Модель;Год;Цена, руб.;Дата;Ссылка';

const pricesOf = async (ports: Awaited<ReturnType<typeof marketDealer>>) =>
  (await ports.table.marketPrices.query({ dealerId: 'demo' }))
    .map(({ source, model, modelYear, price, day }) =>
      [source, model, modelYear, price.amount, price.currency, day].join(' '),
    )
    .toSorted();

describe('a sheet of other shops’ prices', () => {
  it('is known by its columns wherever it is dropped, matched and kept with its source and day', async () => {
    await using ports = await marketDealer();
    const rows = [
      HEADINGS,
      'Север-Мото;Lynx;Снегоход Lynx 69 Yeti 900 ACE 2026 чёрный;2026;2 150 000;28.11.2026;https://sever.example/1',
      'Триал;BRP;Ski-Doo Expedition SE (новый, в наличии);2026;2199000,50;2026-11-27;https://trial.example/e',
      'Триал;BRP;Ski-Doo Expedition SE б/у;2026;1100000;2026-11-27;https://trial.example/used',
      'Триал;Polaris;Titan 800;2026;1900000;2026-11-27;https://trial.example/p',
    ];
    const state = await drop(ports, rows.join('\n'), 'konkurenty.csv');
    expect(state).toMatchObject({ kind: 'market-sheet', ending: { status: 'catalogued', reason: null } });
    expect(await pricesOf(ports)).toEqual([
      'Север-Мото Lynx 69 Yeti 900 ACE 2026 2150000.00 RUB 2026-11-28',
      'Триал Ski-Doo Expedition SE 2026 2199000.50 RUB 2026-11-27',
    ]);
    const sources = await ports.table.marketSources.query({ dealerId: 'demo' });
    expect(sources.map(({ name, last }) => [name, last?.counts?.matched]).toSorted()).toEqual([
      ['Север-Мото', 1],
      ['Триал', 1],
    ]);
    const kept = sources.find(({ name }) => name === 'Триал')?.last?.artefact ?? '';
    expect((await readJson(ports.artefacts, kept, Gathering)).observations).toHaveLength(1);
  });

  it('compares with what nobody has had: a state says so, or the machine is used', async () => {
    await using ports = await marketDealer();
    const states = ['Новое', 'хорошее', 'как новый', 'в наличии', '', '8 из 10', 'Отличное', 'Не новый'];
    const rows = states.map(
      (state, at) => `А;Lynx;Lynx 69 Yeti 900 ACE;2026;${2_000_000 + at};2026-11-28;${state}`,
    );
    const state = await drop(
      ports,
      ['Источник;Марка;Модель;Год;Цена, руб.;Дата;Состояние', ...rows].join('\n'),
    );
    expect(state.ending?.status).toBe('catalogued');
    const amounts = (await ports.table.marketPrices.query({ dealerId: 'demo' })).map(
      ({ price }) => price.amount,
    );
    expect(amounts.toSorted()).toEqual(['2000000.00', '2000003.00', '2000004.00']);
  });

  test.each([
    ['English', 'Model,Code,Price (EUR),Source,Date\n', 'anything,YETI,19540.00,Shop,2026-11-20', 'EUR'],
    ['Finnish', 'Malli;Tuotenumero;Hinta €;Lähde;Pvm\n', 'mitä vain;YETI;19 540,00;Kauppa;20.11.2026', 'EUR'],
  ])('in %s tells a machine by the dealer’s own code, in its money', async (_, headings, row, currency) => {
    await using ports = await marketDealer();
    await drop(ports, headings + row);
    const [price] = await ports.table.marketPrices.query({ dealerId: 'demo' });
    expect(price).toMatchObject({ model: 'Lynx 69 Yeti 900 ACE', price: { amount: '19540.00', currency } });
  });

  it('names what it cannot tell, and takes the rest', async () => {
    await using ports = await marketDealer();
    const rows = [
      HEADINGS,
      'А;Lynx;Lynx 69 Yeti 900 ACE;2026;по запросу;2026-11-28;',
      'А;Lynx;Lynx 69 Yeti 900 ACE;2026;2000000;2027-02-01;',
      'А;Lynx;Чехол для Lynx 69 Yeti 900 ACE;2026;9900;2026-11-28;',
      'А;Lynx;Lynx 69 Yeti 900 ACE;;2050000;2026-11-28;',
      'А;Lynx;Lynx 69 Yeti 900 ACE;2026;2100000;2026-11-28;',
    ];
    // More than a sentence names.
    const asked = Array.from({ length: 8 }, () => 'Б;Lynx;Lynx 69 Yeti 900 ACE;2026;по запросу;2026-11-28;');
    const state = await drop(ports, [...rows, ...asked].join('\n'));
    expect(await pricesOf(ports)).toEqual(['А Lynx 69 Yeti 900 ACE 2026 2100000.00 RUB 2026-11-28']);
    const sources = await ports.table.marketSources.query({ dealerId: 'demo' });
    const kept = await Promise.all(
      sources.map(async ({ last }) => readJson(ports.artefacts, last?.artefact ?? '', Gathering)),
    );
    expect(kept.map(({ source, problems }) => [source, problems.length]).toSorted()).toEqual([
      ['А', 2],
      ['Б', 8],
    ]);
    const said = sentenceOf(state.ending?.reason ?? { code: '', values: {} });
    expect(said).toContain('Чехол для Lynx 69 Yeti');
    expect(said).toContain('E2');
    expect(said).toContain('F3');
    expect(state.counts).toMatchObject({ products: 13, review: 12 });
  });

  it('dropped twice says the same, and an older one takes no newer price back', async () => {
    await using ports = await marketDealer();
    const sheet = (price: string, day: string) =>
      `${HEADINGS}\nА;Lynx;Lynx 69 Yeti 900 ACE;2026;${price};${day};https://a.example/1\nА;Lynx;Lynx 69 Yeti 900 ACE;2026;5;${day};\nА;Lynx;Lynx 69 Yeti 900 ACE;2026;5;${day};`;
    await drop(ports, sheet('2100000', '2026-11-28'));
    await drop(ports, `${sheet('2100000', '2026-11-28')}\n`, 'market/again.csv');
    expect(await pricesOf(ports)).toHaveLength(3);
    await drop(ports, sheet('1900000', '2026-11-02'), 'market/old.csv');
    expect((await pricesOf(ports)).filter((line) => line.includes('2100000'))).toHaveLength(1);
    expect((await pricesOf(ports)).filter((line) => line.includes('1900000'))).toHaveLength(0);
  });

  it('takes a link of many machines for that of the shop, and each row for an offer', async () => {
    await using ports = await marketDealer();
    const rows = [
      HEADINGS,
      'А;Lynx;Lynx 69 Yeti 900 ACE;2026;2100000;2026-11-28;https://a.example/',
      'А;BRP;Ski-Doo Expedition SE;2026;2200000;2026-11-28;https://a.example/',
    ];
    await drop(ports, rows.join('\n'));
    expect(await pricesOf(ports)).toHaveLength(2);
  });

  it('guesses no money and no state, and names a price of no machine', async () => {
    await using ports = await marketDealer();
    const rows = [
      'Источник;Модель;Год;Цена;Валюта;Дата;Б/у',
      'А;Lynx 69 Yeti 900 ACE;2026;11000000;тенге;2026-11-28;нет',
      'А;Lynx 69 Yeti 900 ACE;2026;27000;$;2026-11-28;',
      'А;Lynx 69 Yeti 900 ACE;2026;900000;;2026-11-28;да',
      'А;;2026;2050000;;2026-11-28;',
      'А;Lynx 69 Yeti 900 ACE;2026 г.;2100000;руб.;2026-11-28;нет',
    ];
    const state = await drop(ports, rows.join('\n'));
    expect(await pricesOf(ports)).toEqual(['А Lynx 69 Yeti 900 ACE 2026 2100000.00 RUB 2026-11-28']);
    expect(state.counts).toMatchObject({ products: 5, review: 3 });
  });

  it('of a workbook is read from its cells, and tells what a filter hides', async () => {
    await using ports = await marketDealer();
    const rows = [
      ['Цены на 28.11'],
      ['Конкурент', 'Модель', 'Год', 'Цена', 'Собрано'],
      ['Б', 'Lynx 69 Yeti 900 ACE', 2026, 2175000, { value: 46354, style: { format: 'dd.mm.yyyy' } }],
    ];
    const filtered = ['В', 'Lynx 69 Yeti 900 ACE', 2026, 2275000, null];
    const sheet = { name: 'Рынок', rows: [...rows, filtered], hiddenRows: [4] };
    const state = await drop(ports, workbook([sheet]), 'market/p.xlsx');
    expect(state).toMatchObject({ ending: { status: 'catalogued' }, counts: { products: 2, review: 1 } });
    expect(sentenceOf(state.ending?.reason ?? { code: '', values: {} })).toContain('B4');
    expect(await pricesOf(ports)).toEqual(['Б Lynx 69 Yeti 900 ACE 2026 2175000.00 RUB 2026-11-28']);
  });

  it('without machines or prices is refused with what to write, and a price list stays one', async () => {
    await using ports = await marketDealer();
    const state = await drop(ports, 'Имя;Телефон;Город\nАнна;123;Мурманск\nИван;456;Апатиты');
    expect(state.ending).toMatchObject({ status: 'rejected', reason: { code: 'market-no-table' } });
    const list = await drop(ports, 'Code;Model;Engine;Price\nYETI;69 Yeti;900 ACE;19540', 'list.csv');
    expect(list.kind).not.toBe('market-sheet');
  });
});
