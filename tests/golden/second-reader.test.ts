import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isRejection } from '#contracts/outcome.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import type { PageReader } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { everyNth } from '../matrix.ts';
import { inventedRows } from './invented-rows.ts';
import { retypeset } from './retypeset.ts';
import { PLAIN } from './typesetting.ts';
import { VARIANTS } from './variants.ts';

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SHARED = folder('../shared/fixtures/price-lists');
if (!existsSync(SHARED))
  console.log('The lists beside the project are absent: only the samples are read twice.');
const FILES = globSync([`${folder('samples/price-lists')}/*.pdf`, `${SHARED}/*.pdf`]);

async function readBy(reader: PageReader, bytes: Uint8Array) {
  const document = { name: 'list.pdf', sha256: '0'.repeat(64) };
  const options = { readers: [reader], extractedAt: '2026-09-01T00:00:00.000Z' };
  const read = await extractPriceList(bytes, document, options);
  if (isRejection(read)) throw new Error(`rejected: ${read.reason.code}`);
  const products = read.products.map(({ cells, doubts, ...product }) => product);
  return { ...read, products, engine: undefined, problems: read.problems.map(({ code }) => code) };
}

test.each(FILES)('pdf.js reads the same products as PDFium: %s', async (file) => {
  const bytes = readFileSync(file);
  expect(await readBy(pdfjsReader, bytes)).toEqual(await readBy(pdfiumReader, bytes));
});

test.each(
  everyNth(Object.entries(VARIANTS), 4, 2),
)('pdf.js reads the same re-typeset list: %s', async (_, variant) => {
  const list = { title: ['LYNX SUOSITUSHINNASTO', 'MALLIVUOSI 2031 / SUOMI'], rows: inventedRows(30) };
  const { bytes } = await retypeset([list], { ...PLAIN, ...variant });
  expect(await readBy(pdfjsReader, bytes)).toEqual(await readBy(pdfiumReader, bytes));
});
