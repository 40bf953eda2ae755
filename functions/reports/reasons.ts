import type { ValidatedProduct } from '#contracts/validated.ts';

/** A reason and the products it keeps out. */
export interface SharedReason {
  reason: string;
  products: ValidatedProduct[];
}

const CODE = /[A-Z0-9]{4,}(?:, [A-Z0-9]{4,})*/g;

/** "the ads of IZQC, LWZV read alike" is one reason whomever it names. */
const withoutCodes = (reason: string, codes: Set<string>): string =>
  reason.replace(CODE, (named) => (named.split(', ').every((code) => codes.has(code)) ? '…' : named));

/** Why products are not published, the commonest reason first; a product may have several. */
export const sharedReasons = (products: readonly ValidatedProduct[]): SharedReason[] => {
  const codes = new Set(products.map(({ modelCode }) => modelCode));
  const pairs = products
    .filter(({ verdict }) => verdict !== 'published')
    .flatMap((product) =>
      product.reasons.map((reason) => ({ reason: withoutCodes(reason, codes), product })),
    );
  return [...Map.groupBy(pairs, ({ reason }) => reason)]
    .map(([reason, same]) => ({ reason, products: same.map(({ product }) => product) }))
    .sort((one, other) => other.products.length - one.products.length);
};
