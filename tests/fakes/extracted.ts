import type { Extracted, ExtractedProduct } from '#contracts/extracted.ts';

/** `extracted.json` of a list with these products, one a row, in their order. */
export const extractedList = (products: readonly ExtractedProduct[]): Extracted => ({
  document: 'list.pdf',
  sha256: 'a'.repeat(64),
  kind: 'price-list',
  brand: 'SKI-DOO',
  modelYear: 2027,
  market: 'FI',
  printedDate: null,
  pages: 1,
  engine: { name: 'text-layer', declined: [] },
  products: products.map((product, at) => ({ ...product, row: at + 1 })),
  accounted: true,
  problems: [],
  leftOut: [],
  parserVersion: '1',
  extractedAt: '2026-11-01T00:00:00.000Z',
  contractVersion: 1,
});
