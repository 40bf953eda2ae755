import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { FIRST_EXTRA, stream } from '../../fakes/raw-pdf.ts';
import { type RawRow, rawList } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

/** How a Type3 font and its texts are written: the size stands in the font's matrix, in the text's, or in both. */
interface Setting {
  fontMatrix: string;
  textMatrix: string;
  size: number;
  /** How many units of its own an em of the font is, and which way they grow. */
  em: number;
  up: 1 | -1;
}

const SIGNS = [...'0123456789EUR '];
const DRAWN: Setting = { fontMatrix: '0.001 0 0 0.001 0 0', textMatrix: '1 0 0 1', size: 7, em: 1000, up: 1 };

/** A font that draws bars for figures, each glyph in the same box, far larger than what is drawn. */
function drawnFont({ fontMatrix, em, up }: Setting, blank: string): string[] {
  const units = (...ems: number[]) => ems.map((part) => part * em).join(' ');
  const box = up > 0 ? units(-0.1, -0.5, 1.5, 1.5) : units(-0.1, -1.5, 1.5, 0.5);
  const bar = units(0.05, 0, 0.4, 0.7 * up);
  const glyphs = SIGNS.map((sign) =>
    stream(`${units(0.556)} 0 ${box} d1 ${sign === ' ' || sign === blank ? '' : `${bar} re f`}`),
  );
  const named = SIGNS.map((_, at) => `/g${at} ${FIRST_EXTRA + 2 + at} 0 R`).join(' ');
  const codes = SIGNS.map((_, at) => `/g${at}`).join(' ');
  const letters = SIGNS.map((sign, at) => `<${hex(at)}> <00${sign.charCodeAt(0).toString(16)}>`).join(' ');
  const font = `<< /Type /Font /Subtype /Type3 /FontBBox [${box}] /FontMatrix [${fontMatrix}] /Resources << >>
    /CharProcs << ${named} >> /Encoding << /Type /Encoding /Differences [1 ${codes}] >> /FirstChar 1
    /LastChar ${SIGNS.length} /Widths [${SIGNS.map(() => units(0.556)).join(' ')}] /ToUnicode ${FIRST_EXTRA + 1} 0 R >>`;
  const map = `1 begincodespacerange <00> <FF> endcodespacerange ${SIGNS.length} beginbfchar ${letters} endbfchar`;
  return [font, stream(map), ...glyphs];
}

const hex = (at: number): string => (at + 1).toString(16).padStart(2, '0');

const setIn =
  ({ textMatrix, size }: Setting, text: string) =>
  (x: number, y: number) =>
    `BT /F3 ${size} Tf ${textMatrix} ${x} ${y} Tm <${[...text].map((sign) => hex(SIGNS.indexOf(sign))).join('')}> Tj ET\n`;

async function read(setting: Setting, blank = '') {
  const rows: RawRow[] = ['10845 EUR', '12 930 EUR', '17667 EUR'].map((text) => ({
    price: setIn(setting, text),
  }));
  const bytes = rawList(rows, { fonts: { F3: `${FIRST_EXTRA} 0 R` }, objects: drawnFont(setting, blank) });
  const { accounted, products } = Extracted.parse(await extract(bytes));
  return { accounted, prices: products.map(({ price, flags }) => [price?.amount, ...flags]) };
}

test.each<[string, Partial<Setting>]>([
  ['as usual', {}],
  ['that grows downwards', { fontMatrix: '0.001 0 0 -0.001 0 0', up: -1 }],
  ['of one point', { fontMatrix: '1 0 0 1 0 0', textMatrix: '0.007 0 0 0.007', size: 1 }],
  ['turned over by the text', { textMatrix: '1 0 0 -1', up: -1 }],
])('a Type3 font %s is read by its real size, though all its glyphs have one box', async (_, setting) => {
  expect(await read({ ...DRAWN, ...setting })).toEqual({
    accounted: true,
    prices: [['10845.00'], ['12930.00'], ['17667.00']],
  });
});

test('a figure that such a font does not draw asks', async () => {
  expect((await read(DRAWN, '9')).prices).toEqual([['10845.00'], ['12930.00', 'covered'], ['17667.00']]);
});
