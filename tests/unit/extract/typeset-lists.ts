import { Extracted } from '#contracts/extracted.ts';
import type { PageReader } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { extractPriceList } from '../../../functions/extract/extract-price-list.ts';
import { inventedRows } from '../../golden/invented-rows.ts';
import { retypeset } from '../../golden/retypeset.ts';
import { PLAIN, type PrintedList, type PrintedRow } from '../../golden/typesetting.ts';

const DOCUMENT = { name: 'list.pdf', sha256: 'a'.repeat(64) };
export const TITLE = ['LYNX', 'MALLIVUOSI 2031 / SUOMI'];

export const extract = (bytes: Uint8Array, readers: PageReader[] = [pdfiumReader]) =>
  extractPriceList(bytes, DOCUMENT, { readers, extractedAt: '2026-09-01T00:00:00.000Z' });

/** A list of these rows, typeset and read. */
export async function listOf(rows: readonly PrintedRow[], ...more: PrintedList[]): Promise<Extracted> {
  const { bytes } = await retypeset([{ title: TITLE, rows }, ...more], PLAIN);
  return Extracted.parse(await extract(bytes));
}

/** Six rows, the third of them changed. */
export const changed = (change: Partial<PrintedRow>): PrintedRow[] =>
  inventedRows(6).map((row, index) => (index === 2 ? { ...row, ...change } : row));
