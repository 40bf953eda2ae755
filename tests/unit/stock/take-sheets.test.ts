import { describe, expect, it, test } from 'vitest';
import { StockReading } from '#contracts/stock.ts';
import { listStock } from '#desk/stock/stock.ts';
import { sentenceOf } from '#messages/say.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { idsOf } from '../../fakes/lists.ts';
import { begin, goOn } from '../../fakes/pipeline.ts';
import { ads, CODES, dropSheet, liveDealer } from '../../fakes/stock.ts';
import { workbook } from '../../fakes/workbook.ts';

const problemsOf = async (ports: Ports, { artefacts }: Awaited<ReturnType<typeof dropSheet>>) => {
  const { problems } = await readJson(ports.artefacts, artefacts.stock ?? '', StockReading);
  return problems.map((problem) => `${problem.place?.address ?? ''} ${problem.code}`);
};

const VIN = '2BPSCA0A1RV000123';

describe('a stock sheet', () => {
  test.each([
    [
      'Russian',
      ['Наши остатки', 'Код;Кол-во;Адрес;VIN;Цена, руб.;Примечание'],
      `TJTH;1 шт;Апатиты, улица Ленина, 1;${VIN};2 221 000;Новинка сезона`,
    ],
    [
      'English',
      ['Code;Qty;Address;Frame no;Our price (RUB);Ad text'],
      `TJTH;1;Апатиты, улица Ленина, 1;${VIN};2,221,000.00;Новинка сезона`,
    ],
    [
      'Finnish',
      ['Mallikoodi;Saldo;Osoite;Runkonumero;Myyntihinta;Lisätieto'],
      `TJTH;1 kpl;Апатиты, улица Ленина, 1;${VIN};2.221.000,00 ₽;Новинка сезона`,
    ],
  ])('in %s is known, read and in the feed', async (_language, above, row) => {
    await using ports = await liveDealer();
    const state = await dropSheet(ports, [...above, row]);
    expect(state).toMatchObject({ kind: 'stock-sheet', ending: { status: 'published', reason: null } });
    const { fields = {} } = (await ads(ports)).get('TJTH') ?? {};
    expect(fields).toMatchObject({
      ...{ Availability: 'В наличии', Address: 'Апатиты, улица Ленина, 1', VIN, Price: '2221000' },
    });
    expect(fields.Description).toContain('Новинка сезона');
    const [line] = await listStock('demo', ports);
    expect(line?.values.price?.source).toMatchObject({ document: 'stock.csv', cell: `E${above.length + 1}` });
  });

  it('of a workbook is read from its cells, each with its address', async () => {
    await using ports = await liveDealer();
    const rows = [
      ['Код', 'Остаток', 'Дата прихода', 'Фото'],
      [
        'TJTH',
        0,
        { value: 46371, style: { format: 'dd.mm.yyyy' } },
        'https://d.example/1.jpg https://d.example/2.jpg',
      ],
      ['TJTJ', 0, null, null],
    ];
    const state = await dropSheet(ports, workbook([{ name: 'Склад 1', rows }]), 'stock.xlsx');
    expect(state.ending).toEqual({ status: 'published', reason: null });
    const all = await ads(ports);
    expect(all.get('TJTH')?.fields.Availability).toBe('Под заказ');
    expect(
      (await listStock('demo', ports)).find((line) => line.modelCode === 'TJTH')?.values.pictures?.value,
    ).toEqual(['https://d.example/1.jpg', 'https://d.example/2.jpg']);
    expect(all.has('TJTJ')).toBe(false);
    const stored = await ports.table.stock.get({ dealerId: 'demo', modelCode: 'TJTH', piece: '' });
    expect(stored?.values.arrives).toMatchObject({ value: '2026-12-15', source: { cell: "'Склад 1'!C2" } });
  });

  it('tells what it cannot take, cell by cell, and takes the rest', async () => {
    await using ports = await liveDealer();
    const state = await dropSheet(ports, [
      'Код;Кол-во;Цена;Примечание',
      'TJTH;много;2 300 000;',
      'TJTX;1;;',
      'TJTJ;1;12.5;=HYPERLINK("http://evil.example";"x")',
      'FVTA;1;;',
      'FVTA;3;;',
      'SUT6;2;;',
      'Итого;7;;',
    ]);
    expect(await problemsOf(ports, state)).toEqual([
      'B2 stock-cell-wrong',
      'A3 stock-code-unknown',
      'C4 stock-cell-wrong',
      'D4 stock-cell-formula',
      'B5 stock-contradiction',
    ]);
    expect(state.ending?.status).toBe('review');
    expect(sentenceOf(state.ending?.reason ?? { code: '', values: {} })).toContain('TJTH or TJTJ');
    const all = await ads(ports);
    expect(all.get('TJTH')?.fields.Price).toBe('2300000');
    expect(all.get('TJTJ')?.fields).toMatchObject({ Availability: 'В наличии', Price: '2500000' });
    expect(all.get('SUT6')?.fields.Availability).toBe('В наличии');
    expect(all.get('FVTA')?.fields.Availability).toBe('Под заказ');
    expect(all.size).toBe(CODES.length);
  });

  it('of one column read wrongly asks about the column, and takes nothing of it', async () => {
    await using ports = await liveDealer();
    const rows = ['TJTH;Мурманск;1', 'TJTJ;Апатиты;1', 'FVTA;Мурманск;1', 'SUT6;Мурманск;1'];
    const state = await dropSheet(ports, ['Код;Остаток;Ячейка', ...rows]);
    expect(await problemsOf(ports, state)).toContain('B2 stock-column-odd');
    expect(await ports.table.stock.query({ dealerId: 'demo' })).toEqual([]);
    expect((await ads(ports)).size).toBe(CODES.length);
  });

  it('that sells more than half waits for a person, and changes nothing', async () => {
    await using ports = await liveDealer();
    const state = await dropSheet(ports, ['Код;Кол-во', ...CODES.map((code) => `${code};0`)]);
    expect(state.ending).toMatchObject({ status: 'review', reason: { code: 'stock-confirm' } });
    expect((await ads(ports)).size).toBe(CODES.length);
    const [document, said] = [
      { dealerId: state.dealerId, documentId: state.documentId },
      { by: 'anna', at: new Date(Date.now() + 3_600_000).toISOString() },
    ];
    await ports.table.documents.patchIf(document, {
      saidToBe: { kind: 'stock-sheet', labels: [], ...said },
      takenAs: { confirmed: true, ...said },
    });
    await goOn(await begin({ ...document, from: 'intake', reason: 'confirmed' }, 'again', ports), ports);
    // The hours until somebody has answered are nobody's delay.
    expect(await ports.table.outcomes.query({ dealerId: 'demo' })).toMatchObject([{ at: said.at }]);
  });

  it('without rows, broken or unclear removes nothing', async () => {
    await using ports = await liveDealer();
    for (const lines of [
      ['Код;Кол-во'],
      ['Полный остаток', 'Код;Кол-во', ';', ';'],
      ['Код;Кол-во', 'TJTH;"1'],
    ])
      expect((await dropSheet(ports, lines)).ending?.status).toBe('rejected');
    const asked = await dropSheet(ports, ['Код;Модель;Наличие;Цена', 'TJTH;Summit;нет;2 221 000']);
    expect(asked.ending).toMatchObject({ status: 'rejected', reason: { code: 'stock-or-list' } });
    expect((await ads(ports)).size).toBe(CODES.length);
  });
});

describe('a sheet that names all there is', () => {
  const whole = (...codes: string[]) => [
    'Полный остаток склада',
    'Код;Кол-во',
    ...codes.map((code) => `${code};1`),
  ];

  it('says of the others that they are not in stock, and the guard weighs that', async () => {
    await using ports = await liveDealer({ guard: { maxRemovedPercent: 20 } });
    expect((await dropSheet(ports, whole(...CODES.slice(1)))).ending?.status).toBe('published');
    expect([...(await ads(ports)).keys()]).not.toContain(CODES[0]);
    const held = await dropSheet(ports, whole(CODES[5] as string));
    expect(held.ending).toMatchObject({ status: 'review', reason: { code: 'feed-held' } });
    expect(await dropSheet(ports, whole(...CODES))).toMatchObject({ ending: { status: 'published' } });
    expect((await ads(ports)).size).toBe(CODES.length);
  });

  it('is not believed where a row of it was not understood', async () => {
    await using ports = await liveDealer({ guard: { maxRemovedPercent: 90 } });
    const state = await dropSheet(ports, [...whole('TJTH'), ';VIN-без-кода;1', ' ;2']);
    expect(await problemsOf(ports, state)).toContain(' stock-not-whole');
    expect((await ads(ports)).size).toBe(CODES.length);
  });
});

describe('pieces of a sheet', () => {
  const LOCATIONS = {
    Мурманск: { address: 'Мурманск, Кольский проспект, 1' },
    Апатиты: { address: 'Апатиты, улица Ленина, 1', contact: { phone: '+7 (815) 555-00-00' } },
  };

  it('have an ad in each place; one that stands in one place has one', async () => {
    await using ports = await liveDealer({ locations: LOCATIONS });
    await dropSheet(ports, ['Код;Кол-во;Склад', 'TJTH;1;Мурманск', 'TJTH;2;Апатиты', 'TJTJ;1;апатиты']);
    const all = await ads(ports);
    expect([...all.keys()].filter((id) => id.startsWith('TJT'))).toEqual(['TJTH', 'TJTH-АПАТИТЫ', 'TJTJ']);
    expect(all.get('TJTH')?.fields.Address).toBe(LOCATIONS.Мурманск.address);
    expect(all.get('TJTH-АПАТИТЫ')?.fields).toMatchObject({
      ...{ Address: LOCATIONS.Апатиты.address, ContactPhone: '+7 (815) 555-00-00' },
    });
    expect(all.get('TJTJ')?.fields.Address).toBe(LOCATIONS.Апатиты.address);
    await dropSheet(ports, ['Код;Кол-во;Склад', 'TJTH;0;Апатиты']);
    expect(await idsOf(ports, 3)).not.toContain('TJTH-АПАТИТЫ');
    expect(await idsOf(ports, 3)).toContain('TJTH');
  });

  it('are asked about where the place is not known', async () => {
    await using ports = await liveDealer({ locations: LOCATIONS });
    const state = await dropSheet(ports, ['Код;Кол-во;Склад', 'TJTH;1;Кировск']);
    expect(await problemsOf(ports, state)).toEqual(['A2 stock-place-unknown']);
  });
});
