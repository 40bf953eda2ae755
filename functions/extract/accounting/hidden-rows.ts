import type { PageProblem } from '#contracts/extracted.ts';
import type { Page } from '#pages/page.ts';

/** Of many codes the first say enough. */
const MOST_NAMED = 10;

/** A filter left on hides rows from its maker too: nothing of them is read, and somebody is told. */
export const hiddenRows = ({ number, sheet }: Page): PageProblem[] =>
  (sheet?.hiddenRows ?? []).map(({ box, address, codes }) => ({
    page: number,
    box,
    category: 'rows-hidden',
    text: `hidden rows ${address} hold ${namedCodes(codes)}`,
    address,
  }));

function namedCodes(codes: readonly string[]): string {
  const more = codes.length - MOST_NAMED;
  return codes.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
