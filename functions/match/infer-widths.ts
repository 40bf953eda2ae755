import type { ExtractedProduct } from '#contracts/extracted.ts';
import { modelKey } from './understand.ts';

/** A row whose track the book sells in several widths while the list prints none. */
export interface OpenWidth {
  readonly product: ExtractedProduct;
  /** Narrow to wide, in mm. */
  readonly widths: readonly number[];
}

/** All that a row prints except its code and price. */
const likeness = ({ product }: OpenWidth): string =>
  [
    modelKey(product),
    product.trackProfile,
    product.starter,
    product.display,
    product.springOptions,
    product.color,
  ].join('|');

const priceOf = ({ product }: OpenWidth): number => Number(product.price?.amount);

/** One row for each width, no two at one price: the wider the track, the dearer the machine. */
function inOrderOfPrice(rows: readonly OpenWidth[]): readonly [ExtractedProduct, number][] {
  const [first] = rows;
  const prices = new Set(rows.map(priceOf));
  if (!first || rows.length !== first.widths.length || prices.size !== rows.length) return [];
  return rows
    .toSorted((one, other) => priceOf(one) - priceOf(other))
    .map(({ product }, at) => [product, first.widths[at] as number]);
}

/**
 * Widths of rows that are alike but for the price. BRP lists the Skandic LE so: twice the same words, at
 * the very step in price that stands between the Expedition LE with the 20 and the 24 in track.
 */
export function inferWidths(open: readonly OpenWidth[]): ReadonlyMap<ExtractedProduct, number> {
  const groups = Map.groupBy(open, likeness);
  return new Map([...groups.values()].flatMap(inOrderOfPrice));
}
