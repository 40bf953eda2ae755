import { expect, test } from 'vitest';
import { diceOf } from '../../drawn-books/dice.ts';
import { drawBook, type Layout } from '../../drawn-books/draw.ts';
import { type Draw, OTHER_PAGES } from '../../drawn-books/other-pages.ts';
import { readDrawn } from '../../drawn-books/read-drawn.ts';

const SEED = 5;
/** Points: as large as the titles of models; no larger than a section's, as if the model before went on there. */
const [LARGE, SMALL] = [26, 11];

const modelsBefore = async (layout: Layout, titleSize: number, pages: readonly Draw[]) => {
  const behind = pages.map((draw) => [draw, titleSize] as const);
  const book = await drawBook(diceOf(SEED), 'en', layout, () => [], behind);
  return (await readDrawn(book.bytes))?.models;
};

test.each<[Layout, number]>([
  ['beside, ruled', LARGE],
  ['label above', SMALL],
  ['models as columns', LARGE],
  ['models as columns', SMALL],
])('accessories, clothes, an index, the small print, a warranty, dealers behind machines (%s), their titles in %i points, are no machines and part of none', async (layout, titleSize) => {
  const models = await modelsBefore(layout, titleSize, []);
  expect(models).toHaveLength(6);
  // Only the page right behind the last machine could be taken for a part of it.
  const [first, ...others] = Object.values(OTHER_PAGES) as [Draw, ...Draw[]];
  for (const pages of [
    [first, ...others],
    [...others, first],
  ])
    expect(await modelsBefore(layout, titleSize, pages)).toEqual(models);
});
