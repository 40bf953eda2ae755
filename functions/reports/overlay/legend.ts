import type { Box } from '#contracts/box.ts';
import { COLUMN_COLOURS, INK, LEFT_OUT, OUTLINE, PROBLEM } from './colours.ts';
import { dashed, FONT_SIZE, GAP, outlined, type Pen, tinted, write } from './pen.ts';

const SWATCH_WIDTH = 14;

const ENTRIES: [text: string, draw: (pen: Pen, box: Box) => void][] = [
  ['heading', (pen, box) => dashed(pen, box, COLUMN_COLOURS.modelCode)],
  ['value, in the colour of its column', (pen, box) => outlined(pen, box, COLUMN_COLOURS.modelCode, 0.7)],
  ['row and its number', (pen, box) => outlined(pen, box, OUTLINE, 0.4)],
  ['section', (pen, box) => outlined(pen, box, COLUMN_COLOURS.section, 1.2)],
  [
    'problem, doubtful row',
    (pen, box) => {
      tinted(pen, box, PROBLEM, 0.15);
      outlined(pen, box, PROBLEM, 1.5);
    },
  ],
  ['left out', (pen, box) => outlined(pen, box, LEFT_OUT, 1.5)],
];

/** What the marks mean, in one line. */
export const drawLegend = (pen: Pen, y: number): void => {
  let x = 0;
  for (const [text, draw] of ENTRIES) {
    draw(pen, [x, y, x + SWATCH_WIDTH, y + FONT_SIZE]);
    write(pen, text, x + SWATCH_WIDTH + GAP, y, INK);
    x += SWATCH_WIDTH + pen.widthOfString(text) + 4 * GAP;
  }
};
