import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { TEXT_COLUMNS } from '#contracts/extracted.ts';
import { readList } from './read-retypeset.ts';

const CASES = fileURLToPath(new URL('../../../shared/cases/', import.meta.url));
if (!existsSync(CASES))
  console.log('The small lists that were read wrongly are not here: their tests are skipped.');

/** Pages whose rows are all seen, whatever lies behind, over or around their words. */
const SEEN = [
  '01-translucent-stripes',
  '03-multiply-over-rows',
  '04-white-on-gradient',
  '17-turned-headings',
];

type Row = Record<string, string | null>;

test.skipIf(!existsSync(CASES)).each(SEEN)('%s: every row is read as a person sees it', async (name) => {
  const expected: Row[] = JSON.parse(readFileSync(`${CASES}${name}/expected.json`, 'utf8')).products;
  const { accounted, products } = await readList(readFileSync(`${CASES}${name}/list.pdf`));
  const read = products.map((product) => [
    product.modelCode,
    ...TEXT_COLUMNS.map((column) => product[column]),
  ]);
  expect(read).toEqual(expected.map((row) => [row.modelCode, ...TEXT_COLUMNS.map((column) => row[column])]));
  expect(products.map(({ price }) => price?.amount)).toEqual(expected.map(({ price }) => price));
  expect([accounted, products.flatMap(({ flags }) => flags)]).toEqual([true, []]);
});
