import type { Money } from '#contracts/money.ts';
import type { Report } from '#contracts/report.ts';
import type { ListedProduct } from './listed-products.ts';
import { quantiles } from './quantiles.ts';

/** How many products there are, and what became of them. */
export const verdictsOf = (products: readonly ListedProduct[]) => {
  const counted = (verdict: string) =>
    products.filter(({ validated }) => validated.verdict === verdict).length;
  return {
    products: products.length,
    ...{ published: counted('published'), review: counted('review'), rejected: counted('rejected') },
  };
};

const UNKNOWN = 'unknown';

/** Products by what something says of each, the most first. */
const coverage = (products: readonly ListedProduct[], nameOf: (product: ListedProduct) => string | null) =>
  [...Map.groupBy(products, (product) => nameOf(product) ?? UNKNOWN)]
    .map(([name, same]) => ({ name, ...verdictsOf(same) }))
    .sort((one, other) => other.products - one.products || one.name.localeCompare(other.name));

const familyOf = ({ extracted: { brand, normalized, model } }: ListedProduct): string =>
  `${brand ?? UNKNOWN} ${normalized.family ?? model ?? UNKNOWN}`;

/** Where the machine is offered, as its ad says it. */
const placeOf = ({ validated: { ad } }: ListedProduct): string | null => ad?.fields.Address ?? null;

/** What the lists hold of each family, brand and market, and where it is offered (S1-16). */
export const coverageOf = (products: readonly ListedProduct[]): Report['coverage'] => ({
  families: coverage(products, familyOf),
  brands: coverage(products, ({ extracted }) => extracted.brand),
  markets: coverage(products, ({ run }) => run.extracted.market),
  places: coverage(products, placeOf),
});

/** Money is no float: whole hundredths. */
const cents = ({ amount }: Money): bigint => BigInt(amount.replace('.', ''));

const rising = (one: Money, other: Money): number => Number(cents(one) - cents(other));

/** What the lists ask for the machines of a brand, in each currency (S1-30). */
export const pricesOf = (products: readonly ListedProduct[]): Report['prices'] => {
  const priced = products.flatMap(({ extracted: { brand, price } }) =>
    price ? [{ brand: brand ?? UNKNOWN, price }] : [],
  );
  const groups = Map.groupBy(priced, ({ brand, price }) => `${brand} ${price.currency}`);
  return [...groups.values()].map((same) => ({
    brand: same[0]?.brand ?? UNKNOWN,
    products: same.length,
    ...quantiles(same.map(({ price }) => price).sort(rising)),
  }));
};
