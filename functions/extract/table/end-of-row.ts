import type { Box } from '#contracts/box.ts';
import { centre } from '#pages/box.ts';
import type { Header } from '#pages/header.ts';
import { codeOf } from '#pages/model-code.ts';
import type { Page } from '#pages/page.ts';
import { boxOf, linesOf, textOf } from '#pages/text.ts';
import { type Block, intoBlocks, type Piece } from './cells.ts';
import type { Slot } from './columns.ts';
import { groundColor } from './looks.ts';
import { phrases } from './phrases.ts';

/** What is longer and stands alone is a sentence. */
const MOST_WORDS = 4;
/** How much of a page its top is. */
const TOP_OF_PAGE = 0.25;
/** Texts stand under a heading where they begin, end or have their middles this near, in points. */
const ALIGNED = 2;
/** Ems below a header within which a row of the page before may end. */
const NEAR = 3;

/** Right under a header that stands on its page, lines without code or price are the end of the row before. */
export function endOfRow(
  page: Page,
  { box }: Header,
  slots: readonly Slot[],
  pieces: readonly Piece[],
): Block[] {
  if (!isOnPage(box) || holdsRow(slots, pieces)) return [];
  const blocks = intoBlocks(pieces, Infinity);
  const near = blocks.filter((block) => block.box[1] - box[3] < NEAR * (block.pieces[0]?.fontSize ?? 0));
  const bottom = Math.max(...near.map((block) => block.box[3]));
  return blocks.filter((block) => block.box[1] < bottom || groundColor(page, centre(block.box)) !== '');
}

const isOnPage = ([, top, , bottom]: Box): boolean => bottom > top;

const holdsRow = (slots: readonly Slot[], pieces: readonly Piece[]): boolean =>
  pieces.some((piece) => slots[piece.slot]?.heading === 'modelCode' && codeOf(piece));

/** A page without header that begins with a few texts under the headings of the page before: the end of its last row. */
export function lostEnd(page: Page, header: Header, pieces: readonly Piece[], codeSlot: number): Block[] {
  const atTop = pieces.filter(({ box }) => box[1] < page.height * TOP_OF_PAGE);
  const texts = linesOf(atTop).flatMap(phrases).map(boxOf);
  const areCells = texts.every((box) => header.cells.some((cell) => isAligned(box, cell.box)));
  const isSentence = texts.length === 1 && textOf(atTop).split(' ').length > MOST_WORDS;
  // The code of the row stands on the page before.
  const hasCode = atTop.some(({ slot }) => slot === codeSlot);
  return !isOnPage(header.box) && areCells && !isSentence && !hasCode ? intoBlocks(atTop, Infinity) : [];
}

/** True for texts of one column. */
export const isAligned = (one: Box, other: Box): boolean =>
  [one[0] - other[0], one[2] - other[2], centre(one)[0] - centre(other)[0]].some(
    (x) => Math.abs(x) < ALIGNED,
  );
