import type { ExtractedProduct } from '#contracts/extracted.ts';
import { BRANDS, type BrandName } from './data/brands.ts';
import { LANGUAGES, type LanguageName } from './data/languages.ts';
import { BANDED } from './draw/banded-layout.ts';
import type { Layout } from './draw/layout.ts';
import { drawPriceList } from './draw/price-list.ts';
import { inventRows, type PrintedRow } from './draw/rows.ts';
import { RULED } from './draw/ruled-layout.ts';

export const LAYOUTS = { banded: BANDED, ruled: RULED } as const satisfies Record<string, Layout>;
export type LayoutName = keyof typeof LAYOUTS;

export interface PriceListOptions {
  layout: LayoutName;
  language: LanguageName;
  brand: BrandName;
  modelYear: number;
  productCount: number;
  seed: number;
  /** ISO date; by default the autumn before the model year. */
  printedDate?: string;
  /** Deflated pages, a tenth of the size; but their bytes differ between builds of zlib. Default false. */
  compress?: boolean;
}

/** A row as `extracted.json` must give it, without what a reader adds of its own. */
export type ExpectedProduct = Omit<ExtractedProduct, 'normalized' | 'confidence' | 'cells' | 'flags'>;

/** What `extracted.json` must say of a generated list. */
export interface ExpectedPriceList {
  document: string;
  brand: BrandName;
  modelYear: number;
  market: 'FI';
  printedDate: string;
  pages: number;
  products: ExpectedProduct[];
}

export interface GeneratedPriceList {
  name: string;
  bytes: Uint8Array;
  expected: ExpectedPriceList;
}

/** A price list of invented rows and what a reader must find in it; the same options give the same bytes. */
export async function generatePriceList(options: PriceListOptions): Promise<GeneratedPriceList> {
  const { modelYear, printedDate = `${modelYear - 1}-09-01`, compress = false } = options;
  const brand = BRANDS[options.brand];
  const rows = inventRows(brand, options.productCount, options.seed);
  const facts = { brand, modelYear, language: LANGUAGES[options.language], printedDate };
  const { bytes, pages } = await drawPriceList(rows, facts, LAYOUTS[options.layout], compress);
  const name = nameOf(options);
  return { name, bytes, expected: expectedOf(name, options, printedDate, pages) };
}

const nameOf = ({ brand, modelYear, language }: PriceListOptions): string =>
  `${brand.toLowerCase()}-${modelYear}-${language}.pdf`;

const expectedOf = (
  document: string,
  { brand, modelYear }: PriceListOptions,
  printedDate: string,
  pages: PrintedRow[][],
): ExpectedPriceList => ({
  document,
  brand,
  modelYear,
  market: 'FI',
  printedDate,
  pages: pages.length,
  products: pages.flatMap((rows, page) =>
    rows.map((row, index) => ({ page: page + 1, row: index + 1, brand, modelYear, ...expectedCells(row) })),
  ),
});

/** A row's cells as a reader must give them. */
export const expectedCells = ({ amount, price, ...cells }: PrintedRow) => ({
  ...cells,
  price: amount === null ? null : { amount, currency: 'EUR' },
  priceText: price.replaceAll('\u00a0', ' '),
});
