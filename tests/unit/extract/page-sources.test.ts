import { describe, expect, test } from 'vitest';
import type { RecognizedRecord } from '#contracts/recognized.ts';
import { reason } from '#messages/reason.ts';
import type { OpenDocument, Page, Word } from '#pages/page.ts';
import { engineOf, explained, fromSources, noSources } from '../../../functions/extract/page-sources.ts';

const word = (text: string, visible = true): Word => ({
  text,
  starts: [...text].map((_, index) => index),
  turns: 0,
  box: [0, 0, 10, 10],
  order: 0,
  fontSize: 10,
  bold: false,
  color: [0, 0, 0],
  visible,
});

const page = (number: number, words: Word[], isPicture = false): Page => ({
  ...{ number, width: 100, height: 100, words, fills: [], rules: [] },
  images: isPicture ? [{ box: [0, 0, 100, 100], index: 0, widthPx: 1, heightPx: 1 }] : [],
});

/** Text, a scan, a font without ToUnicode, a scan with a stamp. */
const PAGES = [
  page(1, [word('Malli')]),
  page(2, [], true),
  page(3, [word('\uE001\uE002')]),
  page(4, [word('received')], true),
];

const document: OpenDocument = {
  pageCount: PAGES.length,
  readPage: async (number) => PAGES[number - 1] as Page,
  renderPage: () => ({ widthPx: 1, heightPx: 1, rgba: new Uint8Array(4) }),
  renderImage: () => ({ widthPx: 1, heightPx: 1, rgba: new Uint8Array(4) }),
  close: () => {},
};

const record = (number: number, text: string | null): RecognizedRecord => ({
  page: number,
  seen: text === null ? null : (page(number, text ? [word(text)] : []) as RecognizedRecord['seen']),
  failure: text === null ? 'No recogniser could read the page' : null,
  engine: { name: text === null ? '' : 'bedrock', declined: [{ name: 'textract', reason: 'too dark' }] },
  usage: [],
});

const readAll = async (records: RecognizedRecord[] = []) => {
  const sources = noSources();
  const read = async (number: number) => records.find((one) => one.page === number) ?? null;
  const composite = fromSources(document, read, sources, async () => false);
  const texts = await Promise.all(
    PAGES.map(({ number }) =>
      composite.readPage(number).then(
        ({ words }) => words.map(({ text }) => text),
        (error) => error.message,
      ),
    ),
  );
  return { texts, sources };
};

describe('a document of several sources', () => {
  test('gives text where there is some, and nobody’s guess where it is garbage', async () => {
    const { texts, sources } = await readAll();
    expect(texts).toEqual([['Malli'], [], [], ['received']]);
    expect([...sources.unread].sort()).toEqual([
      [2, 'absent'],
      [3, 'garbled'],
      [4, 'stamped'],
    ]);
  });

  test('gives what was seen on a page instead of its text layer, and why nothing was', async () => {
    const { texts, sources } = await readAll([record(2, 'TJTH'), record(3, null), record(4, 'TJTJ')]);
    expect(texts).toEqual([
      ['Malli'],
      ['TJTH'],
      'No recogniser could read the page; textract: too dark',
      ['TJTJ'],
    ]);
    expect(sources.unread.size).toBe(0);
  });

  test('names each page that nobody read, and not one on which a recogniser saw that there is no text', async () => {
    const { sources } = await readAll([record(2, '')]);
    const without = (number: number) =>
      ({ page: number, box: null, category: 'page-without-text', text: reason('page-blank') }) as const;
    expect(explained([without(2), without(3)], sources)).toEqual([
      { ...without(3), text: reason('page-text-garbled') },
      { ...without(4), text: reason('page-stamped') },
    ]);
  });

  test('says who answered, and for which pages the others did not', async () => {
    const { sources } = await readAll([record(2, 'TJTH'), record(3, 'TJTJ'), record(4, null)]);
    expect(engineOf({ name: 'pdfium', declined: [] }, PAGES.length, sources)).toEqual({
      name: 'pdfium, bedrock',
      declined: [
        { name: 'pdfium', reason: 'no usable text layer (pages 2–4)' },
        { name: 'textract', reason: 'too dark (pages 2–4)' },
      ],
    });
  });
});
