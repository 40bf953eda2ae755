import { describe, expect, it } from 'vitest';
import { daysAsText, keepDays, listDays } from '#desk/history/days.ts';
import { showPrices } from '#desk/history/prices.ts';
import { marketReport } from '#desk/market/report.ts';
import { importPrices } from '#desk/market/take-file.ts';
import { marketPage } from '#functions/reports/market-page.ts';
import { pricesPage } from '#functions/reports/prices-page.ts';
import { deskOn } from '../../fakes/desk.ts';
import { marketDealer } from '../../fakes/market.ts';

type Dealer = Awaited<ReturnType<typeof marketDealer>>;

/** A list as its run has left it: what a stage wrote, by another hand. */
const addList = async (
  ports: Dealer,
  id: string,
  order: string,
  rows: { code: string; year: number; model: string; eur: string; roubles: string }[],
) => {
  const key = `runs/demo/${id}/validated.json`;
  const products = rows.map(({ code, year, model, eur, roubles }, at) => ({
    ...{ modelCode: code, brand: 'LYNX', modelYear: year, page: 1, row: at + 1, verdict: 'published' },
    ...{ reasons: [], rate: null, layers: [] },
    ad: { id: code, fields: { Model: model, Price: roubles }, images: [] },
    derivation: { from: { amount: eur, currency: 'EUR' }, source: 'list', steps: [], roubles },
  }));
  const validated = {
    contractVersion: 2,
    document: `${id}.pdf`,
    rules: { version: '1', source: 'table' },
    products,
    notes: [],
  };
  await ports.artefacts.write(key, JSON.stringify(validated), 'application/json');
  await ports.table.documents.put({
    ...{ dealerId: 'demo', documentId: id, key: `inbox/demo/${id}.pdf`, name: `${id}.pdf`, version: '1' },
    ...{ bytes: 1, receivedAt: '2026-11-01T10:00:00.000Z', claimedBy: id, status: 'published', runId: id },
    ...{ kind: 'price-list', order, artefacts: { validated: key } },
  });
};

const MODEL = 'Lynx 69 Yeti 900 ACE';

describe('what a machine has cost', () => {
  it('is told over lists and years by its name, though its code has changed, and over versions of the feed', async () => {
    await using ports = await marketDealer();
    const other = {
      code: 'OTHR',
      year: 2026,
      model: 'Lynx 69 Ranger PRO',
      eur: '15000.00',
      roubles: '1500000',
    };
    await addList(ports, 'autumn', '2026-10-01#x', [
      { code: 'YETI', year: 2026, model: MODEL, eur: '19540.00', roubles: '2000000' },
      other,
    ]);
    await addList(ports, 'last-year', '2025-02-01#x', [
      { code: 'OLDY', year: 2025, model: MODEL, eur: '18990.50', roubles: '1900000' },
    ]);
    const prices = ['1990000', '1990000', '2000000'];
    for (const [at, price] of prices.entries()) {
      const [version, key] = [at + 1, `feeds/demo/${at + 1}.xml`];
      await ports.artefacts.write(
        key,
        `<Ads><Ad><Id>YETI</Id><Price>${price}</Price></Ad></Ads>`,
        'application/xml',
      );
      await ports.table.feeds.put({
        ...{
          dealerId: 'demo',
          version,
          key,
          sha256: 'a',
          bytes: 1,
          ads: 1,
          revision: 1,
          status: 'delivered',
        },
        builtAt: `2026-11-0${version}T22:30:00.000Z`,
      });
    }
    const history = await showPrices({ dealerId: 'demo', modelCode: 'YETI' }, ports);
    expect(
      history.listed.map(({ day, modelCode, price, roubles }) => [day, modelCode, price.amount, roubles]),
    ).toEqual([
      ['2025-02-01', 'OLDY', '18990.50', '1900000'],
      ['2026-10-01', 'YETI', '19540.00', '2000000'],
    ]);
    expect(history).toMatchObject({ unpriced: 0, older: { lists: 0, versions: 0 } });
    expect(history.feed).toEqual([
      { day: '2026-11-02', version: 1, roubles: '1990000' },
      { day: '2026-11-04', version: 3, roubles: '2000000' },
    ]);
    const page = pricesPage(history);
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page).toContain('18\u00A0990.50\u00A0EUR');
  });

  it('of a code that nobody offers is refused', async () => {
    await using ports = await marketDealer();
    await expect(showPrices({ dealerId: 'demo', modelCode: 'NONE' }, ports)).rejects.toThrow('NONE');
  });
});

describe('the figures of a day', () => {
  it('are written down a few times a day, over those of before, and are text that no spreadsheet reckons with', async () => {
    await using ports = await marketDealer('2026-11-30T05:20:00.000Z');
    const at = (now: string) => ({ ...ports, clock: () => new Date(now) });
    expect(await keepDays(ports)).toEqual({ kept: 1, left: 0 });
    expect(await keepDays(at('2026-11-30T06:20:00.000Z'))).toEqual({ kept: 0, left: 0 });
    expect(await keepDays(at('2026-11-30T20:20:00.000Z'))).toEqual({ kept: 1, left: 0 });
    // Already tomorrow in Moscow.
    expect(await keepDays(at('2026-11-30T21:20:00.000Z'))).toEqual({ kept: 1, left: 0 });
    // Dealers before it have taken all the time that a round has.
    const times = ['2026-11-30T22:20:00.000Z', '2026-11-30T22:25:01.000Z'];
    const late = { ...ports, clock: () => new Date(times.shift() ?? '2026-11-30T22:25:02.000Z') };
    expect(await keepDays(late)).toEqual({ kept: 0, left: 1 });
    const leaving = { dealerId: 'demo', by: 'anna', at: '2026-12-01T08:00:00.000Z' };
    await ports.table.leavings.put(leaving);
    expect(await keepDays(at('2026-12-01T09:20:00.000Z'))).toEqual({ kept: 0, left: 0 });
    const days = await listDays('demo', ports);
    expect(days.map(({ day, published, completion }) => [day, published, completion])).toEqual([
      ['2026-12-01', 2, '100.0'],
      ['2026-11-30', 2, '100.0'],
    ]);
    const text = daysAsText([{ ...(days[0] as (typeof days)[0]), day: '=1+1' }]);
    expect(text).toContain("'=1+1");
    expect(text.split('\r\n')).toHaveLength(3);
  });
});

it('the page of the market says in a table what its plot shows, and runs nothing that a shop has written', async () => {
  await using ports = await marketDealer();
  const rows = ['<script>alert(1)</script>', 'Б', 'В', 'Г'].map(
    (source, at) =>
      `${source};${MODEL};2026;${[1_900_000, 1_950_000, 2_000_000, 9_000_000][at]};2026-11-20;javascript:alert(1)`,
  );
  const bytes = Buffer.from(['Источник;Модель;Год;Цена;Дата;Ссылка', ...rows].join('\n'));
  await importPrices({ who: 'anna' }, { dealerId: 'demo', name: 'p.csv', bytes }, deskOn(ports));
  const page = marketPage(await marketReport('demo', ports));
  expect(page).not.toContain('<script>');
  expect(page).not.toContain('javascript:');
  expect(page.match(/<circle /g)).toHaveLength(4);
  expect(page.match(/<rect /g)).toHaveLength(1);
  for (const text of ['1\u00A0950\u00A0000\u00A0₽', 'far off', '+2.6 %']) expect(page).toContain(text);
});
