import { HEADINGS, rowsOf, TITLE } from '../unit/extract/raw-list.ts';
import type { rawPdf } from './raw-pdf.ts';

/** The code of its second machine alone is blue. */
const blue = (x: number, y: number) => `q 0 0 1 rg BT /F1 7 Tf 1 0 0 1 ${x} ${y} Tm (QBX7) Tj ET Q\n`;
export const BLUE_LIST = TITLE + HEADINGS + rowsOf([{}, { modelCode: blue }, {}]);

const turned = (degrees: number): string => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const middle = `${421 - 421 * cos + 297 * sin} ${297 - 421 * sin - 297 * cos}`;
  return `q ${cos} ${sin} ${-sin} ${cos} ${middle} cm ${BLUE_LIST}Q`;
};

/** How a page may lie in its file. */
export const LYING_PAGES: [string, Parameters<typeof rawPdf>[0]][] = [
  ['turned by its dictionary', { pages: [{ content: BLUE_LIST, entries: '/Rotate 90' }] }],
  ['printed sideways', { pages: [{ content: `q 0 1 -1 0 595 0 cm ${BLUE_LIST}Q` }], size: [595, 842] }],
  ['askew', { pages: [{ content: turned(-3) }] }],
  ['an A3', { pages: [{ content: `q 1.41 0 0 1.41 0 0 cm ${BLUE_LIST}Q` }], size: [1191, 842] }],
  ['cropped', { pages: [{ content: BLUE_LIST, entries: '/CropBox [11 7.5 830 580]' }] }],
  [
    'in a unit of two points',
    { pages: [{ content: `q 0.5 0 0 0.5 0 0 cm ${BLUE_LIST}Q`, entries: '/UserUnit 2' }], size: [421, 298] },
  ],
];
