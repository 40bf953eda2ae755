import { COLUMNS, type Column, type ExtractedProduct } from '#contracts/extracted.ts';
import type { ColumnQuality } from '#contracts/report.ts';

/** A cell as printed; the price as its cell says it. */
const printedOf = (product: ExtractedProduct, column: Column): string | null =>
  column === 'price' ? product.priceText : product[column];

const share = (texts: string[], is: (text: string) => boolean): number =>
  texts.length === 0 ? 0 : Math.round((1000 * texts.filter(is).length) / texts.length) / 1000;

/** Digits and what stands between them in a number. */
const NUMERIC = /^(?=\D*\d)[\d\s.,\u00A0\u202F'-]+(?:€|EUR|₽|RUB)?$/;

const isNumeric = (text: string): boolean => NUMERIC.test(text);
const isMixed = (text: string): boolean => !isNumeric(text) && /\d/.test(text) && /\p{L}/u.test(text);

/** How complete each column is, and of what kind its values are (S1-28). */
export const columnQuality = (products: readonly ExtractedProduct[]): ColumnQuality[] =>
  COLUMNS.map((column) => {
    const texts = products.map((product) => printedOf(product, column)).filter((text) => text !== null);
    return {
      column,
      ...{ filled: texts.length, of: products.length },
      ...{ numeric: share(texts, isNumeric), mixed: share(texts, isMixed) },
    };
  });
