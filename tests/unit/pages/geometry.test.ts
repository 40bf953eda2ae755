import { describe, expect, test } from 'vitest';
import type { Box } from '#contracts/box.ts';
import { straightened } from '#pages/askew.ts';
import { tableEdges } from '#pages/edges.ts';
import type { Fill, Page, QuarterTurns, Rule, Word } from '#pages/page.ts';
import { linesOf, lineText, textOf, tidy, withoutLetterSpacing } from '#pages/text.ts';
import { upright } from '#pages/upright.ts';

const WHITE = [255, 255, 255] as const;

const word = (text: string, box: Box, turns: QuarterTurns = 0): Word => ({
  text,
  box,
  turns,
  starts: [],
  order: 0,
  fontSize: 10,
  bold: false,
  color: [0, 0, 0],
  visible: true,
});
const page = (parts: Partial<Page>): Page => ({
  number: 1,
  width: 300,
  height: 200,
  words: [],
  fills: [],
  rules: [],
  images: [],
  ...parts,
});
const fill = (box: Box): Fill => ({ box, color: WHITE, order: 0 });
const rule = (box: Box, direction: Rule['direction']): Rule => ({ box, color: WHITE, direction });

describe('edges of a table', () => {
  test('are found where pieces of ruling and sides of cells together reach far enough', () => {
    const drawn = page({
      fills: [fill([0, 50, 100, 70])],
      rules: [rule([100, 70.4, 190, 70.4], 'horizontal'), rule([0, 120, 60, 120], 'horizontal')],
    });
    expect(tableEdges(drawn, 'horizontal', [0, 200], 0.9)).toEqual([expect.closeTo(70, 0)]);
    expect(tableEdges(drawn, 'horizontal', [0, 200], 0.5)).toEqual([50, expect.closeTo(70, 0)]);
  });

  test('overlapping stretches count once', () => {
    const rules = [rule([10, 0, 10, 60], 'vertical'), rule([10, 20, 10, 60], 'vertical')];
    expect(tableEdges(page({ rules }), 'vertical', [0, 100], 0.7)).toEqual([]);
    expect(tableEdges(page({ rules }), 'vertical', [0, 100], 0.6)).toEqual([10]);
  });
});

describe('a page laid on its side', () => {
  test.each([
    [1, [190, 20, 200, 60]],
    [2, [240, 190, 280, 200]],
    [3, [0, 140, 10, 180]],
  ] as [
    QuarterTurns,
    Box,
  ][])('with text turned %i times is set upright, and boxes find their way back', (turns, box) => {
    const marked = { ...word('Rave', box, turns), marks: [{ text: '1', box }] };
    const seen = page({ words: [marked], rules: [rule([0, 5, 300, 5], 'horizontal')] });
    const turned = upright(seen);
    const [upWord] = turned.page.words;
    expect(upWord).toMatchObject({ turns: 0, box: [20, expect.any(Number), 60, expect.any(Number)] });
    expect(upWord?.marks).toEqual([{ text: '1', box: upWord?.box }]);
    expect(turned.asSeen(upWord?.box as Box).map(Math.round)).toEqual(box);
    expect(turned.page.rules[0]?.direction).toBe(turns === 2 ? 'horizontal' : 'vertical');
  });

  test('goes by most of its letters', () => {
    const words = [word('Recommended prices', [0, 0, 100, 10]), word('side', [290, 0, 300, 40], 1)];
    expect(upright(page({ words })).page.width).toBe(300);
  });
});

describe('a page that lies askew', () => {
  const askew = (text: string, parts: Partial<Word> = {}): Word => ({
    ...word(text, [20, 20, 60, 30]),
    askew: 0.02,
    ...parts,
  });
  const straight = (...words: Word[]) =>
    straightened(page({ words }), () => page({ words: [word('8490 9490', [20, 20, 60, 30])] })).words;

  test('keeps the doubts of all parts of a run that is one when it is set straight', () => {
    const parts = [askew('8490'), askew('9490', { doubts: ['struck'] })];
    expect(straight(...parts)).toMatchObject([{ visible: true, doubts: ['struck'] }]);
  });

  test('doubts a run of which a part is unseen', () => {
    const parts = [askew('8490', { visible: false }), askew('9490')];
    expect(straight(...parts)).toMatchObject([{ visible: true, doubts: ['covered'] }]);
  });
});

describe('text', () => {
  test('runs from line to line; pieces of one word are put together', () => {
    const words = [
      word('Display', [0, 12, 40, 22]),
      word('Touch', [0, 0, 25, 10]),
      word('screen', [25.5, 0, 60, 10]),
      word('4.5 in.', [64, 0.5, 90, 10.5]),
    ];
    expect(textOf(words)).toBe('Touchscreen 4.5 in. Display');
    expect(linesOf(words).map(lineText)).toEqual(['Touchscreen 4.5 in.', 'Display']);
  });

  test('is composed and single-spaced', () => {
    expect(tidy(' Va\u0308ri\u00a0 /  Musta ')).toBe('V\u00e4ri / Musta');
  });

  test('loses letter spacing only where it has it', () => {
    expect(withoutLetterSpacing('M A L L I V U O S I 2 0 2 6')).toBe('MALLIVUOSI2026');
    expect(withoutLetterSpacing('MALLIVUOSI 2026 / SUOMI')).toBe('MALLIVUOSI 2026 / SUOMI');
  });
});
