import { type Extracted, type PageProblem, UNACCOUNTED } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { categoryOf } from '#messages/say.ts';

/** How a list was read, its rows apart. */
type Read = Pick<Extracted, 'accounted' | 'problems'>;

const held =
  (why: Reason) =>
  (product: ValidatedProduct): ValidatedProduct =>
    product.verdict === 'published'
      ? { ...product, verdict: 'review', reasons: [...product.reasons, why] }
      : product;

const isUnaccounted = (problem: PageProblem): boolean => UNACCOUNTED.has(categoryOf(problem));

const firstProblem = ({ problems }: Read) => {
  const first = problems.find(isUnaccounted);
  const { page = null } = first?.place ?? {};
  return { page, detail: (first?.values.text as string | Reason | undefined) ?? first ?? '' };
};

/**
 * A list with a code or a price that belongs to no row may have other rows wrong too: all of it waits. Where nothing is
 * wrong but on damaged pages, it is the rows that damage may concern that wait, by flags of their own; what is wrong
 * behind a damaged page may come of it too, so that only what stands before goes.
 */
export function holdUnaccounted(extracted: Read): (product: ValidatedProduct) => ValidatedProduct {
  if (extracted.accounted) return (product) => product;
  const from = firstDoubtedPage(extracted);
  const hold = held(reason('list-unaccounted', firstProblem(extracted)));
  return (product) => (product.page < from ? product : hold(product));
}

/** Of a page, today and before contract 3. */
const DAMAGED = new Set(['page-contents-damaged', 'page-damaged']);

/** Infinity where nothing is wrong but on damaged pages; else the first damaged page where nothing is wrong before it. */
function firstDoubtedPage({ problems }: Read): number {
  const wrong = problems.filter(isUnaccounted);
  const pageOf = ({ place }: PageProblem) => place.page;
  const damaged = new Set(wrong.filter((problem) => DAMAGED.has(categoryOf(problem))).map(pageOf));
  if (wrong.every((problem) => damaged.has(pageOf(problem)))) return Infinity;
  const first = Math.min(...wrong.map(pageOf));
  return damaged.has(first) ? first : 1;
}

/** Why a machine that this list does not name may stand on it all the same; null where all of it was read. */
export const unseenReason = (extracted: Read): Reason | null =>
  extracted.accounted ? null : reason('machine-unseen', firstProblem(extracted));
