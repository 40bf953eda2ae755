import type { PageProblem } from '#contracts/extracted.ts';
import { headingOf } from '#pages/headings.ts';
import type { Page } from '#pages/page.ts';
import { linesOf, lineText } from '#pages/text.ts';
import { printedProblem } from '../accounting/accounting.ts';
import { saysMoney } from '../values/currencies.ts';
import { looksLikeAmount } from '../values/price.ts';
import { textsUnder } from './asked-columns.ts';
import type { Piece } from './cells.ts';
import { rivalPrices } from './prices.ts';
import type { Table } from './table.ts';
import type { Cell } from './table-cells.ts';

const FEW_HEADINGS = 3;

/** Columns that nobody knows: for a person to know, or for the list to wait where they may hold what tells a machine, or its price. */
export function unknownColumns(page: Page, table: Table): PageProblem[] {
  const headings = unknownHeadings(table);
  const rivals = page.headingNames ? [] : rivalPrices(table);
  const isTelling = (cell: Cell) => rivals.includes(cell) || mayTellMachines(page, table, cell);
  const [telling, others] = [headings.filter(isTelling), headings.filter((cell) => !isTelling(cell))];
  return [
    ...[...new Set([...telling, ...rivals, ...unheaded(page, table), ...doubled(page, table)])].map(
      printedProblem(page.number, 'column-unknown'),
    ),
    ...others.map(printedProblem(page.number, 'unknown-heading')),
  ];
}

function unknownHeadings({ header }: Table): Cell[] {
  return header.cells.filter(({ heading, text }) => heading === null && /\p{L}/u.test(text));
}

/** A word, and no unit or number of a week: "Punainen", "Smart-Shox". */
const WORD = /\p{L}{3,}/u;

/**
 * Where the lexicon knows hardly more than codes and prices, or where rows have other words in it, a column that nobody
 * named may tell one machine from another; one of amounts may be what a customer pays where cells alone told the price.
 */
function mayTellMachines({ headingNames }: Page, table: Table, unknown: Cell): boolean {
  if (headingNames) return false;
  const known = table.header.cells.filter(({ text, isTold }) => isTold || headingOf(text)).length;
  const texts = textsUnder(table, unknown);
  return (
    known < FEW_HEADINGS || haveOwnWords(texts, table) || (hasToldPrice(table) && texts.some(mayBePrice))
  );
}

/** Under one heading of a model, a track or a price two columns may stand: package, profile, currency. */
const MAY_BE_TWO: ReadonlySet<string> = new Set(['model', 'track', 'trackLength', 'trackProfile', 'price']);
/** White between two columns, in ems; and points by which the beginnings of one may differ. */
const BETWEEN_COLUMNS = 0.8;
const ONE_EDGE = 1.5;
const MOST_LINES = 0.7;

/** What stands first in columns that have no heading of their own, beside what the heading before them is for. */
function doubled({ headingNames, sheet }: Page, { header, slots, pieces, rows }: Table): Cell[] {
  if (headingNames || sheet || header.cells.some(({ isTold }) => isTold)) return [];
  return slots.flatMap(({ heading }, index) => {
    if (heading === null || MAY_BE_TWO.has(heading)) return [];
    const seconds = linesOf(pieces.filter(({ slot }) => slot === index)).flatMap((line) => secondOf(line));
    const [first] = seconds;
    const aligned = seconds.filter(({ box }) => Math.abs(box[0] - (first?.box[0] ?? 0)) < ONE_EDGE);
    const isColumn = rows.length > 2 && aligned.length >= rows.length * MOST_LINES;
    return first && isColumn ? [{ text: first.text, box: first.box }] : [];
  });
}

/** The last of the pieces on a line that words stand in, behind white. */
function secondOf(line: readonly Pick<Piece, 'text' | 'box' | 'fontSize'>[]): Cell[] {
  const [before, last] = line.slice(-2);
  if (!before || !last || !WORD.test(last.text) || saysMoney(last.text)) return [];
  return last.box[0] - before.box[2] > BETWEEN_COLUMNS * last.fontSize ? [last] : [];
}

/** What stands first in columns without a heading in which rows have words of their own. */
function unheaded({ headingNames }: Page, table: Table): Cell[] {
  const { header, slots, pieces } = table;
  if (headingNames || header.cells.some(({ isTold }) => isTold)) return [];
  return slots.flatMap(({ heading, from, to }, index) => {
    const isHeaded = header.cells.some(({ box }) => box[0] < to && box[2] > from);
    const own = heading === null && !isHeaded ? pieces.filter(({ slot }) => slot === index) : [];
    const [first] = own;
    // A remark on one row may have been drawn word by word.
    const isTelling = haveOwnWords(linesOf(own).map(lineText), table);
    return first && isTelling ? [{ text: first.text, box: first.box }] : [];
  });
}

function haveOwnWords(texts: readonly string[], { rows }: Table): boolean {
  const words = texts.filter((text) => WORD.test(text));
  return words.length * 2 > rows.length && new Set(words).size > 1;
}

/** No word of its heading says "price". */
const hasToldPrice = ({ header }: Table): boolean =>
  header.cells.some(
    ({ heading, text, isTold }) => heading === 'price' && !isTold && headingOf(text) !== 'price',
  );

/** Years, lengths and weights have fewer figures. */
const PRICE_FIGURES = /(?:\d\D*){5}/;
const mayBePrice = (text: string): boolean => looksLikeAmount(text) && PRICE_FIGURES.test(text);
