import type { Extracted } from '#contracts/extracted.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';

const held =
  (reason: string) =>
  (product: ValidatedProduct): ValidatedProduct =>
    product.verdict === 'published'
      ? { ...product, verdict: 'review', reasons: [...product.reasons, reason] }
      : product;

/** A list with a code or a price that belongs to no row may have other rows wrong too: all of it waits. */
export const holdUnaccounted = (products: ValidatedProduct[], { accounted, problems }: Extracted) => {
  if (accounted) return products;
  const [first] = problems;
  const where = first ? `page ${first.page}: ${first.text}` : 'see problems in extracted.json';
  return products.map(held(`The list is not fully accounted for (${where}).`));
};
