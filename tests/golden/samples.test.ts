import { describe, expect, test } from 'vitest';
import type { CatalogueModel } from '#contracts/catalogue.ts';
import type { Extracted } from '#contracts/extracted.ts';
import { isRejection, type Rejection } from '#contracts/outcome.ts';
import { readSpecBook } from '#functions/catalogue/read-spec-book.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { PRICE_LISTS, SPEC_BOOKS, TEXT_LISTS } from '#samples/generate.ts';
import {
  type ExpectedProduct,
  generatePriceList,
  type PriceListOptions,
} from '#samples/generate-price-list.ts';
import { generateSpecBook } from '#samples/generate-spec-book.ts';
import { generateTextList } from '#samples/generate-text-list.ts';
import { sha256 } from '#shared/hash.ts';

const READING = { readers: [pdfiumReader], extractedAt: '2026-09-02T00:00:00.000Z' };

const documentOf = (name: string, bytes: Uint8Array) => ({ name, sha256: sha256(bytes) });

/** The shipped lists, and each layout in the other language. */
const LISTS: readonly PriceListOptions[] = [
  ...PRICE_LISTS,
  { layout: 'banded', language: 'en', brand: 'LYNX', modelYear: 2028, productCount: 90, seed: 7 },
  { layout: 'ruled', language: 'fi', brand: 'SKI-DOO', modelYear: 2028, productCount: 90, seed: 8 },
];

describe('price lists', () => {
  test.each(LISTS)('$productCount rows of $brand, $layout, headed in $language', async (options) => {
    const { name, bytes, expected } = await generatePriceList(options);
    const received = { ...READING, receivedAt: `${expected.printedDate}T12:00:00.000Z` };
    const extracted = accepted(await extractPriceList(bytes, documentOf(name, bytes), received));
    expect(extracted).toMatchObject({
      ...expected,
      products: expect.anything(),
      accounted: true,
      problems: [],
    });
    expect(extracted.products.map(printedPart)).toEqual(expected.products);
  });
});

test.each(TEXT_LISTS)('$productCount rows of $brand $modelYear as text in columns', async (options) => {
  const { name, bytes, expected } = generateTextList(options);
  const reading = { ...READING, readers: [spreadsheetReader] };
  const extracted = accepted(await extractPriceList(bytes, documentOf(name, bytes), reading));
  expect(extracted).toMatchObject({ ...expected, market: 'FI', accounted: true, problems: [] });
});

describe('spec books', () => {
  test.each(SPEC_BOOKS)('$brand $modelYear', async (options) => {
    const { name, bytes, expected } = await generateSpecBook(options);
    const reading = { ...READING, storePicture: async (picture: Uint8Array) => sha256(picture) };
    const catalogue = accepted(await readSpecBook(bytes, documentOf(name, bytes), reading));
    expect({ ...catalogue, models: catalogue.models.map(namesInCapitals) }).toMatchObject({
      ...expected,
      models: expected.models.map(namesInCapitals),
      problems: [],
    });
  });
});

function accepted<T extends object>(result: T | Rejection): T {
  if (isRejection(result)) throw new Error(`rejected: ${JSON.stringify(result)}`);
  return result;
}

/** Without what a reader adds to the printed cells. */
function printedPart(product: Extracted['products'][number]): ExpectedProduct {
  const { normalized, confidence, cells, flags, doubts, ...printed } = product;
  return printed;
}

/** Titles stand in capitals on the page: how a name is written otherwise the book does not say. */
function namesInCapitals<T extends Pick<CatalogueModel, 'model' | 'family' | 'package'>>(model: T): T {
  const { model: name, family, package: kit } = model;
  return {
    ...model,
    model: name.toUpperCase(),
    family: family.toUpperCase(),
    package: kit?.toUpperCase() ?? null,
  };
}
