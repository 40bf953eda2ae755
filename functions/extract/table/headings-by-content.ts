import { centre } from '#pages/box.ts';
import type { Header, HeaderCell } from '#pages/header.ts';
import { modelCode } from '#pages/model-code.ts';
import type { Word } from '#pages/page.ts';
import { linesOf, lineText } from '#pages/text.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { saysEngine } from '#reference/naming/engine.ts';
import { familyOf } from '#reference/naming/machine.ts';
import { displayIn, starterIn } from '#reference/naming/specification.ts';
import { looksLikePrice } from '../values/price.ts';

/** Columns whose cells can be told by what stands in them, the surest first. */
const TELLING: readonly { heading: Heading; fits(text: string): boolean }[] = [
  { heading: 'modelCode', fits: (text) => modelCode(text) !== null },
  { heading: 'price', fits: looksLikePrice },
  { heading: 'model', fits: (text) => familyOf(text) !== null },
  { heading: 'engine', fits: saysEngine },
  { heading: 'starter', fits: (text) => starterIn(text) !== null },
  { heading: 'display', fits: (text) => displayIn(text) !== null },
];

/** So many of the rows must have a text that fits: options name displays and starters too, but not in every row. */
const MOST_ROWS = 0.7;
const FEWEST_ROWS = 2;

/**
 * The header with every column named that its texts leave no doubt of: headings nobody knows,
 * and of two columns with one heading ("Nimike", "Tuotenumero") those whose texts are something else.
 */
export function namedByContent(header: Header, words: readonly Word[]): Header {
  const texts = header.cells.map((_, index) => textsUnder(header.cells, index, words));
  const rows = rowCount(header, texts);
  const fits = (index: number, { fits }: (typeof TELLING)[number]) => {
    const fitting = (texts[index] ?? []).filter(fits).length;
    return fitting >= FEWEST_ROWS && fitting >= rows * MOST_ROWS;
  };
  const cells = header.cells.map((cell, index) => (isMisnamed(header, index, fits) ? unnamed(cell) : cell));
  const taken = new Set(cells.map(({ heading }) => heading));
  return {
    ...header,
    cells: cells.map((cell, index) => named(cell, taken, (telling) => fits(index, telling))),
  };
}

type Fits = (index: number, telling: (typeof TELLING)[number]) => boolean;

/** Another column of the same heading holds what the heading says, and this one does not. */
function isMisnamed({ cells }: Header, index: number, fits: Fits): boolean {
  const heading = cells[index]?.heading;
  const telling = TELLING.find((one) => one.heading === heading);
  const same = cells.flatMap((cell, at) => (cell.heading === heading ? [at] : []));
  if (!telling || same.length < 2) return false;
  return !fits(index, telling) && same.some((at) => fits(at, telling));
}

const unnamed = (cell: HeaderCell): HeaderCell => ({ ...cell, heading: null });

function named(
  cell: HeaderCell,
  taken: Set<Heading | null>,
  fits: (telling: (typeof TELLING)[number]) => boolean,
): HeaderCell {
  if (cell.heading !== null) return cell;
  const found = TELLING.find((telling) => !taken.has(telling.heading) && fits(telling));
  if (found) taken.add(found.heading);
  return found ? { ...cell, heading: found.heading } : cell;
}

/** As many rows as codes stand in one column. */
function rowCount({ cells }: Header, texts: readonly string[][]): number {
  const codes = texts.map((column) => column.filter((text) => modelCode(text)).length);
  const known = cells.findIndex(({ heading }, index) => heading === 'modelCode' && codes[index]);
  return codes[known] ?? Math.max(0, ...codes);
}

function textsUnder(cells: readonly HeaderCell[], index: number, words: readonly Word[]): string[] {
  const from = cells[index - 1]?.box[2] ?? -Infinity;
  const to = cells[index + 1]?.box[0] ?? Infinity;
  const own = cells[index] as HeaderCell;
  const under = words.filter(({ box }) => centre(box)[0] > from && centre(box)[0] < to);
  return linesOf(under.filter(({ box }) => box[0] < own.box[2] && box[2] > own.box[0])).map(lineText);
}
