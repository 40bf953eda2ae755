import type { Box } from '#contracts/box.ts';
import { centre } from '#pages/box.ts';
import type { Page } from '#pages/page.ts';
import { ACROSS, type Block, type Piece } from './cells.ts';
import type { Row } from './rows.ts';

const LIKE_SIZE = 0.4;

/** How a text is printed, and where on its line it begins. */
export interface Look {
  x: number;
  fontSize: number;
  bold: boolean;
  colors: string;
}

/** True for labels of one kind; on a picture nothing stands or measures exactly alike. */
export const areAlike = (one: Look, other: Look): boolean =>
  one.bold === other.bold &&
  one.colors === other.colors &&
  Math.abs(one.x - other.x) < 2 * one.fontSize &&
  Math.abs(one.fontSize - other.fontSize) < LIKE_SIZE * other.fontSize;

/** Printed otherwise than the cells of its column. */
export function differsFromCells({ slot, pieces }: Block, rows: readonly Row[]): boolean {
  const cell = rows.flatMap(({ blocks }) => blocks).find((block) => block.slot === slot)?.pieces[0];
  const own = pieces[0];
  return Boolean(own && cell && !sameLook(own, cell));
}

/** Printed as one of the cells of its column is; where the column has none, nothing speaks against it. */
export function looksLikeCells({ slot, pieces }: Block, rows: readonly Row[]): boolean {
  const cells = rows.flatMap(({ blocks }) => blocks.filter((block) => block.slot === slot));
  const own = pieces[0] as Piece;
  return cells.length === 0 || cells.some((cell) => sameLook(own, cell.pieces[0] as Piece));
}

/** On a ground that no cell has. */
export function standsOnOwnGround(page: Page, block: Block, rows: readonly Row[]): boolean {
  const ground = groundColor(page, centre(block.box));
  const isOther = ({ box }: { box: Box }) => groundColor(page, centre(box)) !== ground;
  return (
    ground !== '' &&
    rows.length > 0 &&
    rows.every(({ code, blocks }) => isOther(code) && blocks.every(isOther))
  );
}

/** The colour of what is painted last behind a point; empty for bare paper. */
export function groundColor(page: Page, [x, y]: readonly [number, number]): string {
  const fill = page.fills.findLast(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
  return fill?.color.join(' ') ?? '';
}

/** Below all rows, where footers stand too, a label must be bolder than cells or have a ground of its own. */
export function isHeadline(page: Page, line: Block[], rows: readonly Row[]): boolean {
  const [block] = line;
  return isBolder(line, rows) || (block !== undefined && standsOnOwnGround(page, block, rows));
}

/** Bolder than the cells of its column; across columns, than some cells. */
export function isBolder([block]: Block[], rows: readonly Row[]): boolean {
  const all = rows.flatMap(({ blocks }) => blocks);
  const cells =
    block?.slot === ACROSS
      ? all.filter((cell) => !isBold(cell))
      : all.filter(({ slot }) => slot === block?.slot);
  return block !== undefined && isBold(block) && cells.length > 0 && !cells.some(isBold);
}

const isBold = ({ pieces }: Block): boolean => pieces[0]?.bold === true;

/** In the column and the look of one of the labels. */
export function isLikeOne([block]: Block[], known: Block[][]): boolean {
  const [own] = block?.pieces ?? [];
  return known.some(
    ([other]) => own && other?.pieces[0] && other.slot === block?.slot && sameLook(own, other.pieces[0]),
  );
}

function sameLook(one: Piece, other: Piece): boolean {
  const sameColor = one.color.every((channel, index) => channel === other.color[index]);
  return (
    sameColor && one.bold === other.bold && Math.abs(one.fontSize - other.fontSize) < 0.1 * other.fontSize
  );
}
