import { describe, expect, test } from 'vitest';
import type { RecognizedRecord } from '#contracts/recognized.ts';
import { asTold, reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import type { OpenDocument, Page, Word } from '#pages/page.ts';
import {
  engineOf,
  explained,
  fromSources,
  noSources,
  problemOfPage,
} from '../../../functions/extract/page-sources.ts';

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
  failure: text === null ? reason('no-recogniser-read') : null,
  engine: {
    name: text === null ? '' : 'bedrock',
    declined: [{ name: 'textract', reason: asTold('too dark') }],
  },
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
    expect(texts).toEqual([['Malli'], ['TJTH'], 'no recogniser has read the page', ['TJTJ']]);
    expect(sources.unread.size).toBe(0);
  });

  test('names each page that nobody read, and not one on which a recogniser saw that there is no text', async () => {
    const { sources } = await readAll([record(2, '')]);
    const without = (number: number) => problemOfPage(number, reason('page-blank'));
    expect(explained([without(2), without(3)], sources)).toEqual([
      problemOfPage(3, reason('page-text-garbled')),
      problemOfPage(4, reason('page-stamped')),
    ]);
  });

  test('says of a page that no recogniser could read who declined, and why', async () => {
    const { sources } = await readAll([record(3, null)]);
    const unreadable = problemOfPage(
      3,
      reason('page-unreadable', { text: 'no recogniser has read the page' }),
    );
    expect(explained([unreadable], sources).map(sentenceOf)).toContain(
      'No recogniser could read the page; textract: too dark',
    );
  });

  test('says who answered, and for which pages the others did not', async () => {
    const { sources } = await readAll([record(2, 'TJTH'), record(3, 'TJTJ'), record(4, null)]);
    expect(engineOf({ name: 'pdfium', declined: [] }, PAGES.length, sources)).toEqual({
      name: 'pdfium, bedrock',
      declined: [
        { name: 'pdfium', reason: expect.objectContaining({ code: 'declined-pages' }) },
        { name: 'textract', reason: reason('declined-pages', { pages: '2–4', cause: asTold('too dark') }) },
      ],
    });
  });
});
