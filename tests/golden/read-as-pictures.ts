import type { Extracted, ExtractedProduct } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { type ExtractOptions, extractPriceList } from '#functions/extract/extract-price-list.ts';
import type { Bitmap, OpenDocument, Page, PageReader } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import type { PagePicture, PageRecognizer } from '#pages/recognizer.ts';
import { textractRecognizer } from '#pages/recognizers/textract.ts';
import { textract } from '#shared/aws/textract.ts';
import { noPauses } from '../fakes/no-pauses.ts';
import type { Scan } from '../fakes/textract-blocks.ts';
import { textractHost } from '../fakes/textract-host.ts';

/** Reads the pages of a document for which there is no text layer. */
const recognizedBy =
  (recognizer: PageRecognizer, pictures: readonly PagePicture[]) => async (page: number) => {
    const { page: seen, usage } = await recognizer.recognize(pictures[page - 1] as PagePicture);
    const engine = { name: recognizer.name, declined: [] };
    // biome-ignore lint/suspicious/noExplicitAny: a record's arrays are mutable, a page's are not
    return { page, seen: seen as any, failure: null, engine, usage: [usage] };
  };

const readBy = async (
  bytes: Uint8Array,
  options: Omit<ExtractOptions, 'extractedAt'>,
): Promise<Extracted> => {
  const document = { name: 'list.pdf', sha256: '0'.repeat(64) };
  const read = await extractPriceList(bytes, document, {
    ...options,
    extractedAt: '2026-09-01T00:00:00.000Z',
  });
  if (isRejection(read)) throw new Error(`rejected: ${read.reason.code}`);
  return read;
};

/** A list to be read both ways, once or several times: its pages are drawn and its text is read but once. */
export interface List {
  bytes: Uint8Array;
  document: OpenDocument;
  printed: Extracted;
}

const readers: PageReader[] = [pdfiumReader];

/** Opens a list and reads its text layer. */
export async function openList(bytes: Uint8Array): Promise<List> {
  const document = remembering(await pdfiumReader.open(bytes));
  return { bytes, document, printed: await readBy(bytes, { readers }) };
}

function remembering(document: OpenDocument): OpenDocument {
  const pages = new Map<number, Promise<Page>>();
  const pictures = new Map<number, Bitmap>();
  return {
    ...document,
    readPage: (number) => remembered(pages, number, () => document.readPage(number)),
    renderPage: (number, scale) => remembered(pictures, number, () => document.renderPage(number, scale)),
  };
}

function remembered<Value>(values: Map<number, Value>, number: number, make: () => Value): Value {
  const value = values.get(number) ?? make();
  values.set(number, value);
  return value;
}

/** A list by its pages as pictures, through Textract's wire protocol. */
export async function readScanned({ bytes, document }: List, scan: Scan = {}): Promise<Extracted> {
  await using host = await textractHost();
  const pictures = await host.picturesOf(document, scan);
  const recognizer = textractRecognizer({ analysis: textract('eu-central-1', noPauses()) });
  return await readBy(bytes, { readers, recognizedPages: recognizedBy(recognizer, pictures) });
}

/** Products without what a picture changes: where exactly a value stands, and how sure it is. */
export function valuesOf({ products }: Extracted): Partial<ExtractedProduct>[] {
  return products.map(({ cells, confidence, flags, doubts, ...values }) => values);
}
