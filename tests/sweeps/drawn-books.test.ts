import { expect, test } from 'vitest';
import { documentKind } from '#pages/document-kind.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { diceOf } from '../drawn-books/dice.ts';
import { type DrawnBook, drawBook, LAYOUTS } from '../drawn-books/draw.ts';
import { judge } from '../drawn-books/judge.ts';
import { readDrawn } from '../drawn-books/read-drawn.ts';
import { type Language, SPOKEN } from '../drawn-books/spoken.ts';

const SEED = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? 1);
const LANGUAGES = Object.keys(SPOKEN) as Language[];

/** Of the key values, read without asking; the rest must be empty: in the hardest of words and layouts, and in all. */
const UNASKED = 0.6;
const UNASKED_OF_ALL = 0.85;
const all = { right: 0, empty: 0 };

const seeds = Array.from({ length: RUNS }, (_, at) => SEED + at);
/** Each layout in each language; of one run every second, and all layouts and languages are among them. */
const books = LAYOUTS.flatMap((layout, row) =>
  LANGUAGES.filter((_, at) => RUNS > 1 || (row + at + SEED) % 2 === 0).map(
    (language) => [layout, language] as const,
  ),
);

test.each(books)('labels %s, in %s: nothing is read wrong, and most is read', async (layout, language) => {
  const total = { right: 0, empty: 0 };
  for (const seed of seeds) {
    const book = await drawBook(diceOf(seed), language, layout);
    const { right, empty, wrong } = judge(book, await readDrawn(book.bytes));
    expect(wrong, `seed ${seed}`).toEqual([]);
    expect(await kindOf(book), `seed ${seed}`).toBe('spec-book');
    total.right += right;
    total.empty += empty;
    all.right += right;
    all.empty += empty;
  }
  expect(total.right / (total.right + total.empty)).toBeGreaterThanOrEqual(UNASKED);
});

test('of all these books', () => {
  expect(all.right / (all.right + all.empty)).toBeGreaterThanOrEqual(UNASKED_OF_ALL);
});

async function kindOf({ bytes }: DrawnBook): Promise<string> {
  const document = await pdfiumReader.open(bytes);
  try {
    return await documentKind(document);
  } finally {
    document.close();
  }
}
