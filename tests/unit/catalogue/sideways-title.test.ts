import { expect, test } from 'vitest';
import { sidewaysTitle } from '#functions/catalogue/sideways-title.ts';
import type { Page, Word } from '#pages/page.ts';
import { segment } from './segment.ts';

const word = (text: string, fontSize: number, box: Word['box'], turns: Word['turns'] = 3): Word => ({
  ...{ text, fontSize, box, turns, order: 0, bold: true, color: [0, 0, 0], visible: true },
  starts: [...text].map((_, at) => box[3] - at * 9),
});
const pageOf = (...words: Word[]): Page => ({
  ...{ number: 3, width: 594, height: 774, words },
  ...{ fills: [], rules: [], images: [] },
});
const upright = [segment('HIGHLIGHTS', 450, 42, { bold: true })];

test('a name that runs up the edge of a page, larger than all its text, is the title, and stands where it is seen', () => {
  const name = word('RAVE RE', 22, [6, 224, 41, 330]);
  const small = word('SPRING ONLY', 7, [560, 20, 570, 80]);
  expect(sidewaysTitle(pageOf(name, small), upright)).toMatchObject({
    text: 'RAVE RE',
    box: [6, 224, 41, 330],
  });
});

test.each([
  ['is as small as the text', [word('RAVE RE', 8, [6, 224, 20, 330])]],
  ['is one of two as large', [word('RAVE RE', 22, [6, 224, 41, 330]), word('2027', 22, [550, 20, 580, 90])]],
])('a name sideways that %s is none', (_, words) => {
  expect(sidewaysTitle(pageOf(...words), upright)).toBeNull();
});
