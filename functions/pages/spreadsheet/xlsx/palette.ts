import type { Color } from '../../page.ts';

const WHITE = 'FFFFFF';
const BLACK = '000000';

/** The colours old workbooks name by number (ECMA-376, 18.8.27): 8 basic ones twice, then 48; 64 is text, 65 paper. */
const BASIC = ['000000', 'FFFFFF', 'FF0000', '00FF00', '0000FF', 'FFFF00', 'FF00FF', '00FFFF'];
// biome-ignore format: eight a line, as the standard lists them
const FURTHER = [
  '800000', '008000', '000080', '808000', '800080', '008080', 'C0C0C0', '808080',
  '9999FF', '993366', 'FFFFCC', 'CCFFFF', '660066', 'FF8080', '0066CC', 'CCCCFF',
  '000080', 'FF00FF', 'FFFF00', '00FFFF', '800080', '800000', '008080', '0000FF',
  '00CCFF', 'CCFFFF', 'CCFFCC', 'FFFF99', '99CCFF', 'FF99CC', 'CC99FF', 'FFCC99',
  '3366FF', '33CCCC', '99CC00', 'FFCC00', 'FF9900', 'FF6600', '666699', '969696',
  '003366', '339966', '003300', '333300', '993300', '993366', '333399', '333333',
];
export const INDEXED: readonly string[] = [...BASIC, ...BASIC, ...FURTHER, BLACK, WHITE];

/** The colours of Office's own theme, in the order in which cells number them. */
export const OFFICE_THEME: readonly string[] = [
  WHITE,
  BLACK,
  'E7E6E6',
  '44546A',
  '4472C4',
  'ED7D31',
  'A5A5A5',
  'FFC000',
  '5B9BD5',
  '70AD47',
  '0563C1',
  '954F72',
];

/** The colour of "RRGGBB" or "AARRGGBB"; null for anything else. */
export function colorOfHex(hex: string): Color | null {
  if (!/^([0-9a-f]{2})?[0-9a-f]{6}$/i.test(hex)) return null;
  const value = Number.parseInt(hex.slice(-6), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

/** A colour made darker (tint below 0) or lighter (above), on each channel: near enough to tell text from its ground. */
export const tinted = (color: Color, tint: number): Color =>
  color.map((channel) => Math.round(tint < 0 ? channel * (1 + tint) : channel + (255 - channel) * tint)) as [
    number,
    number,
    number,
  ];
