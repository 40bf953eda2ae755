import type { PageProblem } from '#contracts/extracted.ts';
import { reason } from '#messages/reason.ts';
import type { Page } from '#pages/page.ts';
import { named } from '#pages/spreadsheet/left-out.ts';

/** A filter left on hides rows from its maker too: nothing of them is read, and somebody is told. */
export const hiddenRows = ({ number, sheet }: Page): PageProblem[] =>
  (sheet?.hiddenRows ?? []).map(({ box, address, codes }) => ({
    page: number,
    box,
    category: 'rows-hidden',
    text: reason('rows-hold', { address, held: named(codes) }),
    address,
  }));
