import type { LeftOut } from '#contracts/extracted.ts';
import { area, centre, holds, intersection } from '#pages/box.ts';
import { modelCode } from '#pages/model-code.ts';
import type { Page, Word } from '#pages/page.ts';
import { tidy } from '#pages/text.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import type { Table } from '../table/table.ts';
import { looksLikeAmount } from '../values/price.ts';
import { mentionedCodes, mentionedPrices } from './mentions.ts';

type Placed = Pick<Word, 'text' | 'box'>;

/**
 * What stands in tables of a page and in no product, and nobody would miss; boxes are those of the upright page. A
 * sheet's reader tells it by cells.
 */
export function leftOut(page: Page, tables: readonly Table[]): LeftOut[] {
  if (tables.length === 0 || page.sheet) return [];
  const found =
    (why: LeftOut['why']) =>
    ({ text, box }: Placed): LeftOut => ({
      ...{ page: page.number, box, text, why },
    });
  const unseen = page.words.filter((word) => !word.visible && !isSaidVisibly(word, page));
  const struck = page.words.filter(({ visible, doubts }) => visible && doubts?.includes('struck'));
  return [
    ...unseen.flatMap((word) => codesAndPrices(word, tables)).map(found('unseen')),
    ...struck.filter((word) => standsBesideOther(word, tables)).map(found('struck')),
  ];
}

/** A text layer under the text itself, or letters drawn twice. */
function isSaidVisibly({ text, box }: Word, { words }: Page): boolean {
  const isSame = (other: Word) =>
    other.visible && other.text === text && area(intersection(other.box, box)) > area(box) / 2;
  return words.some(isSame);
}

/** Under the headings of codes and prices by their shape alone, elsewhere where they cannot be anything else. */
function codesAndPrices(word: Word, tables: readonly Table[]): Placed[] {
  const text = tidy(word.text);
  const isCode = modelCode(text) !== null && standsUnder(word, 'modelCode', tables);
  const isPrice = looksLikeAmount(text) && standsUnder(word, 'price', tables);
  return isCode || isPrice
    ? [{ text, box: word.box }]
    : [...mentionedCodes([word]), ...mentionedPrices([word])];
}

function standsUnder({ box }: Word, wanted: Heading, tables: readonly Table[]): boolean {
  const [x, y] = centre(box);
  return tables.some(
    ({ header, slots }) =>
      y > header.box[3] && slots.some(({ heading, from, to }) => heading === wanted && x > from && x < to),
  );
}

/** Struck in a cell whose text is another. */
function standsBesideOther({ box }: Word, tables: readonly Table[]): boolean {
  const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row.cells)));
  return cells.some((cell) => !cell.doubts?.includes('struck') && holds(cell.box, centre(box)));
}
