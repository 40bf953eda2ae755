import { type Extracted, UNACCOUNTED } from '#contracts/extracted.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';

const held =
  (reason: string) =>
  (product: ValidatedProduct): ValidatedProduct =>
    product.verdict === 'published'
      ? { ...product, verdict: 'review', reasons: [...product.reasons, reason] }
      : product;

const whereOf = ({ problems }: Extracted): string => {
  const first = problems.find(({ category }) => UNACCOUNTED.has(category));
  return first ? `page ${first.page}: ${first.text}` : 'see problems in extracted.json';
};

/**
 * A list with a code or a price that belongs to no row may have other rows wrong too: all of it waits. Where a page is
 * damaged, what is wrong from there on comes of that: what stands before it has been read whole, but for its last row,
 * which may go on behind.
 */
export function holdUnaccounted(products: ValidatedProduct[], extracted: Extracted): ValidatedProduct[] {
  if (extracted.accounted) return products;
  const from = firstDoubtedPage(extracted);
  const whole = products.filter(({ page }) => page < from);
  const last = whole.toSorted((one, other) => one.page - other.page || one.row - other.row).at(-1);
  const isLast = ({ page, row }: ValidatedProduct) => page === last?.page && row === last.row;
  const hold = held(`The list is not fully accounted for (${whereOf(extracted)}).`);
  return products.map((product) => (product.page < from && !isLast(product) ? product : hold(product)));
}

/** The damaged page, where nothing is wrong before it; else the first. */
function firstDoubtedPage({ problems }: Extracted): number {
  const wrong = problems.filter(({ category }) => UNACCOUNTED.has(category));
  const first = Math.min(...wrong.map(({ page }) => page));
  const isDamaged = wrong.some(({ category, page }) => category === 'file-damaged' && page === first);
  return isDamaged ? first : 1;
}

/** Why a machine that this list does not name may stand on it all the same; null where all of it was read. */
export const unseenReason = (extracted: Extracted): string | null =>
  extracted.accounted
    ? null
    : `The newest list does not name this machine, but not all of that list could be read (${whereOf(extracted)}).`;
