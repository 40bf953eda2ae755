import { type Reason, reasonKey } from '#contracts/reason.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { commonReason } from '#shared/common-reason.ts';

/** A reason and the products it keeps out. */
export interface SharedReason {
  reason: Reason;
  products: ValidatedProduct[];
}

/** Why products are not published, the commonest reason first; a product may have several. */
export const sharedReasons = (products: readonly ValidatedProduct[]): SharedReason[] => {
  const pairs = products
    .filter(({ verdict }) => verdict !== 'published')
    .flatMap((product) => product.reasons.map((reason) => ({ reason: commonReason(reason), product })));
  return [...Map.groupBy(pairs, ({ reason }) => reasonKey(reason)).values()]
    .flatMap(([first, ...others]) =>
      first ? [{ reason: first.reason, products: [first, ...others].map(({ product }) => product) }] : [],
    )
    .sort((one, other) => other.products.length - one.products.length);
};
