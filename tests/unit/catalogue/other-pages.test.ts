import { expect, test } from 'vitest';
import { diceOf } from '../../drawn-books/dice.ts';
import { drawBook, type Layout } from '../../drawn-books/draw.ts';
import { type Draw, OTHER_PAGES } from '../../drawn-books/other-pages.ts';
import { readDrawn } from '../../drawn-books/read-drawn.ts';

const SEED = 5;
/** Points: as large as the titles of models; no larger than a section's, as if the model before went on there. */
const [LARGE, SMALL] = [26, 11];

const modelsBefore = async (layout: Layout, pages: readonly (readonly [Draw, number])[] = []) => {
  const book = await drawBook(diceOf(SEED), 'en', layout, () => [], pages);
  return (await readDrawn(book.bytes))?.models;
};

/** The page right behind the last machine could be taken for a part of it: at each size another is the first. */
const pagesIn = (titleSize: number) => {
  const pages = Object.values(OTHER_PAGES);
  const ordered = titleSize === LARGE ? pages : pages.toReversed();
  return ordered.map((draw) => [draw, titleSize] as const);
};

test.each<Layout>([
  'beside, ruled',
  'models as columns',
])('accessories, clothes, an index, small print, a warranty and dealers behind machines (%s) are no machines and part of none', async (layout) => {
  const models = await modelsBefore(layout);
  expect(models).toHaveLength(6);
  expect(await modelsBefore(layout, pagesIn(LARGE))).toEqual(models);
  expect(await modelsBefore(layout, pagesIn(SMALL))).toEqual(models);
});
