import { BRANDS, type BrandName } from './data/brands.ts';
import type { ExpectedModel } from './draw/book-models.ts';
import { drawSpecBook } from './draw/spec-book.ts';

export interface SpecBookOptions {
  brand: BrandName;
  modelYear: number;
  /** See `PriceListOptions`. */
  compress?: boolean;
}

/** What `catalogue.json` must say of a generated book. */
export interface ExpectedSpecBook {
  document: string;
  brand: BrandName;
  modelYear: number;
  pages: number;
  models: ExpectedModel[];
}

export interface GeneratedSpecBook {
  name: string;
  bytes: Uint8Array;
  expected: ExpectedSpecBook;
}

/** A spec book and what a reader must find in it; the same options give the same bytes. */
export async function generateSpecBook({
  brand,
  modelYear,
  compress = false,
}: SpecBookOptions): Promise<GeneratedSpecBook> {
  const { bytes, pages, models } = await drawSpecBook(BRANDS[brand], modelYear, compress);
  const name = `${brand.toLowerCase()}-${modelYear}-spec-book.pdf`;
  return { name, bytes, expected: { document: name, brand, modelYear, pages, models } };
}
