import type { Extracted, ExtractedProduct } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { isAdded } from './added-columns.ts';
import { retypeset } from './retypeset.ts';
import type { PrintedColumn, PrintedList, PrintedRow, Typesetting } from './typesetting.ts';

const DOCUMENT = { name: 'retypeset.pdf', sha256: '0'.repeat(64) };

/** Reads bytes as a price list; a rejection fails the test. */
export async function readList(bytes: Uint8Array): Promise<Extracted> {
  const read = await extractPriceList(bytes, DOCUMENT, {
    readers: [pdfiumReader],
    extractedAt: '2026-09-01T00:00:00.000Z',
  });
  if (isRejection(read)) throw new Error(`rejected: ${read.reason.code}`);
  return read;
}

/** Typesets lists and reads them back; both sides hold only what was printed. */
export async function printedAndRead(lists: readonly PrintedList[], how: Typesetting) {
  const { bytes, pages } = await retypeset(lists, how);
  const extracted = await readList(bytes);
  const rows = lists.flatMap((list) => list.rows);
  return {
    extracted,
    printed: rows.map((row) => printedPart(row, how.columns, pages.get(row.modelCode))),
    read: extracted.products.map((product) => readPart(product, how.columns)),
  };
}

function printedPart(row: PrintedRow, columns: readonly PrintedColumn[], page: number | undefined) {
  const [whole, cents] = row.price.replace(/[^\d,]/g, '').split(',');
  const amount = `${whole}.${cents || '00'}`;
  return part({ ...row, price: amount }, columns, { page, section: row.section, springOnly: row.springOnly });
}

function readPart(product: ExtractedProduct, columns: readonly PrintedColumn[]) {
  const { page, section, springOnly, price } = product;
  return part({ ...product, price: price?.amount ?? null }, columns, { page, section, springOnly });
}

type Values = Partial<Record<PrintedColumn, string | null>>;

function part(values: Values, columns: readonly PrintedColumn[], always: Record<string, unknown>) {
  const printed = columns.filter((column) => !isAdded(column)).map((column) => [column, values[column]]);
  return { ...Object.fromEntries(printed), ...always };
}
