import type { Box } from '#contracts/box.ts';
import type { PageProblem } from '#contracts/extracted.ts';
import { centre, holds, unionOf } from '#pages/box.ts';
import { modelCode } from '#pages/model-code.ts';
import type { Page, Word } from '#pages/page.ts';
import { type Line, linesOf, tidy } from '#pages/text.ts';
import type { Table } from '../table/table.ts';
import type { Cell } from '../table/table-cells.ts';
import { amountsUnderPrice, malformedCodes } from './lost-rows.ts';
import { mentionedCodes, mentionedPrices, pricesSetApart } from './mentions.ts';

/** Of a text that looks like a code only all rows of the document together can tell that nobody knows it. */
export const UNKNOWN_CODE = 'code-unknown';

/** Every visible code and price of a page that belongs to no row of its tables; boxes are those of the upright page. */
export function unaccounted(page: Page, tables: readonly Table[]): PageProblem[] {
  const visible = page.words.filter((word) => word.visible);
  const isInRow = inRowsOf(tables);
  const isLoose = (found: { box: Box }) => !isInRow(found) && !isOtherPrice(found, tables);
  const priced = loosePrices(linesOf(visible.filter((word) => !isInRow(word))), tables, isLoose);
  const codes = visible
    .filter((word) => standsInCodeColumn(word, tables))
    .filter(({ text }) => modelCode(tidy(text)));
  return [
    ...codes.filter(isLoose).map(problem(page, 'code-without-row')),
    ...tables.flatMap(malformedCodes).map(problem(page, 'code-malformed')),
    ...tables.flatMap(unplacedTexts).map(problem(page, 'text-without-row')),
    ...prices(priced, tables).filter(isLoose).map(problem(page, 'price-without-row')),
    ...(holdsRows(tables) ? codesBeside(priced, isLoose) : []).map(problem(page, UNKNOWN_CODE)),
  ];
}

/** Tells what stands in a cell of a row. */
function inRowsOf(tables: readonly Table[]): (found: { box: Box }) => boolean {
  const rows = tables.flatMap((table) => table.rows.map((row) => Object.values(row.cells)));
  const extents = rows.map((cells) => ({ cells, extent: unionOf(cells.map(({ box }) => box)) }));
  return (found) =>
    extents.some(({ cells, extent }) => holds(extent, centre(found.box)) && liesIn(cells, found));
}

function liesIn(cells: readonly { box: Box }[], { box }: { box: Box }): boolean {
  const middle = centre(box);
  return cells.some((cell) => holds(cell.box, middle));
}

/** Without the cells of a row whose code is mistyped: that one is told by its code. */
function unplacedTexts(table: Table): Cell[] {
  if (table.unplaced.length === 0) return [];
  const told = malformedCodes(table);
  const isTold = ({ box }: Cell) => told.some((code) => box[1] < code.box[3] && box[3] > code.box[1]);
  return table.unplaced.filter((text) => !isTold(text));
}

/** In a row, under a heading that is known for a price no customer pays. */
function isOtherPrice({ box }: { box: Box }, tables: readonly Table[]): boolean {
  const [x, y] = centre(box);
  return tables.some(
    ({ slots, rows }) =>
      slots.some(({ heading, from, to }) => heading === 'otherPrice' && x > from && x < to) &&
      rows.some((row) => Object.values(row.cells).some((cell) => y > cell.box[1] && y < cell.box[3])),
  );
}

function problem(page: Page, category: string): (found: Cell | Word) => PageProblem {
  return ({ text, box }) => ({ page: page.number, box, category, text });
}

function standsInCodeColumn({ box }: Word, tables: readonly Table[]): boolean {
  return tables.some(({ header, slots }) => {
    const slot = slots.find(({ heading }) => heading === 'modelCode');
    const [x, y] = centre(box);
    return slot && y > header.box[3] && x > slot.from && x < slot.to;
  });
}

/** A page of terms alone may speak of deposits and fees. */
const holdsRows = (tables: readonly Table[]): boolean => tables.some(({ rows }) => rows.length > 0);

/** A line and the prices of machines in it that no row has. */
interface PricedLine {
  line: Line;
  prices: Cell[];
}

function loosePrices(
  lines: readonly Line[],
  tables: readonly Table[],
  isLoose: (found: Cell) => boolean,
): PricedLine[] {
  const find = holdsRows(tables) ? mentionedPrices : pricesSetApart;
  return lines
    .map((line) => ({ line, prices: find(line).filter(isLoose) }))
    .filter(({ prices }) => prices.length > 0);
}

/** Amounts with their currency wherever they stand, and all under a price heading. */
function prices(priced: readonly PricedLine[], tables: readonly Table[]): Cell[] {
  const amounts = tables.flatMap(amountsUnderPrice);
  const signed = priced.flatMap((one) => one.prices);
  return [...signed.filter((price) => !liesIn(amounts, price)), ...amounts];
}

/** What looks like a code in a line that names the price of a machine outside all rows. */
function codesBeside(priced: readonly PricedLine[], isLoose: (found: Cell) => boolean): Cell[] {
  return priced.flatMap(({ line }) => mentionedCodes(line)).filter(isLoose);
}
