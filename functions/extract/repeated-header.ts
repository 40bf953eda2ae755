import { type Header, type HeaderCell, headerCell } from '#pages/header.ts';
import { boxOf } from '#pages/text.ts';

/**
 * The header of a page as the page before has it: headings that are printed again say the same again. What stands beneath
 * them in their look is the end of the row that the pages divide.
 */
export function asBefore(header: Header, before: Header | null): Header {
  if (!before || !saysMore(header, before)) return header;
  const cells = header.cells.map((cell, index) => withoutMore(cell, before.cells[index] as HeaderCell));
  return { ...header, cells, box: boxOf(cells.flatMap(({ words }) => words)) };
}

/** The same headings one by one, some with more behind. */
function saysMore({ cells }: Header, before: Header): boolean {
  const isSame =
    cells.length === before.cells.length && cells.every((cell, index) => begins(before.cells[index], cell));
  return isSame && cells.some(({ text }, index) => text !== before.cells[index]?.text);
}

const begins = (before: HeaderCell | undefined, { text }: HeaderCell): boolean =>
  before !== undefined && `${text} `.startsWith(`${before.text} `);

function withoutMore(cell: HeaderCell, before: HeaderCell): HeaderCell {
  const own = cell.words.toSorted((one, other) => one.order - other.order);
  const known = before.words.map(({ text }) => text);
  const words = own.filter(({ text }) => takeOne(known, text));
  return words.length === before.words.length ? { ...headerCell(words), heading: before.heading } : cell;
}

/** True where the text is still among those known; it is then no longer. */
function takeOne(known: string[], text: string): boolean {
  const index = known.indexOf(text);
  if (index >= 0) known.splice(index, 1);
  return index >= 0;
}
