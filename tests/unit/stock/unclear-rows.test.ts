import { expect, it, test } from 'vitest';
import { StockReading } from '#contracts/stock.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { withAd } from '../../fakes/lists.ts';
import { ads, CODES, dropSheet, liveDealer, say } from '../../fakes/stock.ts';
import { workbook } from '../../fakes/workbook.ts';

const [ONE, OTHER] = ['2BPSCA0A1RV000123', '2BPSCA0A1RV000999'];

const problemsOf = async (ports: Ports, { artefacts }: Awaited<ReturnType<typeof dropSheet>>) => {
  const { problems } = await readJson(ports.artefacts, artefacts.stock ?? '', StockReading);
  return problems.map((problem) => `${problem.place?.address ?? ''} ${problem.code}`);
};

const idsOf = async (ports: Ports) => [...(await ads(ports)).keys()].filter((id) => id.startsWith('TJTH'));

test.each([
  'Цена, тыс. руб.',
  'Price (USD)',
  'Цена, $',
  'Цена, руб./евро',
  'Цена, у.е.',
  'Hinta, k€',
])('under %s nobody knows which money is meant, and nothing is taken for roubles', async (heading) => {
  await using ports = await liveDealer();
  const state = await dropSheet(ports, [`Код;Кол-во;${heading}`, 'TJTH;1;2 450 000']);
  expect(await problemsOf(ports, state)).toEqual(['C2 stock-cell-wrong']);
  expect((await ads(ports)).get('TJTH')?.fields).toMatchObject({
    ...{ Price: '2500000', Availability: 'В наличии' },
  });
});

it('what is sold leaves whatever else its row says', async () => {
  await using ports = await liveDealer();
  const state = await dropSheet(ports, ['Код;Кол-во;Цена', 'TJTH;0;19', 'TJTJ;1;19']);
  expect(await problemsOf(ports, state)).toEqual([' stock-row-unfit']);
  const all = await ads(ports);
  expect(all.has('TJTH')).toBe(false);
  expect(all.get('TJTJ')?.fields.Price).toBe('2500000');
});

it('a piece that is sold leaves though another of its code cannot be taken', async () => {
  await using ports = await liveDealer();
  for (const vin of [ONE, OTHER]) await say(ports, 'TJTH', { vin, quantity: 1 });
  await dropSheet(ports, ['Код;VIN;Кол-во;Цена', `TJTH;${ONE};0;`, `TJTH;${OTHER};1;19`]);
  expect(await idsOf(ports)).toEqual([`TJTH-${OTHER}`]);
});

it('a row that names a machine is no sum, whatever its note begins with', async () => {
  await using ports = await liveDealer();
  const state = await dropSheet(ports, [
    'Код;Кол-во;Примечание',
    'TJTH;0;Всего была одна, продана.',
    'TJTJ;1;Total look package',
    'Итого;1;',
  ]);
  expect(state.ending).toEqual({ status: 'published', reason: null });
  expect(state.counts).toMatchObject({ products: 2, published: 2 });
  expect((await ads(ports)).has('TJTH')).toBe(false);
});

it('a row whose VIN cannot be read speaks of no other piece of its code', async () => {
  await using ports = await liveDealer();
  for (const vin of [ONE, OTHER]) await say(ports, 'TJTH', { vin, quantity: 1 });
  const state = await dropSheet(ports, ['Код;VIN;Кол-во', 'TJTH;2BPSCA0A1RV00*123;0', `TJTJ;;1`]);
  expect(await problemsOf(ports, state)).toEqual(['B2 stock-cell-wrong', 'A2 stock-which-piece']);
  expect(state.counts).toMatchObject({ products: 2, published: 1, review: 1 });
  expect(await idsOf(ports)).toEqual(['TJTH', `TJTH-${OTHER}`]);
});

it('a number of pieces that fits none of those that are told apart is asked about, and takes none away', async () => {
  await using ports = await liveDealer({ guard: { maxRemovedPercent: 90 } });
  await say(ports, 'TJTH', { vin: ONE, quantity: 1 });
  const lines = ['Полный остаток', 'Код;Кол-во', ...CODES.map((code) => `${code};1`)];
  expect(await problemsOf(ports, await dropSheet(ports, lines))).toEqual([
    ' stock-not-whole',
    'A3 stock-which-piece',
  ]);
  expect(await idsOf(ports)).toEqual(['TJTH']);
});

it('rows of two machines with one VIN are counted, and neither is taken', async () => {
  await using ports = await liveDealer();
  const state = await dropSheet(ports, ['Код;VIN;Кол-во', `TJTH;${ONE};1`, `TJTJ;${ONE};1`, 'FVTA;;1']);
  expect(state.counts).toMatchObject({ products: 3, published: 1, review: 2 });
});

it('a tab that holds codes below headings that nobody knows is told, and what it may name stays', async () => {
  await using ports = await liveDealer({ guard: { maxRemovedPercent: 90 } });
  const known = {
    name: 'Полный остаток',
    rows: [
      ['Код', 'Кол-во'],
      ['TJTH', 1],
    ],
  };
  const others = { name: 'Апатиты', rows: CODES.slice(1).map((code) => [code, 1]) };
  const state = await dropSheet(ports, workbook([known, others]), 'stock.xlsx');
  expect(await problemsOf(ports, state)).toEqual([' stock-tab-unread', ' stock-not-whole']);
  expect((await ads(ports)).size).toBe(CODES.length);
});

it('a price in money that has no rate does not leave the list’s price in the feed unsaid', async () => {
  await using ports = await liveDealer();
  const price = { amount: '219000.00', currency: 'SEK' };
  await expect(say(ports, 'TJTH', { price })).rejects.toThrow(/SEK/);
  expect(withAd('TJTH').verdict).toBe('published');
});
