import { type Rejection, rejected } from '#contracts/outcome.ts';
import { type OpenDocument, type PageReader, UnreadableDocument } from '#pages/page.ts';

/** Opens the book with the first reader that can; a rejection with the last one's reason where none can. */
export async function openBook(
  bytes: Uint8Array,
  readers: readonly PageReader[],
): Promise<OpenDocument | Rejection> {
  let refusal: UnreadableDocument | null = null;
  for (const reader of readers) {
    try {
      return await reader.open(bytes);
    } catch (error) {
      if (!(error instanceof UnreadableDocument)) throw error;
      refusal = error;
    }
  }
  return rejected(
    refusal?.category ?? 'unreadable',
    `The spec book cannot be opened: ${refusal?.message ?? 'no page reader is configured'}.`,
    'Open it in a PDF viewer, save it anew without a password, and drop it again.',
  );
}
