import { describe, expect, test } from 'vitest';
import type { Page } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { type Draw, put, UNSEEN } from './drawings.ts';
import { drawnPdf } from './drawn-pdf.ts';

const PAGES: Record<string, Draw> = {
  'words of a size, colour and weight': (document) => {
    document.font('Helvetica-Bold', 10).fillColor([200, 0, 0]);
    put(document, 'Rave RE', 50, 40);
  },
  'a run with gaps': (document) => {
    document.font('Helvetica', 10).text('Rave RE', 20, 20, { lineBreak: false, wordSpacing: 8 });
  },
  'letters set apart': (document) => {
    document.font('Helvetica', 10).text('MALLI', 20, 20, { lineBreak: false, characterSpacing: 3 });
  },
  'text turned by a quarter': (document) => put(document.rotate(90, { origin: [100, 100] }), 'Rave RE'),
  'a page that a viewer turns': (document) => {
    Object.assign(document.page.dictionary.data, { Rotate: 90 });
    document.rect(0, 0, 300, 100).fill('yellow');
    put(document.fillColor('black'), 'corner', 5, 5);
  },
  ...UNSEEN,
  'white on a coloured cell': (document) => {
    document.rect(10, 10, 100, 40).fill([218, 103, 86]);
    put(document.fillColor('white'), 'LTTA');
  },
  'a frame open in the middle': (document) => {
    document.rect(5, 5, 200, 100).rect(8, 8, 194, 94).fill('black', 'even-odd');
    put(document.fillColor('black'), 'LTTA');
  },
  'fills, and rules stroked and filled': (document) => {
    document.rect(10, 20, 100, 30).fill([1, 2, 3]);
    document.rect(10, 60, 100, 0.5).fill('black');
    document.moveTo(10, 70).lineTo(10, 120).stroke();
  },
};

async function readBy(reader: typeof pdfjsReader, bytes: Uint8Array): Promise<Page> {
  const open = await reader.open(bytes);
  const page = await open.readPage(1);
  open.close();
  return page;
}

/**
 * To the point, and of words only where they begin and end: the engines differ in the height of a glyph, and pdf.js
 * does not count what it draws.
 */
const rounded = ({ words, fills, rules, drawn, ...page }: Page) => ({
  ...page,
  words: words.map(({ text, turns, bold, color, visible, fontSize, box }) => ({
    ...{ text, turns, bold, color, visible },
    fontSize: Math.round(fontSize * 10),
    along: (turns % 2 === 0 ? [box[0], box[2]] : [box[1], box[3]]).map(Math.round),
  })),
  fills: fills.map(({ box, color }) => ({ color, box: box.map(Math.round) })),
  rules: rules.map(({ box, direction }) => ({ direction, box: box.map(Math.round) })),
});

describe('pdf.js sees on a page what PDFium sees', () => {
  test.each(Object.entries(PAGES))('%s', async (_, draw) => {
    const bytes = await drawnPdf(draw);
    expect(rounded(await readBy(pdfjsReader, bytes))).toEqual(rounded(await readBy(pdfiumReader, bytes)));
  });
});

describe('files', () => {
  const category = (bytes: Uint8Array) =>
    pdfjsReader.open(bytes).then(
      () => null,
      (error) => error.category,
    );

  test('that are no PDF, are cut short or ask for a password are refused', async () => {
    expect(await category(Buffer.from('PK no pdf'))).toBe('not-a-pdf');
    expect(await category(Buffer.from('%PDF-1.7 nothing more'))).toBe('unreadable');
    const locked = await drawnPdf((document) => put(document, 'Rave'), { userPassword: 'secret' });
    expect(await category(locked)).toBe('password-needed');
  });

  test('are not drawn: that would take a canvas', async () => {
    const open = await pdfjsReader.open(await drawnPdf((document) => put(document, 'Rave')));
    expect(() => open.renderPage(1, 1)).toThrow('draw');
    open.close();
    await expect(open.readPage(1)).rejects.toThrow('closed');
  });
});
