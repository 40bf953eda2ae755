import { describe, expect, test } from 'vitest';
import { isRejection } from '#contracts/outcome.ts';
import { inspectBytes } from '#functions/intake/inspect.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { BOMBS } from './bombs.ts';

/** Whatever a test machine is doing beside: alone, each takes under two seconds. */
const PATIENCE_MS = 60_000;

describe('a file made to take all time or memory is refused at intake', () => {
  test.each(Object.entries(BOMBS))('%s', { timeout: PATIENCE_MS }, async (_, make) => {
    const told = await inspectBytes([pdfiumReader, pdfjsReader], make());
    expect(isRejection(told) && told.category).toMatch(
      /^(too-costly|unreadable|no-text-layer|no-price-list|file-damaged|too-many-pages)$/,
    );
  });
});
