import { describe, expect, test } from 'vitest';
import { isRejection, type Rejection } from '#contracts/outcome.ts';
import { readSpecBook } from '#functions/catalogue/read-spec-book.ts';
import { readDocument } from '#functions/extract/extract-price-list.ts';
import { inspectBytes } from '#functions/intake/inspect.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { pairs } from '../../matrix.ts';
import { BOMBS } from './bombs.ts';

/** Whatever a test machine is doing beside: alone, all stages together take under two seconds of each. */
const PATIENCE_MS = 60_000;

const readers = [pdfiumReader, pdfjsReader];
const document = { name: 'bomb.pdf', sha256: '0'.repeat(64) };
const extractedAt = '2026-09-01T00:00:00.000Z';

/** What opens a file, each as if the others had let it pass. */
const STAGES: Record<string, (bytes: Uint8Array) => Promise<object>> = {
  intake: (bytes) => inspectBytes(readers, bytes),
  extract: async (bytes) => (await readDocument(bytes, document, { readers, extractedAt })).result,
  catalogue: (bytes) =>
    readSpecBook(bytes, document, { readers, extractedAt, storePicture: async () => 'picture' }),
};

const REFUSED = /^(too-costly|unreadable|no-text-layer|text-unseen|no-price-list|no-model-pages|list-empty)$/;

describe('a file made to take all time or memory is refused by every stage that opens it', () => {
  const OPENED = pairs(Object.entries(BOMBS), Object.entries(STAGES)).map(
    ([[bomb, make], [stage, read]]) => ({
      ...{ bomb, make, stage, read },
    }),
  );

  test.each(OPENED)('$bomb, at $stage', { timeout: PATIENCE_MS }, async ({ make, read }) => {
    const told = (await read(make())) as Rejection;
    expect(isRejection(told)).toBe(true);
    expect(told.reason.code).toMatch(REFUSED);
  });
});
