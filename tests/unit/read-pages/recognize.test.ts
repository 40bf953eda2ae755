import { describe, expect, it } from 'vitest';
import { recognizePage } from '#functions/read-pages/recognize.ts';
import type { OpenDocument } from '#pages/page.ts';
import { type PageRecognizer, RecognitionRefused } from '#pages/recognizer.ts';

const page = { number: 1, width: 60, height: 80, words: [], fills: [], rules: [], images: [] };

/** A page like a photograph: no picture of it compresses. */
const photograph: OpenDocument = {
  pageCount: 1,
  readPage: async () => page,
  renderPage: (_, scale) => {
    const [widthPx, heightPx] = [Math.round(60 * scale), Math.round(80 * scale)];
    const rgba = Uint8Array.from({ length: widthPx * heightPx * 4 }, (_, at) => (at * 2_654_435_761) >>> 13);
    return { widthPx, heightPx, rgba };
  },
  renderImage: () => expect.unreachable(),
  close: () => {},
};

/** Keeps how large its pictures were, and refuses or reads them. */
const recognizer = (
  name: string,
  mostBytes: number,
  reads: boolean,
): PageRecognizer & { given: number[] } => {
  const given: number[] = [];
  const recognize: PageRecognizer['recognize'] = async ({ png }) => {
    given.push(png.length);
    if (!reads) throw new RecognitionRefused('not today');
    return { page, usage: { model: name, pages: 1, inputTokens: 0, outputTokens: 0 } };
  };
  return { name, mostBytes, recognize, given };
};

describe('a page read from its picture', () => {
  it('is drawn as large as each recogniser takes it', async () => {
    const [first, second] = [recognizer('large', 50_000, false), recognizer('small', 9_000, true)];
    const record = await recognizePage(photograph, 1, [first, second]);
    expect(first.given[0]).toBeGreaterThan(9_000);
    expect(second.given[0]).toBeLessThanOrEqual(9_000);
    expect(record).toMatchObject({
      failure: null,
      engine: {
        name: 'small',
        declined: [{ name: 'large', reason: { code: 'as-told', values: { text: 'not today' } } }],
      },
      usage: [{ model: 'small', pages: 1 }],
    });
  });

  it('that nobody reads says who declined and why', async () => {
    const record = await recognizePage(photograph, 1, [recognizer('only', 50_000, false)]);
    expect(record).toMatchObject({
      seen: null,
      failure: { code: 'no-recogniser-read', values: {} },
      engine: { declined: [{ name: 'only', reason: { code: 'as-told', values: { text: 'not today' } } }] },
    });
  });
});
