import { describe, expect, test } from 'vitest';
import { segmentsOf } from '#functions/catalogue/segments.ts';
import type { Word } from '#pages/page.ts';

const EM = 10;

/** A word in letters 5 points wide; `starts` places them otherwise. */
function word(text: string, x: number, y: number, look: Partial<Word> = {}): Word {
  const starts = [...text].map((_, at) => x + at * 5);
  const end = (look.starts?.at(-1) ?? starts.at(-1) ?? x) + 5;
  return {
    ...{ text, starts, turns: 0, order: 0, fontSize: EM, bold: false, color: [0, 0, 0], visible: true },
    box: [x, y, end, y + EM],
    ...look,
  };
}

const texts = (...words: Word[]) => segmentsOf(words).map(({ text }) => text);

describe('segmentsOf', () => {
  test('a wide gap parts a line, a narrow one is a space, none is none', () => {
    expect(texts(word('Fuel', 0, 0), word('tank', 23, 0), word('s', 43, 0), word('36', 100, 0))).toEqual([
      'Fuel tanks',
      '36',
    ]);
  });

  test('dots that lead from a label to its value part them and are not read', () => {
    expect(texts(word('Width ........ 36', 0, 0))).toEqual(['Width', '36']);
    expect(texts(word('Width', 0, 0), word('. . . . . .', 30, 0), word('36', 90, 0))).toEqual([
      'Width',
      '36',
    ]);
    expect(texts(word('3-D R.A.V.E. 36', 0, 0))).toEqual(['3-D R.A.V.E. 36']);
  });

  test('a raised sign stays with its line and leaves no trace', () => {
    const sign = word('®', 20, -1, { fontSize: 4, box: [20, 0, 22, 4] });
    expect(texts(word('E-TE', 0, 0), sign, word('TURBO', 25, 0))).toEqual(['E-TE TURBO']);
  });

  test('a raised figure behind a number is a footnote’s and no digit of it', () => {
    const raised = word('1', 15, -1, { fontSize: 5, box: [15, -1, 17, 4] });
    expect(texts(word('165', 0, 0), raised)).toEqual(['165']);
    expect(texts(word('cm', 0, 0), { ...raised, text: '3', box: [10, -1, 12, 4] }).join('')).toContain('3');
  });

  test('what nobody sees and what is turned is left out', () => {
    expect(texts(word('2025', 0, 0, { visible: false }), word('margin', 0, 50, { turns: 1 }))).toEqual([]);
  });

  test('a space without width between capitals set wide apart is none', () => {
    const starts = [0, 7, 14, 18, 25, 25, 32];
    expect(texts(word('TO PA CK'.slice(0, 7), 0, 0, { starts }))).toEqual(['TO PAC']);
  });

  test('a space without width between words drawn apart is one', () => {
    const starts = [0, 5, 10, 15, 22, 22, 27, 32];
    expect(texts(word('Rear arm', 0, 0, { starts }))).toEqual(['Rear arm']);
  });

  test('a space under a ligature is none', () => {
    const starts = [0, 5, 10, 13, 13, 15];
    expect(texts(word('defl e', 0, 0, { starts }))).toEqual(['defle']);
    expect(
      texts(word('def', 0, 0), word('l ector', 10, 0, { starts: [10, 12, 15, 20, 25, 30, 35] })),
    ).toEqual(['deflector']);
  });
});
