import type { Doubt } from '../../page.ts';
import { tidy } from '../../text.ts';
import type { TextBeside } from '../sheet.ts';
import type { Archive } from './archive.ts';
import type { Range } from './references.ts';
import { type Attributes, isTrue, readXml, type XmlHandlers } from './xml.ts';

/** English Metric Units, of which drawings count 12,700 a point and 9,525 a pixel. */
const EMU_PER_POINT = 12_700;
const EMU_PER_PIXEL = 9_525;
/** A column's width in letters is of 7 pixels each, and 5 of padding (Calibri 11). */
const LETTER_PIXELS = 7;
const PADDING_PIXELS = 5;
/** Of a share of a cell this large something may be missed. */
const COVERED_SHARE = 0.15;
/** What is lower is a sign or a name drawn large. */
const ROWS_OF_LIST = 8;
/** Fills and pictures less opaque than this leave what is under them readable; 100,000 is all. */
const OPAQUE = 60_000;

/** Sizes of the cells of a sheet: rows in points, columns in letters. */
export interface CellSizes {
  rowHeight(row: number): number;
  columnWidth(column: number): number;
}

/** A part of the sheet in cells and parts of cells from its corner: row 3.5 is the middle of the fourth row. */
interface Extent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Something that lies over cells. */
export interface Covering {
  extent: Extent;
  doubt: Doubt;
}

/** What of a cell at `column` and `row`, both from 0, lies under the covering. */
export function isCovered({ extent, doubt }: Covering, column: number, row: number): boolean {
  const wide = Math.min(extent.right, column + 1) - Math.max(extent.left, column);
  const high = Math.min(extent.bottom, row + 1) - Math.max(extent.top, row);
  return wide > COVERED_SHARE && (doubt === 'struck' ? runsThrough(extent, row) : high > COVERED_SHARE);
}

/** The cells that lie under the covering, if only in part. */
export const blockUnder = ({ extent: { left, top, right, bottom } }: Covering): Range => ({
  from: { column: Math.floor(left), row: Math.floor(top) + 1 },
  to: { column: Math.floor(right), row: Math.floor(bottom) + 1 },
});

/** A line at a row's edge is one of ruling. */
const runsThrough = ({ top, bottom }: Extent, row: number): boolean =>
  bottom > row + COVERED_SHARE && top < row + 1 - COVERED_SHARE;

/** What one anchored object is made of, as far as it hides what is under it. */
interface Shape {
  isPicture: boolean;
  isLine: boolean;
  isFilled: boolean;
  /** True for a shape that is said to have no fill; a picture has its own. */
  isOpen: boolean;
  text: string;
  isHidden: boolean;
  opacity: number;
}

const PLAIN_SHAPE: Shape = {
  ...{ isPicture: false, isLine: false, isFilled: false, isOpen: false, text: '' },
  ...{ isHidden: false, opacity: 100_000 },
};

interface Anchor {
  marks: { col: number; colOff: number; row: number; rowOff: number }[];
  position: Attributes | null;
  size: Attributes | null;
  shapes: Shape[];
}

/** What a drawing lays over its sheet. */
export interface Drawn {
  coverings: Covering[];
  texts: TextBeside[];
  /** True for a picture that is large enough for a list. */
  isPictured: boolean;
}

/** The pictures, shapes and charts that a drawing lays over its sheet. Throws `UnreadableDocument` where it is damaged. */
export async function readDrawing(archive: Archive, part: string, sizes: CellSizes): Promise<Drawn> {
  const found: Drawn = { coverings: [], texts: [], isPictured: false };
  const done = (anchor: Anchor) => {
    const extent = extentOf(anchor, sizes);
    const doubts = new Set(anchor.shapes.flatMap(doubtOf));
    if (!extent) return;
    for (const doubt of doubts) found.coverings.push({ extent, doubt });
    found.isPictured ||=
      extent.bottom - extent.top >= ROWS_OF_LIST && anchor.shapes.some(({ isPicture }) => isPicture);
    const place = { column: Math.floor(extent.left), row: Math.floor(extent.top) + 1 };
    for (const { text, isHidden } of anchor.shapes)
      if (!isHidden && tidy(text) !== '') found.texts.push({ ...place, text: tidy(text) });
  };
  await readXml(archive, part, drawingReader(done));
  return found;
}

function doubtOf({ isLine, isFilled, isOpen, text, isHidden, opacity }: Shape): Doubt[] {
  if (isHidden) return [];
  if ((isFilled && !isOpen && opacity >= OPAQUE) || tidy(text) !== '') return ['covered'];
  return isLine ? ['struck'] : [];
}

const ANCHORS = new Set(['twoCellAnchor', 'oneCellAnchor', 'absoluteAnchor']);
/** By the element of an object: whether it hides what is under it before anything more is said. */
const SHAPES: Readonly<Record<string, Partial<Shape>>> = {
  sp: {},
  pic: { isFilled: true, isPicture: true },
  graphicFrame: { isFilled: true },
  cxnSp: { isLine: true },
};

function drawingReader(done: (anchor: Anchor) => void): XmlHandlers {
  const path: string[] = [];
  let anchor: Anchor | null = null;
  return {
    open: (element, attributes) => {
      if (ANCHORS.has(element)) anchor = { marks: [], position: null, size: null, shapes: [] };
      if (anchor) readShape(anchor, element, path, attributes);
      path.push(element);
    },
    text: (text) => {
      const [within = '', mark] = [path.at(-1), anchor?.marks.at(-1)];
      if (mark && within in mark) mark[within as keyof typeof mark] = Number(text) || 0;
      const shape = anchor?.shapes.at(-1);
      if (shape && within === 't') shape.text += text;
    },
    close: (element) => {
      path.pop();
      const shape = anchor?.shapes.at(-1);
      if (shape && (element === 'p' || element === 'br')) shape.text += ' ';
      if (!ANCHORS.has(element) || !anchor) return;
      done(anchor);
      anchor = null;
    },
  };
}

function readShape(anchor: Anchor, element: string, path: readonly string[], attributes: Attributes): void {
  const isOfAnchor = ANCHORS.has(path.at(-1) ?? '');
  if (isOfAnchor && (element === 'from' || element === 'to'))
    anchor.marks.push({ col: 0, colOff: 0, row: 0, rowOff: 0 });
  if (isOfAnchor && element === 'pos') anchor.position = attributes;
  if (isOfAnchor && element === 'ext') anchor.size = attributes;
  const kind = SHAPES[element];
  if (kind) anchor.shapes.push({ ...PLAIN_SHAPE, ...kind });
  const shape = anchor.shapes.at(-1);
  if (shape) LOOKS[element]?.(shape, attributes, path);
}

const LINES = /^(line|lineInv|(straight|bent|curved)Connector\d)$/;
const isOwnFill = (path: readonly string[]): boolean => path.at(-1) === 'spPr';
const fills = (shape: Shape, _: Attributes, path: readonly string[]) => {
  if (isOwnFill(path)) shape.isFilled = true;
};

/** What the elements inside an object say of how it looks; `path` leads to them. */
const LOOKS: Readonly<
  Record<string, (shape: Shape, attributes: Attributes, path: readonly string[]) => void>
> = {
  solidFill: fills,
  gradFill: fills,
  pattFill: fills,
  blipFill: fills,
  noFill: (shape, _, path) => {
    if (isOwnFill(path) && path.at(-2) === 'sp') shape.isOpen = true;
  },
  fillRef: (shape, { idx }) => {
    shape.isFilled ||= idx !== '0';
  },
  prstGeom: (shape, { prst = '' }) => {
    shape.isLine ||= LINES.test(prst);
  },
  // Drawn by hand.
  custGeom: (shape) => {
    shape.isLine = true;
  },
  cNvPr: (shape, { hidden }) => {
    shape.isHidden = isTrue(hidden);
  },
  alphaModFix: (shape, { amt }) => {
    shape.opacity = Number(amt ?? shape.opacity);
  },
  alpha: (shape, { val }, path) => {
    if (isOwnFill(path.slice(0, -2))) shape.opacity = Number(val);
  },
};

function extentOf({ marks, position, size }: Anchor, sizes: CellSizes): Extent | null {
  const [from, to] = marks;
  const left = from
    ? from.col + share(from.colOff, columnEmu(from.col, sizes))
    : along(position?.x, columnEmu, sizes);
  const top = from
    ? from.row + share(from.rowOff, rowEmu(from.row, sizes))
    : along(position?.y, rowEmu, sizes);
  if (to) {
    const right = to.col + share(to.colOff, columnEmu(to.col, sizes));
    return { left, top, right, bottom: to.row + share(to.rowOff, rowEmu(to.row, sizes)) };
  }
  if (!size) return null;
  return {
    left,
    top,
    right: along(size.cx, columnEmu, sizes, left),
    bottom: along(size.cy, rowEmu, sizes, top),
  };
}

const share = (offset: number, whole: number): number => (whole <= 0 ? 0 : Math.min(1, offset / whole));
const rowEmu = (row: number, { rowHeight }: CellSizes): number => rowHeight(row + 1) * EMU_PER_POINT;
const columnEmu = (column: number, { columnWidth }: CellSizes): number =>
  (columnWidth(column) * LETTER_PIXELS + PADDING_PIXELS) * EMU_PER_PIXEL;

/** Nothing reaches farther, in cells. */
const FARTHEST = 20_000;

/** Where a length from a place ends, cell by cell. */
function along(
  length: string | undefined,
  sizeOf: (index: number, sizes: CellSizes) => number,
  sizes: CellSizes,
  from = 0,
): number {
  let index = Math.floor(from);
  let left = (Number(length) || 0) + (from - index) * sizeOf(index, sizes);
  while (index < FARTHEST && left > sizeOf(index, sizes)) left -= sizeOf(index++, sizes);
  return index + share(left, sizeOf(index, sizes));
}

/** The notes that stand open over a sheet, of the drawing in which programs keep them (VML). */
export async function readNotes(archive: Archive, part: string): Promise<Covering[]> {
  const found: Covering[] = [];
  let note = { isOpen: false, anchor: '' };
  let within = '';
  await readXml(archive, part, {
    open: (element, { ObjectType }) => {
      within = element;
      if (element === 'ClientData') note = { isOpen: ObjectType !== 'Note', anchor: '' };
      if (element === 'Visible') note.isOpen = true;
    },
    text: (text) => {
      if (within === 'Anchor') note.anchor += text;
    },
    close: (element) => {
      within = '';
      if (element !== 'ClientData' || !note.isOpen) return;
      const [left = 0, , top = 0, , right = 0, , bottom = 0] = note.anchor.split(',').map(Number);
      if (note.anchor !== '')
        found.push({ extent: { left, top, right: right + 1, bottom: bottom + 1 }, doubt: 'covered' });
    },
  });
  return found;
}
