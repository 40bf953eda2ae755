import type { Catalogue } from '#contracts/catalogue.ts';
import type { Extracted } from '#contracts/extracted.ts';
import { isRejection, type Rejection } from '#contracts/outcome.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import { refuseByMagic, tellKind } from '#functions/intake/inspect.ts';
import type { PageReader } from '#pages/page.ts';
import { sha256 } from '#shared/hash.ts';
import { type OnPage, tellingReader } from './telling-reader.ts';

/** What was read, or why nothing was, and the stage that says so. */
export interface ReadDocument {
  stage: 'intake' | 'extract' | 'catalogue';
  result: Extracted | Catalogue | Rejection;
}

export interface ReadOptions {
  readers: PageReader[];
  onPage: OnPage;
}

/** As intake does before a document goes on to its stage. */
const inspected = async (bytes: Uint8Array, readers: PageReader[]) =>
  refuseByMagic(bytes) ?? tellKind(readers, bytes);

/** Books are rare here and take their own modules. Their pictures are kept by `process`; here they are only named. */
const readBook = async (
  bytes: Uint8Array,
  document: { name: string; sha256: string },
  options: { readers: PageReader[]; extractedAt: string },
): Promise<Catalogue | Rejection> => {
  const { readSpecBook } = await import('#functions/catalogue/read-spec-book.ts');
  const { pictureKey } = await import('#functions/catalogue/model-picture.ts');
  return readSpecBook(bytes, document, {
    ...options,
    storePicture: async (picture, mediaType) => pictureKey(picture, mediaType),
  });
};

/** Reads a file's bytes as the stages do: intake's inspection, then a price list or a spec book. */
export const readDocument = async (
  bytes: Uint8Array,
  name: string,
  { readers, onPage }: ReadOptions,
): Promise<ReadDocument> => {
  const told = await inspected(bytes, readers);
  if (isRejection(told)) return { stage: 'intake', result: told };
  const document = { name, sha256: sha256(bytes) };
  const telling = readers.map((reader) => tellingReader(reader, onPage));
  const options = { readers: telling, extractedAt: new Date().toISOString() };
  if (told.kind === 'spec-book')
    return { stage: 'catalogue', result: await readBook(bytes, document, options) };
  return { stage: 'extract', result: await extractPriceList(bytes, document, options) };
};
