import { type Look, PLAIN_LOOK } from '../sheet.ts';
import type { Archive } from './archive.ts';
import {
  conditionalGroundOf,
  FILL_ELEMENTS,
  FONT_ELEMENTS,
  fontOver,
  groundOf,
  type Palette,
  type WrittenFill,
  type WrittenFont,
} from './look-elements.ts';
import { INDEXED, OFFICE_THEME } from './palette.ts';
import { type Attributes, readXml, type XmlHandlers } from './xml.ts';

/**
 * Number formats that a workbook names by number alone (ECMA-376, 18.8.30). Those of money print the currency of
 * whoever looks at them: here they print none. Dates are ISO dates for the same reason.
 */
const BUILT_IN_FORMATS: Readonly<Record<string, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '#,##0',
  6: '#,##0',
  7: '#,##0.00',
  8: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  41: '#,##0;-#,##0',
  42: '#,##0;-#,##0',
  43: '#,##0.00;-#,##0.00',
  44: '#,##0.00;-#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
  // Days by the calendars of East Asia.
  ...Object.fromEntries([27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'yyyy-mm-dd'])),
};

/** The scheme's slots in the order in which cells number them: light and dark change places against the file's. */
const SLOTS = [
  ...['lt1', 'dk1', 'lt2', 'dk2'],
  ...['accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6'],
  ...['hlink', 'folHlink'],
];

/** The colours of a workbook's theme by number, as "RRGGBB". */
export async function readTheme(archive: Archive, part: string | undefined): Promise<readonly string[]> {
  if (part === undefined || !archive.has(part)) return OFFICE_THEME;
  const theme = [...OFFICE_THEME];
  let slot = -1;
  await readXml(archive, part, {
    open: (element, { val = '', lastClr = '' }) => {
      if (SLOTS.includes(element)) slot = SLOTS.indexOf(element);
      else if (slot >= 0 && element === 'srgbClr') theme[slot] = val;
      else if (slot >= 0 && element === 'sysClr') theme[slot] = lastClr;
    },
    close: (element) => {
      if (SLOTS.includes(element)) slot = -1;
    },
  });
  return theme;
}

/** How the cells of one style look, and the format of the numbers in them. */
export interface CellStyle {
  look: Look;
  format: string;
}

/** What a conditional format changes; null for a fill or a format that it leaves alone. */
export interface Difference {
  font: WrittenFont;
  fill: WrittenFill | null;
  format: string | null;
}

export interface Styles {
  /** In the order in which cells name them. */
  cells: CellStyle[];
  /** In the order in which conditional formats name them. */
  differences: Difference[];
  palette: Palette;
}

export const PLAIN_STYLE: CellStyle = { look: PLAIN_LOOK, format: 'General' };

/** What is gathered while the part is read: its palette comes last. */
interface Gathered {
  formats: Map<string, string>;
  fonts: WrittenFont[];
  fills: WrittenFill[];
  cells: { numFmtId: string; fontId: string; fillId: string }[];
  differences: Difference[];
  indexed: string[];
}

/** The styles of a workbook; `theme` gives the colours that they name by number. */
export async function readStyles(
  archive: Archive,
  part: string | undefined,
  theme: readonly string[],
): Promise<Styles> {
  const gathered: Gathered = {
    ...{ formats: new Map(), fonts: [], fills: [], cells: [] },
    ...{ differences: [], indexed: [] },
  };
  if (part !== undefined && archive.has(part)) await readXml(archive, part, styleReader(gathered));
  const { indexed, differences } = gathered;
  const palette = { theme, indexed: INDEXED.map((color, index) => indexed[index] ?? color) };
  return { palette, differences, cells: gathered.cells.map((cell) => cellStyle(cell, gathered, palette)) };
}

function cellStyle(
  { numFmtId, fontId, fillId }: Gathered['cells'][number],
  { fonts, fills, formats }: Gathered,
  palette: Palette,
): CellStyle {
  const ground = groundOf(fills[Number(fillId)] ?? {}, palette);
  const look = fontOver(fonts[Number(fontId)] ?? {}, { ...PLAIN_LOOK, ground }, palette);
  return { look, format: formats.get(numFmtId) ?? BUILT_IN_FORMATS[numFmtId] ?? 'General' };
}

function styleReader(gathered: Gathered): XmlHandlers {
  const path: string[] = [];
  return {
    open: (element, attributes) => {
      path.push(element);
      const place = path.slice(1).join(' ');
      if (READERS[place]) return READERS[place](gathered, attributes);
      const difference = gathered.differences.at(-1);
      if (place.startsWith('dxfs ') && difference) readDifference(difference, path.slice(3), attributes);
      else if (place.startsWith('fonts font '))
        FONT_ELEMENTS[element]?.(gathered.fonts.at(-1) ?? {}, attributes);
      else if (place.startsWith('fills fill '))
        FILL_ELEMENTS[element]?.(gathered.fills.at(-1) ?? {}, attributes);
    },
    close: () => void path.pop(),
  };
}

/** By the path of the element inside `styleSheet`. */
const READERS: Readonly<Record<string, (gathered: Gathered, attributes: Attributes) => void>> = {
  'numFmts numFmt': ({ formats }, { numFmtId = '', formatCode = '' }) => formats.set(numFmtId, formatCode),
  'fonts font': ({ fonts }) => fonts.push({}),
  'fills fill': ({ fills }) => fills.push({}),
  'cellXfs xf': ({ cells }, { numFmtId = '0', fontId = '0', fillId = '0' }) =>
    cells.push({ numFmtId, fontId, fillId }),
  'dxfs dxf': ({ differences }) => differences.push(noDifference()),
  'colors indexedColors rgbColor': ({ indexed }, { rgb = '' }) => indexed.push(rgb),
};

export const noDifference = (): Difference => ({ font: {}, fill: null, format: null });

/** Reads what stands inside a `dxf`; `path` begins below it. */
export function readDifference(
  difference: Difference,
  path: readonly string[],
  attributes: Attributes,
): void {
  const [kind, ...inside] = path;
  if (kind === 'numFmt') difference.format = attributes.formatCode ?? null;
  if (kind === 'fill') difference.fill ??= {};
  const element = inside.at(-1) ?? '';
  if (kind === 'font') FONT_ELEMENTS[element]?.(difference.font, attributes);
  if (kind === 'fill' && difference.fill) FILL_ELEMENTS[element]?.(difference.fill, attributes);
}

/** How a cell of this look looks under a conditional format. */
export function differing(look: Look, { font, fill }: Difference, palette: Palette): Look {
  const ground = fill ? conditionalGroundOf(fill, palette) : look.ground;
  return { ...fontOver(font, look, palette), ground };
}
