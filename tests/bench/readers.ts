import { isRejection, type Rejection } from '#contracts/outcome.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';

/** What was found: pages, and rows of a list or model pages of a book; `artefact` is what the stage puts on record. */
export interface Found {
  pages: number;
  found: number;
  artefact: object;
}

type ReadDocument = (bytes: Uint8Array, name: string) => Promise<Found>;

/** By kind of document; only the code that reads this kind is loaded, as in a function of its own. */
const READERS = {
  'price-list': async (): Promise<ReadDocument> => {
    const { extractPriceList } = await import('#functions/extract/extract-price-list.ts');
    return async (bytes, name) => {
      const document = { name, sha256: '' };
      const options = { readers: [pdfiumReader], extractedAt: '2026-09-01T00:00:00.000Z' };
      const extracted = accepted(await extractPriceList(bytes, document, options));
      return { pages: extracted.pages, found: extracted.products.length, artefact: extracted };
    };
  },
  /** Without its pictures: rendering them takes longer than reading, and is done once for each. */
  'spec-book': async (): Promise<ReadDocument> => {
    const { bookContent } = await import('#functions/catalogue/book-content.ts');
    return async (bytes) => {
      const book = await pdfiumReader.open(bytes);
      const content = accepted(await bookContent(book));
      book.close();
      return { pages: book.pageCount, found: content.modelPages.length, artefact: {} };
    };
  },
};

export type Kind = keyof typeof READERS;
export const isKind = (kind: string): kind is Kind => Object.hasOwn(READERS, kind);
export const readerOf = (kind: Kind): Promise<ReadDocument> => READERS[kind]();

function accepted<Result extends object>(result: Result | Rejection): Result {
  if (isRejection(result)) throw new Error(`rejected: ${result.reason}`);
  return result;
}
