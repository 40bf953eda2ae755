import { centre } from '#pages/box.ts';
import { modelCode } from '#pages/model-code.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { looksLikeAmount } from '../values/price.ts';
import type { Table } from './table.ts';
import type { Cell } from './table-cells.ts';

/** Of these a row has one: which of two columns holds it, only a telling word in a heading could say. */
const SINGLE: readonly { heading: Heading; fits(text: string): boolean }[] = [
  { heading: 'modelCode', fits: (text) => modelCode(text) !== null },
  { heading: 'price', fits: looksLikeAmount },
];

/** The headings of a table that say "code" or "price" again, over a column that holds such texts too. */
export function repeatedHeadings({ header, slots, pieces, rows }: Table): Cell[] {
  if (rows.length === 0) return [];
  return SINGLE.flatMap(({ heading, fits }) => {
    const filled = slots.filter(
      (slot, index) =>
        slot.heading === heading && pieces.some((piece) => piece.slot === index && fits(piece.text)),
    );
    return filled
      .slice(1)
      .flatMap(({ from, to }) =>
        header.cells.filter(({ box }) => centre(box)[0] > from && centre(box)[0] < to),
      );
  });
}
