import type { Color } from '../../page.ts';
import { type Look, PLAIN_LOOK } from '../sheet.ts';
import type { Archive } from './archive.ts';
import { BUILT_IN_FORMATS } from './built-in-formats.ts';
import { colorOfHex, INDEXED, tinted } from './palette.ts';
import { type Attributes, isTrue, readXml } from './xml.ts';

/** How the cells of one style look, and the format of the numbers in them. */
export interface CellStyle {
  look: Look;
  format: string;
}

type Font = Omit<Look, 'ground'>;

/** What is gathered while the part is read; cells name a style by its place in `cells`. */
interface Gathered {
  formats: Map<string, string>;
  fonts: Font[];
  grounds: (Color | null)[];
  cells: CellStyle[];
}

export const PLAIN_STYLE: CellStyle = { look: PLAIN_LOOK, format: 'General' };

/** The cell styles of a workbook, in their order; `theme` gives the colours that styles name by number. */
export async function readStyles(
  archive: Archive,
  part: string | undefined,
  theme: readonly string[],
): Promise<CellStyle[]> {
  const gathered: Gathered = { formats: new Map(), fonts: [], grounds: [], cells: [] };
  if (part === undefined || !archive.has(part)) return gathered.cells;
  const path: string[] = [];
  await readXml(archive, part, {
    open: (element, attributes) => {
      path.push(element);
      READERS[path.slice(1).join(' ')]?.(gathered, attributes, theme);
    },
    close: () => void path.pop(),
  });
  return gathered.cells;
}

type Reader = (gathered: Gathered, attributes: Attributes, theme: readonly string[]) => void;

/** By the path of the element inside `styleSheet`. */
const READERS: Readonly<Record<string, Reader>> = {
  'numFmts numFmt': ({ formats }, { numFmtId = '', formatCode = '' }) => formats.set(numFmtId, formatCode),
  'fonts font': ({ fonts }) =>
    fonts.push({ bold: false, color: PLAIN_LOOK.color, fontSize: PLAIN_LOOK.fontSize }),
  'fonts font b': ({ fonts }, { val }) => change(fonts, { bold: val === undefined || isTrue(val) }),
  'fonts font sz': ({ fonts }, { val }) => change(fonts, { fontSize: Number(val) || PLAIN_LOOK.fontSize }),
  'fonts font color': ({ fonts }, color, theme) =>
    change(fonts, { color: colorOf(color, theme) ?? PLAIN_LOOK.color }),
  'fills fill': ({ grounds }) => grounds.push(null),
  'fills fill patternFill fgColor': ({ grounds }, color, theme) => {
    grounds[grounds.length - 1] = colorOf(color, theme);
  },
  'cellXfs xf': (gathered, { numFmtId = '0', fontId = '0', fillId = '0' }) => {
    const font = gathered.fonts[Number(fontId)] ?? PLAIN_LOOK;
    const format = gathered.formats.get(numFmtId) ?? BUILT_IN_FORMATS[numFmtId] ?? 'General';
    gathered.cells.push({ look: { ...font, ground: gathered.grounds[Number(fillId)] ?? null }, format });
  },
};

function change(fonts: Font[], changes: Partial<Font>): void {
  Object.assign(fonts.at(-1) ?? {}, changes);
}

function colorOf({ rgb, theme: slot, indexed, tint }: Attributes, theme: readonly string[]): Color | null {
  const hex = rgb ?? (slot === undefined ? INDEXED[Number(indexed)] : theme[Number(slot)]);
  const color = colorOfHex(hex ?? '');
  return color && tinted(color, Number(tint ?? 0) || 0);
}
