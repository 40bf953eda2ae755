import type { ExtractedProduct } from '#contracts/extracted.ts';
import type { Money } from '#contracts/money.ts';
import { modelKey } from './understand.ts';

/** A row whose track the book sells in several widths while the list prints none. */
export interface OpenWidth {
  readonly product: ExtractedProduct;
  /** Narrow to wide, in mm. */
  readonly widths: readonly number[];
}

/** All that a row prints except its code and price, and what its book leaves open. */
const likeness = ({ product, widths }: OpenWidth): string =>
  [
    modelKey(product),
    product.modelYear,
    product.trackProfile,
    product.starter,
    product.display,
    product.springOptions,
    product.color,
    ...widths,
  ].join('|');

/** An amount has two decimals by contract: without its point it is a whole number of hundredths. */
const hundredths = ({ amount }: Money): bigint => BigInt(amount.replace('.', ''));

const byPrice = (one: Money, other: Money): number => Number(hundredths(one) - hundredths(other));

/** What the rows cost, cheapest first; null where one has no price, or two cannot be told apart by theirs. */
function risingPrices(rows: readonly OpenWidth[]): Money[] | null {
  const prices = rows.flatMap(({ product }) => product.price ?? []).sort(byPrice);
  const currencies = new Set(prices.map(({ currency }) => currency));
  const amounts = new Set(prices.map(hundredths));
  return amounts.size === rows.length && currencies.size === 1 ? prices : null;
}

/** One row for each width, no two at one price: the wider the track, the dearer the machine. */
function inOrderOfPrice(rows: readonly OpenWidth[]): readonly (readonly [ExtractedProduct, number])[] {
  const widths = rows[0]?.widths ?? [];
  const prices = risingPrices(rows);
  if (!prices || rows.length !== widths.length) return [];
  const rank = ({ price }: ExtractedProduct) => prices.indexOf(price as Money);
  return rows.map(({ product }) => [product, widths[rank(product)] as number]);
}

/**
 * Widths of rows that are alike but for the price. BRP lists the Skandic LE so: twice the same words, at
 * the very step in price that stands between the Expedition LE with the 20 and the 24 in track.
 */
export function inferWidths(open: readonly OpenWidth[]): ReadonlyMap<ExtractedProduct, number> {
  const groups = Map.groupBy(open, likeness);
  return new Map([...groups.values()].flatMap(inOrderOfPrice));
}
