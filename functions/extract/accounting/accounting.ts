import type { Box } from '#contracts/box.ts';
import type { LeftOut, PageProblem } from '#contracts/extracted.ts';
import type { PrintedProblem } from '#messages/en/reading.ts';
import { reason } from '#messages/reason.ts';
import { area, centre, holds, intersection, unionOf } from '#pages/box.ts';
import { codeOf, modelCode } from '#pages/model-code.ts';
import type { Page, Word } from '#pages/page.ts';
import { named } from '#pages/spreadsheet/left-out.ts';
import { boxOf, byPoint, type Line, linesOf, lineText, middle, tidy } from '#pages/text.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { ACROSS, type Piece } from '../table/cells.ts';
import { phrases } from '../table/phrases.ts';
import type { Table } from '../table/table.ts';
import type { Cell } from '../table/table-cells.ts';
import {
  bareAmountsIn,
  type FoundText,
  isLongAmount,
  looksLikeAmount,
  looksLikePrice,
  machinePricesIn,
  wholeUnits,
} from '../values/price.ts';
import { likelyAmong, newPricesAmong, strayCodesAmong } from './new-prices.ts';
import { isOfCapital } from './remarks.ts';

/** Texts whose middles differ by less than this, in ems, stand beside one another. */
const BESIDE = 0.6;
/** A row above the first or below the last stands within so many of the table's widest steps. */
const ROW_STEPS = 1.5;
/** The step where a table has but one row, in ems. */
const LONE_STEP = 3;
/** A footer under the table has texts beside one another too, but hardly of the size of the rows'. */
const SAME_SIZE = 1.2;
/** Texts in other columns that make a line a row: between rows one is enough, where a note or a label may stand it is not. */
const COMPANY_INSIDE = 1;
const COMPANY_OUTSIDE = 2;

/** Texts in the code column that are no codes, with a row's cells beside them: mistyped ones. */
function malformedCodes(table: Table): Cell[] {
  const codes = codesOf(table);
  const codeSlot = slotOf(table, 'modelCode');
  return table.pieces
    .filter(({ slot, text }) => slot === codeSlot && /[\p{L}\p{N}]/u.test(text))
    .filter((piece) => !codes.some((code) => areBeside(piece, code)))
    .filter((piece) => standsInRow(piece, table) && isOfPriceList(piece, table))
    .map(({ text, box }) => ({ text, box }));
}

/** A page of terms in columns has no rows; only an amount beside it makes its text one. */
function isOfPriceList(piece: Piece, table: Table): boolean {
  return table.rows.length > 0 || amountsUnderPrice(table).some((amount) => areBeside(piece, amount));
}

/** Amounts under the price heading that are no row's price, whether or not they say their currency. */
function amountsUnderPrice(table: Table): Cell[] {
  const priceSlot = slotOf(table, 'price');
  const taken = table.rows.flatMap(({ cells }) => cells.price ?? []);
  const isTaken = (piece: Piece) => taken.some(({ box }) => holds(box, centre(piece.box)));
  const lines = linesOf(table.pieces.filter((piece) => piece.slot === priceSlot && !isTaken(piece)));
  return lines
    .flatMap(phrases)
    .filter((line) => looksLikeAmount(lineText(line)) && standsInRow(line[0] as Piece, table))
    .map((line) => ({ text: lineText(line), box: boxOf(line) }));
}

const slotOf = ({ slots }: Table, wanted: Heading): number =>
  slots.findIndex(({ heading }) => heading === wanted);

function codesOf(table: Table): Piece[] {
  const codeSlot = slotOf(table, 'modelCode');
  return table.pieces.filter((piece) => piece.slot === codeSlot && codeOf(piece));
}

const isLabel = ({ box }: Piece, { labels }: Table): boolean =>
  labels.some((label) => holds(label.box, centre(box)));

function areBeside(one: Piece, other: { box: Box }): boolean {
  return Math.abs(middle(other) - middle(one)) < BESIDE * one.fontSize;
}

/** True for a text that has other columns' texts beside it as a row has. */
function standsInRow(piece: Piece, table: Table): boolean {
  const beside = table.pieces.filter((other) => other.slot !== ACROSS && areBeside(piece, other));
  const company = new Set(beside.map(({ slot }) => slot)).size - 1;
  const codes = codesOf(table);
  if (isBetween(piece, codes) && !isLabel(piece, table)) return company >= COMPANY_INSIDE;
  return company >= COMPANY_OUTSIDE && isNear(piece, codes);
}

function isBetween(piece: Piece, codes: readonly Piece[]): boolean {
  const heights = codes.map(middle);
  return middle(piece) > Math.min(...heights) && middle(piece) < Math.max(...heights);
}

/** At the pitch and of the size of rows; where no code stands, nothing tells them. */
function isNear(piece: Piece, codes: readonly Piece[]): boolean {
  const [code] = codes;
  if (!code) return true;
  const heights = codes.map(middle).sort((one, other) => one - other);
  const steps = heights.slice(1).map((y, index) => y - (heights[index] as number));
  const reach = ROW_STEPS * Math.max(LONE_STEP * code.fontSize, ...steps);
  const distance = Math.min(...heights.map((y) => Math.abs(y - middle(piece))));
  return (
    distance < reach &&
    piece.fontSize < code.fontSize * SAME_SIZE &&
    code.fontSize < piece.fontSize * SAME_SIZE
  );
}

/** A filter left on hides rows from its maker too: nothing of them is read, and somebody is told. */
export const hiddenRows = ({ number, sheet }: Page): PageProblem[] =>
  (sheet?.hiddenRows ?? []).map(({ box, address, codes }) => ({
    ...reason('rows-hidden', { address, held: named(codes) }),
    place: { page: number, box, address },
  }));

const TOKEN = /[\p{L}\p{N}]+/gu;
/** Four capitals are more often a word than a code. */
const MIXED = /^(?=.*\p{L})(?=.*\d)/u;
const MODEL_YEAR = /^MY\d\d$/;

/** The prices of machines in a line of text, whatever is said around them. */
function mentionedPrices(line: Line): Cell[] {
  return phrases(line).flatMap((phrase) =>
    machinePricesIn(lineText(phrase)).map((found) => cellOf(found, phrase)),
  );
}

/** The prices of machines that stand apart from other text, as in a table nobody found. */
function pricesSetApart(line: Line): Cell[] {
  return phrases(line)
    .filter((phrase) => looksLikePrice(lineText(phrase)))
    .flatMap(mentionedPrices);
}

/** What has the shape of a model code in a line of text. */
function mentionedCodes(line: Line): Cell[] {
  const tokens = [...lineText(line).matchAll(TOKEN)].map(({ 0: text, index }) => ({ text, index }));
  return tokens.filter(({ text }) => isMixedCode(text)).map((found) => cellOf(found, line));
}

function isMixedCode(text: string): boolean {
  return MIXED.test(text) && !MODEL_YEAR.test(text) && modelCode(text) !== null;
}

function cellOf({ text, index }: FoundText, line: Line): Cell {
  const boxes = line.flatMap((word, at) => {
    const begin = lineText(line.slice(0, at + 1)).length - word.text.length;
    return partOf(word, index - begin, index + text.length - begin);
  });
  return { text, box: unionOf(boxes) };
}

function partOf({ text, starts, box: [x0, y0, x1, y1] }: Word, from: number, to: number): Box[] {
  return to <= 0 || from >= text.length ? [] : [[starts[from] ?? x0, y0, starts[to] ?? x1, y1]];
}

type Placed = Pick<Word, 'text' | 'box'>;

/**
 * What stands in tables of a page and in no product, and nobody would miss; boxes are those of the upright page. A
 * sheet's reader tells it by cells.
 */
export function leftOut(page: Page, tables: readonly Table[]): LeftOut[] {
  const found =
    (why: LeftOut['why']) =>
    ({ text, box }: Placed): LeftOut => ({
      ...{ page: page.number, box, text, why },
    });
  const added = tables.flatMap((table) => table.added).map(found('added'));
  if (tables.length === 0 || page.sheet) return added;
  const unseen = page.words.filter(({ visible }) => !visible);
  const lost = (word: Word) => {
    const placed = codesAndPrices(word, tables);
    return placed.length > 0 && isSaidVisibly(word, page) ? [] : placed;
  };
  const struck = page.words.filter(({ visible, doubts }) => visible && doubts?.includes('struck'));
  return [
    ...added,
    ...unseen.flatMap(lost).map(found('unseen')),
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

/** Of a text that looks like a code only all rows of the document together can tell that nobody knows it. */
export const UNKNOWN_CODE = 'code-unknown';

/** Every visible code and price of a page that belongs to no row of its tables; boxes are those of the upright page. */
export function unaccounted(page: Page, tables: readonly Table[]): PageProblem[] {
  const visible = page.words.filter((word) => word.visible);
  const problem = (code: PrintedProblem) => printedProblem(page.number, code);
  const isInRow = inRowsOf(tables);
  const isLoose = (found: { box: Box }) => !isInRow(found) && !isOtherPrice(found, tables);
  const loose = linesOf(visible.filter((word) => !isInRow(word)));
  const priced = loosePrices(loose, tables, isLoose);
  const unpriced = loose.filter((line) => !priced.some((one) => one.line === line));
  const codes = visible
    .filter((word) => standsInCodeColumn(word, tables))
    .filter((word) => codeOf({ ...word, text: tidy(word.text) }));
  const bare = [
    ...codesOfTurnedRows(visible),
    ...codesOfBareRows(page, tables),
    ...strayCodes(loose, tables),
  ];
  return [
    ...[...codes.filter(isLoose), ...bare].map(problem('code-without-row')),
    ...tables.flatMap(malformedCodes).map(problem('code-malformed')),
    ...tables.flatMap(unplacedTexts).map(problem('text-without-row')),
    ...[
      ...prices([...priced, ...barePrices(unpriced, tables)], tables).filter(isLoose),
      ...pricesBeside(page, tables),
    ].map(problem('price-without-row')),
    ...(holdsRows(tables) ? codesBeside(priced, isLoose) : []).map(problem(UNKNOWN_CODE)),
  ];
}

/** Prices of machines in what stands on a sheet and in none of its cells; a comment on a row names no currency. */
function pricesBeside({ sheet }: Page, tables: readonly Table[]): Cell[] {
  const lines = (sheet?.beside ?? []).map((word) => [word]);
  const priced = loosePrices(lines, tables, () => true);
  const isLikely = likelyAmong(tables);
  const bare = lines
    .filter((line) => !priced.some((one) => one.line === line))
    .flatMap((line) =>
      bareAmountsIn(lineText(line))
        .filter(isLikely)
        .map((found) => cellOf(found, line)),
    );
  return [...priced.flatMap(({ prices }) => prices), ...bare];
}

/** Codes with amounts in their line on their side or on their head: nothing is read of what lies so on an upright page. */
function codesOfTurnedRows(words: readonly Word[]): Word[] {
  const turned = words.filter(({ turns }) => turns !== 0);
  const isBeside = (one: Word, other: Word) =>
    one.turns === other.turns && Math.abs(across(one) - across(other)) < BESIDE * one.fontSize;
  const isAmount = ({ text }: Word) => /\d{3}/.test(text) && !YEAR.test(text);
  return turned.filter(
    (word) =>
      isMixedCode(tidy(word.text)) && turned.some((other) => isAmount(other) && isBeside(word, other)),
  );
}

/** On a sheet without any table: codes with an amount in their row, as where prices that have changed are told by themselves. */
function codesOfBareRows({ sheet, words }: Page, tables: readonly Table[]): Word[] {
  if (!sheet || tables.length > 0) return [];
  return linesOf(words.filter(({ visible }) => visible)).flatMap((line) =>
    line.some(({ text }) => isLongAmount(text))
      ? line.filter(({ text }) => modelCode(tidy(text)) !== null)
      : [],
  );
}

/** Under a heading of codes they are told as such. */
const strayCodes = (loose: readonly Line[], tables: readonly Table[]): Word[] =>
  loose.flatMap(strayCodesAmong(tables)).filter((word) => !standsInCodeColumn(word, tables));

const across = ({ turns, box }: Word): number => centre(box)[turns % 2 === 0 ? 1 : 0];
const YEAR = /(?:19|20)\d\d/;

/** Tells what stands in a cell of a row, or is added to its price below it. */
function inRowsOf(tables: readonly Table[]): (found: { box: Box }) => boolean {
  const rows = tables.flatMap((table) => [
    ...table.rows.map((row) => Object.values(row.cells)),
    ...table.added.map((line) => [line]),
  ]);
  const rowsAt = byPoint(rows.map((cells) => ({ cells, box: unionOf(cells.map(({ box }) => box)) })));
  return (found) => rowsAt(centre(found.box)).some(({ cells }) => liesIn(cells, found));
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

/** A problem of something that is printed on a page. */
export const printedProblem =
  (page: number, code: PrintedProblem) =>
  ({ text, box }: Pick<Word, 'text' | 'box'>): PageProblem => ({
    ...reason(code, { text }),
    place: { page, box },
  });

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
  const isOfMachine = isOfMachineAmong(tables);
  return lines
    .filter((line) => !isOfCapital(lineText(line)))
    .map((line) => ({ line, prices: find(line).filter((price) => isLoose(price) && isOfMachine(price)) }))
    .filter(({ prices }) => prices.length > 0);
}

/** Of the cheapest machine of a page: what is delivered or prepared costs less, and a machine for children more. */
const FEE_SHARE = 0.1;

/** Beside machines at ten thousand euros six hundred are no machine's price: "Toimituskulut 600 €". */
function isOfMachineAmong(tables: readonly Table[]): (price: Cell) => boolean {
  const rows = tables.flatMap((table) => table.rows);
  const known = rows.map(({ cells }) => wholeUnits(cells.price?.text ?? '')).filter(Number.isFinite);
  const least = known.length === 0 ? 0 : Math.min(...known) * FEE_SHARE;
  return ({ text }) => !(wholeUnits(text) < least);
}

/** Lines that name a price without its currency: "uusi hinta 13 990". */
function barePrices(lines: readonly Line[], tables: readonly Table[]): PricedLine[] {
  const newPricesIn = newPricesAmong(tables);
  return lines
    .map((line) => ({ line, prices: newPricesIn(line).map((found) => cellOf(found, line)) }))
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
