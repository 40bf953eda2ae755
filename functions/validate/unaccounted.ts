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

/** A list with a code or a price that belongs to no row may have other rows wrong too: all of it waits. */
export const holdUnaccounted = (products: ValidatedProduct[], extracted: Extracted) =>
  extracted.accounted
    ? products
    : products.map(held(`The list is not fully accounted for (${whereOf(extracted)}).`));

/** Why a machine that this list does not name may stand on it all the same; null where all of it was read. */
export const unseenReason = (extracted: Extracted): string | null =>
  extracted.accounted
    ? null
    : `The newest list does not name this machine, but not all of that list could be read (${whereOf(extracted)}).`;
