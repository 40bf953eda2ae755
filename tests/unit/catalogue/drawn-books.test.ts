import { describe, expect, test } from 'vitest';
import { documentKind } from '#pages/document-kind.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { diceOf } from '../../drawn-books/dice.ts';
import { drawBook, LAYOUTS } from '../../drawn-books/draw.ts';
import { judge } from '../../drawn-books/judge.ts';
import { readDrawn } from '../../drawn-books/read-drawn.ts';
import { type Language, SPOKEN } from '../../drawn-books/spoken.ts';

const LANGUAGES = Object.keys(SPOKEN) as Language[];
const SEED = 3;

/** One book of each layout, each in another language; `tests/sweeps/drawn-books.test.ts` draws many. */
const books = LAYOUTS.map((layout, at) => [layout, LANGUAGES[at % LANGUAGES.length] as Language] as const);

describe.each(books)('a book with labels %s, in %s, in words nobody has listed', (layout, language) => {
  test('is a spec book, is read without a wrong value, and most of it is read', async () => {
    const book = await drawBook(diceOf(SEED), language, layout);
    const document = await pdfiumReader.open(book.bytes);
    expect(await documentKind(document)).toBe('spec-book');
    document.close();
    const read = await readDrawn(book.bytes);
    const { right, empty, wrong } = judge(book, read);
    expect(wrong).toEqual([]);
    expect(right / (right + empty)).toBeGreaterThan(0.7);
    for (const { rows, proposals } of read?.models ?? []) {
      expect(rows.length).toBeGreaterThan(10);
      const certain = new Set(rows.filter(({ field }) => field !== null).map(({ label }) => label));
      expect(proposals.filter(({ label }) => certain.has(label))).toEqual([]);
    }
  });
});
