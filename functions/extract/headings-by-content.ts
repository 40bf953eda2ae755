import { centre } from '#pages/box.ts';
import type { Header, HeaderCell } from '#pages/header.ts';
import { modelCode } from '#pages/model-code.ts';
import type { Word } from '#pages/page.ts';
import { linesOf, lineText } from '#pages/text.ts';
import {
  canonicalDisplay,
  canonicalEngine,
  canonicalFamily,
  canonicalStarter,
} from '#reference/lexicon/canonical.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { looksLikePrice } from './price.ts';

/** Columns whose cells can be told by what stands in them, the surest first. */
const TELLING: readonly { heading: Heading; fits(text: string): boolean }[] = [
  { heading: 'modelCode', fits: (text) => modelCode(text) !== null },
  { heading: 'price', fits: looksLikePrice },
  { heading: 'model', fits: (text) => canonicalFamily(text) !== null },
  { heading: 'engine', fits: (text) => canonicalEngine(text) !== null },
  { heading: 'starter', fits: (text) => canonicalStarter(text) !== null },
  { heading: 'display', fits: (text) => canonicalDisplay(text) !== null },
];

/** So much of a column must fit: options name displays and starters too, but not in every row. */
const MOSTLY = 0.7;
const FEWEST_TEXTS = 2;

/** The header with headings nobody knows named by the texts under them, where those leave no doubt. */
export function namedByContent(header: Header, words: readonly Word[]): Header {
  if (header.cells.every(({ heading }) => heading !== null)) return header;
  const taken = new Set(header.cells.map(({ heading }) => heading));
  const cells = header.cells.map((cell, index) => {
    if (cell.heading !== null) return cell;
    const texts = textsUnder(header.cells, index, words);
    const found = TELLING.find(({ heading, fits }) => !taken.has(heading) && fitsMostly(texts, fits));
    if (found) taken.add(found.heading);
    return found ? { ...cell, heading: found.heading } : cell;
  });
  return { ...header, cells };
}

function textsUnder(cells: readonly HeaderCell[], index: number, words: readonly Word[]): string[] {
  const from = cells[index - 1]?.box[2] ?? -Infinity;
  const to = cells[index + 1]?.box[0] ?? Infinity;
  const own = cells[index] as HeaderCell;
  const under = words.filter(({ box }) => centre(box)[0] > from && centre(box)[0] < to);
  return linesOf(under.filter(({ box }) => box[0] < own.box[2] && box[2] > own.box[0])).map(lineText);
}

function fitsMostly(texts: readonly string[], fits: (text: string) => boolean): boolean {
  const fitting = texts.filter(fits).length;
  return fitting >= FEWEST_TEXTS && fitting > texts.length * MOSTLY;
}
