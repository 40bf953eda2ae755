import { type Header, type HeaderCell, headerCell } from '#pages/header.ts';
import type { Word } from '#pages/page.ts';
import { boxOf, middle } from '#pages/text.ts';

/**
 * The headers of a page as the page before, or the first of them, has them: headings that are printed again say the same
 * again. What stands above or beneath them in their look is the end of a row.
 */
export function asBefore(headers: readonly Header[], before: Header | null): Header[] {
  const [first, ...others] = headers;
  if (!first) return [];
  const own = before && saysMore(first, before) ? withoutMore(first, before) : first;
  return [own, ...asBefore(others, own)];
}

/** The same headings one by one, some with more before or behind. */
function saysMore({ cells }: Header, before: Header): boolean {
  const isSame =
    cells.length === before.cells.length && cells.every((cell, index) => holdsAll(cell, before.cells[index]));
  return isSame && cells.some(({ text }, index) => text !== before.cells[index]?.text);
}

function holdsAll({ text }: HeaderCell, before: HeaderCell | undefined): boolean {
  return (
    before !== undefined &&
    (`${text} `.startsWith(`${before.text} `) || ` ${text}`.endsWith(` ${before.text}`))
  );
}

function withoutMore(header: Header, before: Header): Header {
  const heights = header.cells.flatMap(({ words }) => words.map(middle)).sort((one, other) => one - other);
  const line = heights[Math.floor(heights.length / 2)] as number;
  const cells = header.cells.map((cell, index) => asPrinted(cell, before.cells[index] as HeaderCell, line));
  return { ...header, cells, box: boxOf(cells.flatMap(({ words }) => words)) };
}

/** The words that were printed before; of two alike that nearer to the line of the headings. */
function asPrinted(cell: HeaderCell, before: HeaderCell, line: number): HeaderCell {
  const known = before.words.map(({ text }) => text);
  const distance = (word: Word) => Math.abs(middle(word) - line);
  const nearest = cell.words.toSorted((one, other) => distance(one) - distance(other));
  const words = nearest.filter(({ text }) => takeOne(known, text));
  return words.length === before.words.length ? { ...headerCell(words), heading: before.heading } : cell;
}

/** True where the text is still among those known; it is then no longer. */
function takeOne(known: string[], text: string): boolean {
  const index = known.indexOf(text);
  if (index >= 0) known.splice(index, 1);
  return index >= 0;
}
