import { UnreadableDocument } from './page.ts';

/** Scanners and mail gateways put junk before the header; Acrobat looks as far as this, in bytes. */
const HEADER_WITHIN = 1024;

/** Where a PDF begins in the bytes. Throws `UnreadableDocument` where none does. */
export function pdfStart(bytes: Uint8Array): number {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER_WITHIN));
  const offset = head.indexOf('%PDF-', 0, 'latin1');
  if (offset < 0) throw new UnreadableDocument('not-a-pdf', 'there is no %PDF- within the first 1024 bytes');
  return offset;
}
