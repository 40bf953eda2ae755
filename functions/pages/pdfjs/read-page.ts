import type { OPS, PDFPageProxy } from 'pdfjs-dist';
import type { Box } from '#contracts/box.ts';
import { straightened } from '../askew.ts';
import { area, grown, height, intersection, width } from '../box.ts';
import { addPath, filledAreas, MOST_SEGMENTS, type Paint, type SubPath } from '../drawings.ts';
import { boundingBox, compose, type Matrix, type Point, transform, transformBox } from '../matrix.ts';
import { wordsTyped } from '../note-words.ts';
import type { Color, Page } from '../page.ts';
import { wordsOf } from '../text-runs.ts';
import { addCoat, type Canvas, change, emptyCanvas, isHidden, restore, type Source, save } from './canvas.ts';
import type { Blending, Coat, Pigment } from './coats.ts';
import { fontFace } from './font.ts';
import type { Operator, Operators } from './operators.ts';
import { colorOf, decodedPictures, paletteOf } from './pigments.ts';
import { looksOn, type Note } from './sight.ts';
import { setFont, TEXT_OPERATORS } from './text-operators.ts';

/** pdf.js's codes of the segments, and how many numbers follow each. */
const MOVE_TO = 0;
const CLOSE = 4;
const NUMBERS = [2, 2, 6, 4, 0];

const OPAQUE = 255;

/** How an operator paints its path, by pdf.js's number of the operator; none of them only clips. */
const PAINTING: Readonly<Record<number, { fills?: true; strokes?: true }>> = {
  20: { strokes: true },
  21: { strokes: true },
  22: { fills: true },
  23: { fills: true },
  24: { fills: true, strokes: true },
  25: { fills: true, strokes: true },
  26: { fills: true, strokes: true },
  27: { fills: true, strokes: true },
};

/** Path operators (ISO 32000-2, 8.5): pdf.js joins a path's segments and its painting in one. */
const PATH_OPERATORS: Operators = {
  clip: setClip,
  eoClip: setClip,
  constructPath: (canvas, painting: number, [segments]: [Float32Array | null]) => {
    const paths = segments ? subPaths(segments, canvas.state.toView) : [];
    paint(canvas, painting, paths);
    if (canvas.clips) clipToPaths(canvas, paths);
  },
};

function setClip(canvas: Canvas): void {
  canvas.clips = true;
}

function paint(canvas: Canvas, painting: number, paths: SubPath[]): void {
  const { fills = false, strokes = false } = PAINTING[painting] ?? {};
  const order = canvas.order++;
  if (isHidden(canvas)) return;
  const { clip, fill, stroke, masks } = canvas.state;
  if (fills)
    for (const { box, isWhole } of filledAreas(paths)) paintOn(canvas, fill, { box, isWhole, order });
  if (strokes) paintStrokes(canvas, paths, order);
  if (masks) return;
  const paints = { fill: fills ? paintOf(fill) : null, stroke: strokes ? paintOf(stroke) : null };
  addPath({ paths, clip, order, ...paints }, canvas.drawings);
}

function paintOn(
  canvas: Canvas,
  pigment: Pigment,
  { box, isWhole, order }: Pick<Coat, 'box' | 'isWhole' | 'order'>,
): void {
  const shown = intersection(box, canvas.state.clip);
  if (area(shown) > 0 && pigment.alpha > 0) addCoat(canvas, { ...pigment, box: shown, isWhole, order });
}

/** Points; thinner lines cover no text. */
const THICK = 1.5;

/** Thick lines cover what they run over; what lines aslant cross may be struck out. */
function paintStrokes(canvas: Canvas, paths: readonly SubPath[], order: number): void {
  const { stroke, lineWidth, toView } = canvas.state;
  const reach = (lineWidth * Math.hypot(toView[0], toView[1])) / 2;
  const lines = paths.flatMap(({ points }) =>
    points.slice(1).map((to, at) => boundingBox([points[at] as Point, to])),
  );
  for (const line of lines) {
    const isSlanted = width(line) > STRAIGHT && height(line) > STRAIGHT;
    if (isSlanted) canvas.slanted.push(intersection(line, canvas.state.clip));
    if (reach * 2 > THICK) paintOn(canvas, stroke, { box: grown(line, reach), isWhole: !isSlanted, order });
  }
}

/** Points. */
const STRAIGHT = 0.5;

const paintOf = ({ colors, alpha, isSparse }: Pigment): Paint | null =>
  colors?.length === 1 && !isSparse ? { color: colors[0] as Color, alpha } : null;

function clipToPaths(canvas: Canvas, paths: readonly SubPath[]): void {
  canvas.clips = false;
  const points = paths.flatMap((path) => path.points);
  if (points.length > 0) change(canvas, { clip: intersection(canvas.state.clip, boundingBox(points)) });
}

function subPaths(segments: Float32Array, toView: Matrix): SubPath[] {
  const paths: SubPath[] = [];
  let count = 0;
  for (let at = 0; at < segments.length; at += 1 + numbersAfter(segments, at)) {
    addSegment(segments, at, toView, paths);
    if (++count > MOST_SEGMENTS) return [];
  }
  return paths;
}

const numbersAfter = (segments: Float32Array, at: number): number => NUMBERS[segments[at] as number] ?? 0;

function addSegment(segments: Float32Array, at: number, toView: Matrix, paths: SubPath[]): void {
  if (segments[at] === MOVE_TO) paths.push({ points: [], closed: false });
  const path = paths.at(-1);
  if (path && segments[at] === CLOSE) path.closed = true;
  const end = at + numbersAfter(segments, at);
  for (let x = at + 1; x < end; x += 2)
    path?.points.push(transform(toView, [segments[x] as number, segments[x + 1] as number]));
}

/** The space of a picture is one unit wide and high. */
const UNIT: Box = [0, 0, 1, 1];

/** Pixels. */
interface Size {
  width: number;
  height: number;
}

const ONE_PIXEL: Size = { width: 1, height: 1 };

/** Operators that paint pictures and shadings (ISO 32000-2, 8.7.4 and 8.9), by pdf.js's names for them. */
const PICTURE_OPERATORS: Operators = {
  paintImageXObject: (canvas, name: string, width: number, height: number) =>
    place(canvas, { width, height }, canvas.source.palette.ofPicture(name)),
  paintInlineImageXObject: (canvas, picture: Size) =>
    place(canvas, picture, canvas.source.palette.ofPicture(picture)),
  paintImageMaskXObject: (canvas, size: Size) =>
    place(canvas, size, { ...canvas.state.fill, isSparse: true }),
  paintSolidColorImageMask: (canvas) => place(canvas, ONE_PIXEL, canvas.state.fill),
  shadingFill: (canvas, name: string) => {
    const { colors, isSparse = false } = canvas.source.palette.ofShading(name);
    const { fill, clip } = canvas.state;
    addGround(canvas, { colors, isSparse, alpha: fill.alpha }, clip);
  },
};

function place(canvas: Canvas, { width, height }: Size, pigment: Pigment): void {
  const { toView, clip, fill, masks } = canvas.state;
  const box = intersection(transformBox(toView, UNIT), clip);
  addGround(canvas, { ...pigment, alpha: (pigment.alpha * fill.alpha) / OPAQUE }, box);
  if (!masks) canvas.images.push({ index: canvas.images.length, box, widthPx: width, heightPx: height });
}

function addGround(canvas: Canvas, pigment: Pigment, box: Box): void {
  const order = canvas.order++;
  if (!isHidden(canvas)) paintOn(canvas, pigment, { box, isWhole: true, order });
}

/** A transparency group, or the soft mask that one is. */
interface Group {
  matrix: Matrix | null;
  bbox: Box | null;
  smask?: object | null;
}

/** Operators that change how the others draw (ISO 32000-2, 8.4, 8.6 and 8.10), by pdf.js's names for them. */
const STATE_OPERATORS: Operators = {
  save,
  restore,
  transform: (canvas, ...matrix: number[]) => transformBy(canvas, matrix as unknown as Matrix),
  setGState: (canvas, entries: [string, never][]) => {
    for (const [key, value] of entries) STATE_ENTRIES[key]?.(canvas, value);
  },
  setLineWidth: (canvas, lineWidth: number) => change(canvas, { lineWidth }),
  setFillRGBColor: (canvas, hex: string) => setPigment(canvas, 'fill', plain(canvas, hex)),
  setStrokeRGBColor: (canvas, hex: string) => setPigment(canvas, 'stroke', plain(canvas, hex)),
  setFillColorN: (canvas, ...pattern: unknown[]) => setPigment(canvas, 'fill', patterned(canvas, pattern)),
  setStrokeColorN: (canvas, ...pattern: unknown[]) =>
    setPigment(canvas, 'stroke', patterned(canvas, pattern)),
  setFillTransparent: (canvas) => setPigment(canvas, 'fill', { colors: null, alpha: 0 }),
  setStrokeTransparent: (canvas) => setPigment(canvas, 'stroke', { colors: null, alpha: 0 }),
  paintFormXObjectBegin: (canvas, matrix: Matrix | null, box: Box | null) => {
    save(canvas);
    if (matrix) transformBy(canvas, matrix);
    if (box) clipTo(canvas, transformBox(canvas.state.toView, box));
  },
  paintFormXObjectEnd: restore,
  beginGroup: (canvas, { matrix, bbox, smask }: Group) => {
    save(canvas);
    const toView = matrix ? compose(canvas.state.toView, matrix) : canvas.state.toView;
    if (bbox) clipTo(canvas, transformBox(toView, bbox));
    if (!smask) return;
    canvas.mask = [];
    change(canvas, { ...UNBLENDED, masks: true });
  },
  endGroup: restore,
  beginMarkedContent: (canvas) => void canvas.layers.push(true),
  beginMarkedContentProps: (canvas, tag: unknown, properties: unknown) =>
    void canvas.layers.push(tag !== 'OC' || canvas.source.isOn(properties)),
  endMarkedContent: (canvas) => void canvas.layers.pop(),
};

/** Entries of an extended graphics state (ISO 32000-2, table 57). */
const STATE_ENTRIES: Operators = {
  ca: (canvas, opacity: number) => setPigment(canvas, 'fill', { alpha: Math.round(opacity * 255) }),
  CA: (canvas, opacity: number) => setPigment(canvas, 'stroke', { alpha: Math.round(opacity * 255) }),
  BM: (canvas, mode: string) => change(canvas, { mode }),
  SMask: (canvas, isSet: boolean) => change(canvas, { mask: isSet ? canvas.mask : null }),
  LW: (canvas, lineWidth: number) => change(canvas, { lineWidth }),
  Font: (canvas, [name, size]: [string, number]) => setFont(canvas, name, size),
};

function setPigment(
  canvas: Canvas,
  which: 'fill' | 'stroke',
  pigment: Partial<Canvas['state']['fill']>,
): void {
  change(canvas, { [which]: { ...canvas.state[which], ...pigment } });
}

/** How a mask, or what is drawn first, is painted. */
const UNBLENDED: Blending = { mode: 'source-over', mask: null };

function plain({ source }: Canvas, hex: string): Omit<Pigment, 'alpha'> {
  const color = colorOf(hex);
  return { colors: [color], isSparse: source.mayBeNone(color) };
}

function patterned(
  { source: { palette } }: Canvas,
  [kind, ...pattern]: readonly unknown[],
): Omit<Pigment, 'alpha'> {
  const { colors, isSparse = false } = palette.ofPattern(kind, ...pattern);
  return { colors, isSparse };
}

function transformBy(canvas: Canvas, matrix: Matrix): void {
  change(canvas, { toView: compose(canvas.state.toView, matrix) });
}

function clipTo(canvas: Canvas, box: Box): void {
  change(canvas, { clip: intersection(canvas.state.clip, box) });
}

const OPERATORS: Operators = {
  ...STATE_OPERATORS,
  ...TEXT_OPERATORS,
  ...PATH_OPERATORS,
  ...PICTURE_OPERATORS,
};

/** Form fields and notes belong to the viewer: PDFium's page leaves them out too. */
const NO_ANNOTATIONS = 0;

/** What a file says of how its pages look. */
export interface FileLook {
  /** Names of fonts that say to be other letters than they draw. */
  contradicted: ReadonlySet<string>;
  /** Whether a colour may be that of an ink which prints nothing: pdf.js paints it in what it says to be like. */
  mayBeNone(color: Color): boolean;
  /** Numbers of notes that no viewer shows, since their layer is off. */
  offNotes: ReadonlySet<number>;
  /** Whether marked content of such properties stands on a layer that is on. */
  isOn(properties: unknown): boolean;
}

/** Everything a page shows, drawn by going through its operators. Throws what pdf.js throws on damage. */
export async function readOperators(
  page: PDFPageProxy,
  numbers: typeof OPS,
  { contradicted, mayBeNone, offNotes, isOn }: FileLook,
): Promise<Page> {
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: NO_ANNOTATIONS });
  const pictures = argsArray.filter((_, at) => fnArray[at] === numbers.paintImageXObject);
  await decodedPictures(page, new Set(pictures.map(([name]) => String(name))));
  const source: Source = {
    fontOf: fontsOf(page, contradicted),
    palette: paletteOf(page, numbers as unknown as Readonly<Record<string, number>>),
    isOn,
    mayBeNone,
  };
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const operators = byNumber(numbers);
  const all: readonly Annotation[] = await page.getAnnotations({ intent: 'display' });
  const notes = all.filter(({ id }) => !offNotes.has(Number.parseInt(id, 10)));
  const read = (toView: Matrix): Page => {
    const canvas = emptyCanvas(toView, [0, 0, width, height], source);
    for (const [index, number] of fnArray.entries())
      operators.get(number)?.(canvas, ...(argsArray[index] ?? []));
    return { number: page.pageNumber, width, height, ...shownOn(canvas, notesOf(notes, toView), height) };
  };
  const toView = transform as unknown as Matrix;
  return straightened(read(toView), (straight) => read(compose(straight, toView)));
}

const byNumber = (numbers: Readonly<Record<string, number>>): Map<number | undefined, Operator> =>
  new Map(Object.entries(OPERATORS).map(([name, operator]) => [numbers[name], operator]));

function fontsOf({ commonObjs }: PDFPageProxy, contradicted: ReadonlySet<string>): Source['fontOf'] {
  return (name) => (commonObjs.has(name) ? fontFace(commonObjs.get(name), contradicted) : null);
}

function shownOn(canvas: Canvas, notes: readonly Note[], height: number) {
  const { overdrawn, drawings, images } = canvas;
  const glyphs = canvas.glyphs.filter((glyph) => !overdrawn.has(glyph));
  const typed = notes.flatMap((note) => note.typed ?? []);
  const words = [...wordsOf(glyphs, looksOn(canvas, notes, height)), ...wordsTyped(typed, canvas.order)];
  return { words, ...drawings, images };
}

/** A note as pdf.js hands it out. */
interface Annotation {
  /** The number of its object, and an R. */
  id: string;
  annotationFlags: number;
  rect: Box;
  subtype: string;
  contentsObj?: { str?: string };
  fieldValue?: unknown;
  defaultAppearanceData?: { fontSize?: number };
}

/** Those that are drawn; hidden ones are not (ISO 32000-2, table 167). */
const notesOf = (notes: readonly Annotation[], toView: Matrix): Note[] =>
  notes
    .filter(({ annotationFlags }) => (annotationFlags & HIDDEN_FLAGS) === 0)
    .map((note) => {
      const box = transformBox(toView, note.rect);
      const text = TYPED_IN[note.subtype]?.(note);
      const appearance = `${note.defaultAppearanceData?.fontSize ?? 0} Tf`;
      return {
        ...{ box, kind: note.subtype },
        typed: typeof text === 'string' && text.trim() ? { text, box, appearance } : null,
      };
    });

const contentsOf = ({ contentsObj }: Annotation): unknown => contentsObj?.str;

/** What free text and fields of a form show, and comments and insertions say when opened. */
const TYPED_IN: Readonly<Record<string, (note: Annotation) => unknown>> = {
  ...{ FreeText: contentsOf, Text: contentsOf, Caret: contentsOf },
  Widget: ({ fieldValue }) => fieldValue,
};

/** Hidden, and not for the screen. */
const HIDDEN_FLAGS = 2 | 32;
