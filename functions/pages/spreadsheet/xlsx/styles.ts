import { type Look, PLAIN_LOOK } from '../sheet.ts';
import type { Archive } from './archive.ts';
import { BUILT_IN_FORMATS } from './built-in-formats.ts';
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
import { INDEXED } from './palette.ts';
import { type Attributes, readXml, type XmlHandlers } from './xml.ts';

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
