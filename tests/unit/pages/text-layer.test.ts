import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Page, Word } from '#pages/page.ts';
import { isGarbled, textLayerOf } from '#pages/text-layer.ts';

const word = (text: string, changes: Partial<Word> = {}): Word => ({
  text,
  starts: [...text].map((_, index) => index * 5),
  turns: 0,
  box: [0, 0, text.length * 5, 10],
  order: 0,
  fontSize: 10,
  bold: false,
  color: [0, 0, 0],
  visible: true,
  ...changes,
});

const page = (words: Word[], pictures = 0): Page => ({
  number: 1,
  width: 500,
  height: 800,
  words,
  fills: [],
  rules: [],
  images: pictures > 0 ? [{ box: [0, 0, 500, 800 * pictures], index: 0, widthPx: 10, heightPx: 10 }] : [],
});

/** Natural text of several languages, without a word of our lexicons in particular. */
const NATURAL = {
  Finnish: 'Hinnat sisältävät arvonlisäveron ja ovat voimassa toistaiseksi, oikeudet muutoksiin pidätetään',
  Swedish: 'Priserna är rekommenderade och inkluderar moms, med förbehåll för ändringar under säsongen',
  Norwegian: 'Prisene er veiledende og inkluderer merverdiavgift, med forbehold om endringer i sesongen',
  Russian: 'Цены указаны с учётом налога на добавленную стоимость и могут быть изменены без уведомления',
  English: 'Prices are recommended and include value added tax, subject to change without further notice',
  German: 'Die Preise sind unverbindliche Empfehlungen und enthalten die gesetzliche Mehrwertsteuer',
  Estonian: 'Hinnad sisaldavad käibemaksu ja kehtivad kuni järgmise hinnakirja avaldamiseni kaupluses',
};
/** As much of it as a page has. */
const words = (text: string) => Array(3).fill(text).join(' ').split(' ');

/** What a subset font without ToUnicode gives: each glyph another letter, the same all over the page. */
const exchanged = (text: string, by: number) =>
  [...text]
    .map((letter) => (letter === ' ' ? letter : String.fromCodePoint((letter.codePointAt(0) ?? 0) + by)))
    .join('');

describe('the text of a page', () => {
  test.each(Object.entries(NATURAL))('in %s is read', (_, text) => {
    expect(isGarbled(words(text))).toBe(false);
  });

  test.each(Object.entries(NATURAL))('in %s with its letters exchanged is garbage', (_, text) => {
    fc.assert(
      fc.property(fc.constantFrom(-3, -2, -1, 1, 2, 3, 4), (by) => isGarbled(words(exchanged(text, by)))),
    );
  });

  test('of codes and prices alone is read, however unlike words the codes are', () => {
    const code = fc.string({
      unit: fc.constantFrom(...'BCDFGHJKLMNPQRSTVWXZ1234567890'),
      minLength: 4,
      maxLength: 4,
    });
    const price = fc.integer({ min: 5000, max: 40_000 }).map((amount) => `${amount} €`);
    const rows = fc.array(fc.tuple(code, price), { minLength: 1, maxLength: 60 });
    fc.assert(fc.property(rows, (texts) => !isGarbled(texts.flat())));
  });

  test('of private-use, control or unknown characters is garbage', () => {
    const sign = fc.constantFrom('\uE001', '\uF0B7', '\u0003', '\uFFFD');
    fc.assert(fc.property(fc.array(sign, { minLength: 1 }), (signs) => isGarbled([signs.join('')])));
  });

  test('with a symbol for each of its bullets is read', () => {
    const lines = words(NATURAL.English).map((text) => `\uF0B7 ${text}${text}`);
    expect(isGarbled(lines)).toBe(false);
  });

  test('is never too strange to be judged', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => typeof isGarbled(texts) === 'boolean'),
    );
  });
});

describe('the text layer of a page', () => {
  test('is usable where words can be seen', () => {
    expect(textLayerOf(page([word('TJTH')]))).toBe('usable');
  });

  test('is absent where nobody sees a word, though the file holds some', () => {
    expect(textLayerOf(page([], 1))).toBe('absent');
    expect(textLayerOf(page([word('recognised by a scanner', { visible: false })], 1))).toBe('absent');
  });

  test('is no more than a stamp where a picture covers the page', () => {
    expect(textLayerOf(page([word('Page'), word('3')], 1))).toBe('stamped');
    expect(textLayerOf(page([word('Page'), word('3')], 0.3))).toBe('usable');
    expect(
      textLayerOf(
        page(
          Array.from({ length: 40 }, () => word('Malli')),
          1,
        ),
      ),
    ).toBe('usable');
  });
});
