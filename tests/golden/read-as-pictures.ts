import type { Extracted, ExtractedProduct } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import type { PageReader } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import type { PagePicture, PageRecognizer } from '#pages/recognizer.ts';
import { textractRecognizer } from '#pages/recognizers/textract.ts';
import { textract } from '#shared/aws/textract.ts';
import { noPauses } from '../fakes/no-pauses.ts';
import type { Scan } from '../fakes/textract-blocks.ts';
import { textractHost } from '../fakes/textract-host.ts';

const DOCUMENT = { name: 'scan.pdf', sha256: '0'.repeat(64) };

/** A reader that knows nothing of a page but what the recogniser sees in its picture. */
const byPictures = (pictures: readonly PagePicture[], recognizer: PageRecognizer): PageReader => ({
  ...pdfiumReader,
  open: async (bytes) => ({
    ...(await pdfiumReader.open(bytes)),
    readPage: async (number) => (await recognizer.recognize(pictures[number - 1] as PagePicture)).page,
  }),
});

const readBy = async (bytes: Uint8Array, reader: PageReader): Promise<Extracted> => {
  const extractedAt = '2026-09-01T00:00:00.000Z';
  const read = await extractPriceList(bytes, DOCUMENT, { readers: [reader], extractedAt });
  if (isRejection(read)) throw new Error(`rejected: ${read.category}`);
  return read;
};

/** The same list by its text layer, and by its pages as pictures through Textract's wire protocol. */
export async function readBothWays(bytes: Uint8Array, scan: Scan = {}) {
  await using host = await textractHost();
  const document = await pdfiumReader.open(bytes);
  const pictures = await host.picturesOf(document, scan);
  document.close();
  const recognizer = textractRecognizer({ analysis: textract('eu-central-1', noPauses()) });
  const scanned = await readBy(bytes, byPictures(pictures, recognizer));
  return { printed: await readBy(bytes, pdfiumReader), scanned };
}

/** A product without what a picture changes: where exactly it stands, how sure it is, and the colour behind it. */
export function valuesOf({ products }: Extracted): Partial<ExtractedProduct>[] {
  return products.map(({ cells, confidence, springOnly, flags, ...values }) => values);
}
