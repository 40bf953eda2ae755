import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { asDrawn, asSeen, withoutEntities } from '#pages/printed-characters.ts';
import { type Glyph, wordsOf } from '#pages/text-runs.ts';
import { looksByPlace } from '#pages/visibility.ts';
import { drawnPdf } from './drawn-pdf.ts';

describe('text is in the characters that a reader of the page sees', () => {
  test.each([
    ['Proﬁle, oﬄine, ﬂat', 'Profile, offline, flat'],
    ['ＬＴＴＡ １８ ７５０，００', 'LTTA 18 750,00'],
    ['LT\u200bTA', 'LTTA'],
    ['\ufeffMalli', 'Malli'],
    ['tela\u00admatto', 'telamatto'],
    ['\u200b\u2060', ''],
  ])('%j is %j', (text, seen) => {
    expect(asSeen(text)).toBe(seen);
  });

  test.each([
    'LTTА',
    'Väri',
    '849 cm³',
    '18 750,00 €',
    'E-TEC® ½"',
    'A\u0000B',
    'A\u202eB',
  ])('%j stays: letters that look alike, signs and control characters are for others to judge', (text) => {
    expect(asSeen(text)).toBe(text);
  });

  test.each([
    ['Black &amp; Red', 'Black & Red'],
    ['&#1063;&#x435;рный', 'Черный'],
    ['&#65601;', '\u{10041}'],
    ['&#55357;', '\uFFFD'],
    ['R&D', 'R&D'],
    ['18&nbsp;750&#160;&euro;', '18 750 €'],
    ['V&auml;ri &Auml;&Ouml; &aring;&yuml; 154&Prime; &#128512;', 'Väri ÄÖ åÿ 154″ \u{1F600}'],
    [
      '&frac12; m&sup2; &times; &AMP; &NBSP; &constructor; &#9999999;',
      '½ m² × & &NBSP; &constructor; \uFFFD',
    ],
  ])('what a web page would show stands for %j: %j', (text, shown) => {
    expect(withoutEntities(text)).toBe(shown);
  });

  test('once said plainly, it stays, and nothing plain is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(asSeen(asSeen(text))).toBe(asSeen(text));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(asSeen(text)).toBe(text);
      }),
    );
  });

  test('a soft hyphen that a page draws is a hyphen', () => {
    expect(asDrawn('\u00ad')).toBe('-');
  });
});

describe('words of a page', () => {
  const object = {
    order: 0,
    clip: [0, 0, 1000, 1000] as [number, number, number, number],
    fontSize: 10,
    turns: 0 as const,
    baseline: 10,
    askew: 0,
    bold: false,
    color: [0, 0, 0] as [number, number, number],
    painted: true,
  };
  const NO_WIDTH = /[\u200b\ufeff]/;
  const glyphs = (text: string): Glyph[] => {
    let x = 0;
    return [...text].map((character) => {
      const from = x;
      if (!NO_WIDTH.test(character)) x += 6;
      return { character, object, box: [from, 0, x, 10] };
    });
  };

  test('have a start for each unit of their text, also where one glyph draws two letters', () => {
    expect(wordsOf(glyphs('Oﬃ\u200bce'), looksByPlace([]))).toMatchObject([
      { text: 'Office', starts: [0, 6, 6, 6, 12, 18] },
    ]);
    const character = fc.constantFrom('a', 'ﬁ', 'ﬄ', 'Ａ', ' ', '\u200b', '\u00ad', '\ufeff', '😀', 'ä');
    fc.assert(
      fc.property(fc.array(character), (characters) => {
        for (const { text, starts } of wordsOf(glyphs(characters.join('')), looksByPlace([]))) {
          expect(starts).toHaveLength(text.length);
          expect(starts).toEqual(starts.toSorted((one, other) => one - other));
          expect(text).toBe(text.trim());
        }
      }),
    );
  });

  test('drawn by a font without a plain hyphen have one', async () => {
    const open = await pdfiumReader.open(
      await drawnPdf((document) => document.font('Helvetica', 10).text('MXZ\u00adX 600', 20, 20)),
    );
    expect((await open.readPage(1)).words).toMatchObject([{ text: 'MXZ-X 600' }]);
    open.close();
  });
});
