import { type Rejection, rejected } from '#contracts/outcome.ts';
import { openFirst } from '#pages/open-first.ts';
import { type OpenDocument, type PageReader, UnreadableDocument } from '#pages/page.ts';

/** What no reader can read as a rejection; throws any other error. */
export const asRejection = (error: unknown): Rejection => {
  if (!(error instanceof UnreadableDocument)) throw error;
  return rejected(error.reason);
};

/** Opens the book with the first reader that can; a rejection with the last one's reason where none can. */
export const openBook = (
  bytes: Uint8Array,
  readers: readonly PageReader[],
): Promise<OpenDocument | Rejection> => openFirst(readers, bytes).catch(asRejection);
