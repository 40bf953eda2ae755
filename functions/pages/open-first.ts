import { type OpenDocument, type PageReader, UnreadableDocument } from './page.ts';

/** Opens a document with the first reader that can. Throws the last one's `UnreadableDocument` where none can. */
export const openFirst = async (readers: readonly PageReader[], bytes: Uint8Array): Promise<OpenDocument> => {
  let refusal = new UnreadableDocument('unreadable', 'No page reader is configured');
  for (const reader of readers) {
    try {
      return await reader.open(bytes);
    } catch (error) {
      if (!(error instanceof UnreadableDocument)) throw error;
      refusal = error;
    }
  }
  throw refusal;
};
