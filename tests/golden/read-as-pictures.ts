import type { Extracted, ExtractedProduct } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { type ExtractOptions, extractPriceList } from '#functions/extract/extract-price-list.ts';
import type { PageReader } from '#pages/page.ts';
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
  if (isRejection(read)) throw new Error(`rejected: ${read.category}`);
  return read;
};

/** The same list by its text layer, and by its pages as pictures through Textract's wire protocol. */
export async function readBothWays(bytes: Uint8Array, scan: Scan = {}) {
  await using host = await textractHost();
  const readers: PageReader[] = [pdfiumReader];
  const document = await pdfiumReader.open(bytes);
  const pictures = await host.picturesOf(document, scan);
  document.close();
  const recognizer = textractRecognizer({ analysis: textract('eu-central-1', noPauses()) });
  const recognizedPages = recognizedBy(recognizer, pictures);
  return {
    printed: await readBy(bytes, { readers }),
    scanned: await readBy(bytes, { readers, recognizedPages }),
  };
}

/** Products without what a picture changes: where exactly a value stands, and how sure it is. */
export function valuesOf({ products }: Extracted): Partial<ExtractedProduct>[] {
  return products.map(({ cells, confidence, flags, ...values }) => values);
}
