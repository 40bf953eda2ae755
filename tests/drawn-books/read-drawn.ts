import { Catalogue } from '#contracts/catalogue.ts';
import { isRejection } from '#contracts/outcome.ts';
import { readSpecBook } from '#functions/catalogue/read-spec-book.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';

/** Reads a drawn book; null where it is refused. */
export async function readDrawn(bytes: Uint8Array): Promise<Catalogue | null> {
  const read = await readSpecBook(
    bytes,
    { name: 'drawn.pdf', sha256: '0'.repeat(64) },
    {
      readers: [pdfiumReader],
      extractedAt: '2026-09-01T00:00:00.000Z',
      storePicture: async () => 'none',
    },
  );
  return isRejection(read) ? null : Catalogue.parse(read);
}
