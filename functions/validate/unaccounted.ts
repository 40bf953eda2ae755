import { type Extracted, UNACCOUNTED } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';

const held =
  (why: Reason) =>
  (product: ValidatedProduct): ValidatedProduct =>
    product.verdict === 'published'
      ? { ...product, verdict: 'review', reasons: [...product.reasons, why] }
      : product;

const firstProblem = ({ problems }: Extracted) => {
  const first = problems.find(({ category }) => UNACCOUNTED.has(category));
  return { page: first?.page ?? null, detail: first?.text ?? '' };
};

/**
 * A list with a code or a price that belongs to no row may have other rows wrong too: all of it waits. Where nothing is
 * wrong but on damaged pages, it is the rows that damage may concern that wait, by flags of their own; what is wrong
 * behind a damaged page may come of it too, so that only what stands before goes.
 */
export function holdUnaccounted(products: ValidatedProduct[], extracted: Extracted): ValidatedProduct[] {
  if (extracted.accounted) return products;
  const from = firstDoubtedPage(extracted);
  const hold = held(reason('list-unaccounted', firstProblem(extracted)));
  return products.map((product) => (product.page < from ? product : hold(product)));
}

/** Infinity where nothing is wrong but on damaged pages; else the first damaged page where nothing is wrong before it. */
function firstDoubtedPage({ problems }: Extracted): number {
  const wrong = problems.filter(({ category }) => UNACCOUNTED.has(category));
  const damaged = new Set(
    wrong.filter(({ category }) => category === 'page-damaged').map(({ page }) => page),
  );
  if (wrong.every(({ page }) => damaged.has(page))) return Infinity;
  const first = Math.min(...wrong.map(({ page }) => page));
  return damaged.has(first) ? first : 1;
}

/** Why a machine that this list does not name may stand on it all the same; null where all of it was read. */
export const unseenReason = (extracted: Extracted): Reason | null =>
  extracted.accounted ? null : reason('machine-unseen', firstProblem(extracted));
