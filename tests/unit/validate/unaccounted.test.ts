import { expect, test } from 'vitest';
import { type Extracted, PageProblem } from '#contracts/extracted.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { sentenceOf } from '#messages/say.ts';
import { holdUnaccounted } from '../../../functions/validate/unaccounted.ts';

const product = (modelCode: string, page: number, row: number) =>
  ({ modelCode, page, row, verdict: 'published', reasons: [] }) as unknown as ValidatedProduct;

const PRODUCTS = [product('AAAA', 1, 1), product('AAAB', 1, 2), product('AAAC', 2, 1), product('AAAD', 3, 1)];

const published = (...found: [page: number, category: string][]): string[] => {
  const problems = found.map(
    ([page, code]): PageProblem => ({ code, values: { text: '' }, place: { page, box: null } }),
  );
  const extracted = { accounted: found.length === 0, problems } as unknown as Extracted;
  return PRODUCTS.map(holdUnaccounted(extracted))
    .filter(({ verdict }) => verdict === 'published')
    .map(({ modelCode }) => modelCode);
};

test('a list of which all is accounted for goes', () => {
  expect(published()).toEqual(['AAAA', 'AAAB', 'AAAC', 'AAAD']);
});

test('a code that belongs to no row holds all rows', () => {
  expect(published([3, 'code-without-row'])).toEqual([]);
});

test('damage of pages holds no row but those with flags of their own', () => {
  expect(published([2, 'page-contents-damaged'], [2, 'code-without-row'])).toEqual([
    'AAAA',
    'AAAB',
    'AAAC',
    'AAAD',
  ]);
});

test('what is wrong behind a damaged page may come of it: what stands before goes', () => {
  expect(published([2, 'page-contents-damaged'], [3, 'price-without-row'])).toEqual(['AAAA', 'AAAB']);
});

test('damage that may be anywhere holds all rows, and so does what is wrong before it', () => {
  expect(published([1, 'file-part-damaged'])).toEqual([]);
  expect(published([3, 'page-contents-damaged'], [2, 'code-without-row'])).toEqual([]);
});

test('so does what was kept as a category and a text', () => {
  const kept = { page: 2, box: null, category: 'page-damaged', text: { code: 'gone', values: {} } };
  const problems = [
    kept,
    { page: 3, box: [1, 2, 3, 4], category: 'code-without-row', text: 'TAAA', address: 'A3' },
  ];
  const read = problems.map((problem) => PageProblem.parse(problem));
  expect(read[1]).toEqual({
    ...{ code: 'as-told', values: { category: 'code-without-row', text: 'TAAA' } },
    place: { page: 3, box: [1, 2, 3, 4], address: 'A3' },
  });
  expect(sentenceOf(read[1] as PageProblem)).toBe('TAAA');
  const held = PRODUCTS.map(holdUnaccounted({ accounted: false, problems: read }));
  expect(held.filter(({ verdict }) => verdict === 'published')).toHaveLength(2);
});
