import { pick, type Random } from '#samples/draw/random.ts';
import type { CellLook, StyledCell } from '../workbook.ts';
import type { DrawnRow } from './sight-page.ts';
import type { Truth } from './styles.ts';

/** A row of a sheet in the making: its cells from left to right, the price last. */
export interface WrittenRow {
  cells: StyledCell[];
  /** Attributes of the row's element. */
  attributes?: string;
  /** Conditional formats for the row's cells: the rule's attributes, what stands in it, the difference it makes. */
  rule?: { attributes: string; inside: string; difference: string };
  /** An object anchored over the row, from its top or its middle to the same of the next. */
  object?: { content: string; isFlat?: boolean };
}

export interface SheetStyle {
  truth: Truth;
  write(row: DrawnRow, random: Random): WrittenRow;
}

/** Colours as a workbook names them, far enough apart that every dark one is read on every bright one. */
const DARK = [
  'rgb="FF000000"',
  'rgb="FF1F3864"',
  'rgb="FF5A0000"',
  'theme="1"',
  'indexed="18"',
  'theme="4" tint="-0.6"',
  'indexed="8"',
];
const BRIGHT = [
  'rgb="FFFFFFFF"',
  'rgb="FFFFF2CC"',
  'theme="0"',
  'indexed="26"',
  'theme="0" tint="-0.05"',
  'theme="5" tint="0.8"',
];
const WHITES = ['rgb="FFFFFFFF"', 'theme="0"', 'indexed="9"', 'indexed="65"', 'rgb="FFFDFDFD"'];
const FAINT = ['rgb="FFE8E8E8"', 'rgb="FFFFFF66"', 'theme="0" tint="-0.1"'];
const LIGHT_PATTERNS = [
  'gray0625',
  'gray125',
  'lightGray',
  'lightUp',
  'lightDown',
  'lightHorizontal',
  'lightVertical',
  'lightTrellis',
];
const ALL_PATTERNS = [
  ...LIGHT_PATTERNS,
  'mediumGray',
  'darkGray',
  'darkUp',
  'darkGrid',
  'darkTrellis',
  'lightGrid',
];

const textsOf = ({ modelCode, model, engine, price }: DrawnRow): string[] => [
  modelCode,
  model,
  engine,
  price,
];
const inLook = (row: DrawnRow, style: CellLook): WrittenRow => ({
  cells: textsOf(row).map((value) => ({ value, style })),
});
const looking = (truth: Truth, look: (random: Random) => CellLook): SheetStyle => ({
  truth,
  write: (row, random) => inLook(row, look(random)),
});
const pattern = (kind: string, own: string, behind: string): string =>
  `<patternFill patternType="${kind}"><fgColor ${own}/><bgColor ${behind}/></patternFill>`;
const gradient = (random: Random, colors: readonly string[]): string =>
  `<gradientFill degree="${pick(random, [0, 45, 90])}">${colors.map((color, at) => `<stop position="${at / (colors.length - 1)}"><color ${color}/></stop>`).join('')}</gradientFill>`;

/** The row with its price in runs. */
const inRuns = (truth: Truth, runs: (row: DrawnRow, random: Random) => string[]): SheetStyle => ({
  truth,
  write: (row, random) => {
    const xml = `<is>${runs(row, random).join('')}</is>`;
    return { cells: [...inLook(row, {}).cells.slice(0, -1), { type: 'inlineStr', xml }] };
  },
});
const run = (text: string, font = '<sz val="11"/>'): string =>
  `<r><rPr>${font}</rPr><t xml:space="preserve">${text}</t></r>`;
const withoutCurrency = (price: string): string => price.replace(' €', '');

const ruled = (
  truth: Truth,
  look: CellLook,
  attributes: string,
  formula: string,
  difference: string,
): SheetStyle => ({
  truth,
  write: (row) => ({
    ...inLook(row, look),
    rule: { attributes, inside: `<formula>${formula}</formula>`, difference },
  }),
});
const whiteFont = '<dxf><font><color rgb="FFFFFFFF"/></font></dxf>';

const sized = (attributes: string): SheetStyle => ({
  truth: 'asked',
  write: (row) => ({ ...inLook(row, {}), attributes }),
});

const under = (truth: Truth, content: string, isFlat = false): SheetStyle => ({
  truth,
  write: (row) => ({ ...inLook(row, {}), object: { content, isFlat } }),
});
const shape = (fill: string, text = ''): string =>
  `<xdr:sp><xdr:spPr><a:prstGeom prst="rect"/>${fill}</xdr:spPr>${text && `<xdr:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody>`}</xdr:sp>`;
const filled = (alpha: number): string =>
  `<a:solidFill><a:srgbClr val="FFEE00"><a:alpha val="${alpha}"/></a:srgbClr></a:solidFill>`;

/** Styles by name, and what a person makes of a row in them. */
export const SHEET_STYLES: Readonly<Record<string, SheetStyle>> = {
  plain: looking('seen', () => ({})),
  'dark on bright': looking('seen', (random) => ({ color: pick(random, DARK), fill: pick(random, BRIGHT) })),
  'bright on dark': looking('seen', (random) => ({ color: pick(random, WHITES), fill: pick(random, DARK) })),
  'dark on a light hatch': looking('seen', (random) => ({
    color: 'rgb="FF000000"',
    fillXml: pattern(pick(random, LIGHT_PATTERNS), pick(random, [...DARK, ...BRIGHT]), pick(random, BRIGHT)),
  })),
  'white on a dark gradient': looking('seen', (random) => ({
    color: pick(random, WHITES),
    fillXml: gradient(random, [pick(random, DARK), pick(random, DARK), pick(random, DARK)]),
  })),
  'of any size': looking('seen', (random) => ({ size: 5 + Math.floor(random() * 20), bold: random() < 0.5 })),
  'stripes by a rule': ruled(
    'seen',
    {},
    'type="expression"',
    'MOD(ROW(),2)=0',
    '<dxf><fill><patternFill><bgColor rgb="FFEEEEEE"/></patternFill></fill></dxf>',
  ),
  'a rule about other values': ruled('seen', {}, 'type="cellIs" operator="equal"', '0', whiteFont),
  'a frame': under('seen', shape('<a:noFill/>')),
  'a marker pen': under('seen', shape(filled(30_000))),
  'a raised sign': inRuns('seen', ({ price }, random) => [
    run(price),
    run(pick(random, ['1', '2)', '*', '†', '1)']), '<vertAlign val="superscript"/><sz val="11"/>'),
  ]),
  'a new price beside the old': inRuns('seen', ({ price }) => [
    run('19 990 €', '<strike/><sz val="11"/>'),
    run(` ${price}`),
  ]),
  'a digit that nobody sees': inRuns('seen', ({ price }, random) => [
    run(price),
    run('1', `<sz val="11"/><color ${pick(random, WHITES)}/>`),
  ]),
  'white on paper': looking('unseen', (random) => ({ color: pick(random, WHITES) })),
  'its own colour': looking('unseen', (random) => {
    const color = pick(random, [...DARK, ...BRIGHT]);
    return { color, fill: color };
  }),
  'white on a hatch of white': looking('unseen', (random) => ({
    color: pick(random, WHITES),
    fillXml: pattern(pick(random, ALL_PATTERNS), pick(random, WHITES), pick(random, WHITES)),
  })),
  'white on a gradient of white': looking('unseen', (random) => ({
    color: pick(random, WHITES),
    fillXml: gradient(random, [pick(random, WHITES), pick(random, WHITES)]),
  })),
  tiny: looking('unseen', () => ({ size: 1 })),
  'hidden by its format': looking('unseen', () => ({ format: ';;;' })),
  faint: looking('asked', (random) => ({ color: pick(random, FAINT) })),
  'white on a few dots': looking('asked', (random) => ({
    color: pick(random, WHITES),
    fillXml: pattern(pick(random, LIGHT_PATTERNS), pick(random, DARK), pick(random, WHITES)),
  })),
  'white on a gradient from white': looking('asked', (random) => ({
    color: pick(random, WHITES),
    fillXml: gradient(random, [pick(random, WHITES), pick(random, DARK)]),
  })),
  struck: looking('asked', () => ({ struck: true })),
  'struck runs': inRuns('asked', ({ price }) => [run(price, '<strike/><sz val="11"/>')]),
  'a number half struck': inRuns('asked', ({ price }) => [
    run(withoutCurrency(price).slice(0, 3)),
    run(`${withoutCurrency(price).slice(3)} €`, '<strike/><sz val="11"/>'),
  ]),
  'two raised figures': inRuns('asked', ({ price }) => [
    run(withoutCurrency(price)),
    run('12', '<vertAlign val="superscript"/><sz val="11"/>'),
  ]),
  'white by a rule': ruled('asked', {}, 'type="expression"', '$Z$1=1', whiteFont),
  'struck by a rule': ruled('asked', {}, 'type="expression"', '$Z$1=1', '<dxf><font><strike/></font></dxf>'),
  'black by a rule alone': ruled(
    'asked',
    { color: 'rgb="FFFFFFFF"' },
    'type="expression"',
    '$Z$1=1',
    '<dxf><font><color rgb="FF000000"/></font></dxf>',
  ),
  hidden: sized('hidden="1"'),
  'of no height': sized('ht="0" customHeight="1"'),
  'of little height': sized('ht="3" customHeight="1"'),
  'under a picture': under('asked', '<xdr:pic><xdr:blipFill/><xdr:spPr/></xdr:pic>'),
  'under a filled shape': under('asked', shape(filled(100_000))),
  'under a text': under('asked', shape('<a:noFill/>', 'Loppu')),
  'a line through it': under(
    'asked',
    '<xdr:cxnSp><xdr:spPr><a:prstGeom prst="line"/></xdr:spPr></xdr:cxnSp>',
    true,
  ),
};
