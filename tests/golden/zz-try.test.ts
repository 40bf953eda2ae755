import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { readBothWays, valuesOf } from './read-as-pictures.ts';
import { PRICE_LISTS } from '#samples/generate.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
const dir = '/work/shared/fixtures/price-lists/';
const lists = readdirSync(dir).map((n) => [n, async () => readFileSync(dir + n)] as const);
const samples = PRICE_LISTS.map((o) => [o.layout + o.language, async () => (await generatePriceList(o)).bytes] as const);
let seed = 7; const random = () => { seed = (seed * 16807) % 2147483647; return seed / 2147483647; };
const scans = { clean: {}, noisy: { noise: 0.4, random }, askew: { turned: 1.3, noise: 0.3, random }, side: { turned: 90 }, down: {turned: 180}, bare: { withoutTables: true } };
test.each([...lists, ...samples].flatMap(([n, b]) => Object.entries(scans).map(([k, s]) => [n, k, b, s] as const)))('%s %s', async (n, k, b, s) => {
  const { printed, scanned } = await readBothWays(await b(), s);
  const [p, q] = [valuesOf(printed), valuesOf(scanned)];
  let wrong = 0; const shown: string[] = [];
  for (const one of p) {
    const other = q.find((x) => x.page === one.page && x.modelCode === one.modelCode);
    if (JSON.stringify(one) !== JSON.stringify(other)) { wrong++; if (shown.length < 3) shown.push(JSON.stringify(Object.fromEntries(Object.entries(one).filter(([key, v]) => JSON.stringify(v) !== JSON.stringify((other as any)?.[key])).map(([key, v]) => [key, [v, (other as any)?.[key]]])))); }
  }
  const spring = printed.products.filter((x, i) => x.springOnly !== scanned.products[i]?.springOnly).length;
  console.log(n, k, p.length, q.length, 'wrong', wrong, 'spring', spring, 'acc', scanned.accounted, scanned.brand, scanned.modelYear, JSON.stringify(scanned.problems.slice(0, 3)), shown.slice(0,2).join('\n').slice(0,500));
});
