import type { OPS, PDFPageProxy } from 'pdfjs-dist';
import type { Box } from '#contracts/box.ts';
import { straightened } from '../askew.ts';
import { intersection } from '../box.ts';
import { addPath, MOST_SEGMENTS, type Paint, type SubPath } from '../drawings.ts';
import { boundingBox, compose, type Matrix, transform, transformBox } from '../matrix.ts';
import type { Color, Page } from '../page.ts';
import { wordsOf } from '../text-runs.ts';
import { type Canvas, change, emptyCanvas, looksUnclear, type Pigment, restore, save } from './canvas.ts';
import { fontFace } from './font.ts';
import type { Operator, Operators } from './operators.ts';
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
  const { fills, strokes } = PAINTING[painting] ?? {};
  const order = canvas.order++;
  const { clip, fill, stroke, masks } = canvas.state;
  if (masks) return;
  const pigments = [...(fills ? [fill] : []), ...(strokes ? [stroke] : [])];
  const isPattern = pigments.some(({ color, alpha }) => color === null && alpha > 0);
  const points = paths.flatMap((path) => path.points);
  if (
    points.length > 0 &&
    (isPattern || isSlanted(paths) || pigments.some(isTranslucent) || looksUnclear(canvas))
  )
    canvas.unclear.push({
      box: intersection(boundingBox(points), clip),
      order,
      isBehind: isPattern || isSlanted(paths) || looksUnclear(canvas),
    });
  addPath(
    { paths, clip, order, fill: fills ? paintOf(fill) : null, stroke: strokes ? paintOf(stroke) : null },
    canvas.drawings,
  );
}

/** Points. */
const STRAIGHT = 0.5;

/** A single line that is no table's: what it crosses may be struck out. */
const isSlanted = (paths: readonly SubPath[]): boolean =>
  paths.some(({ points: [from, to, ...more] }) => {
    if (!from || !to || more.length > 0) return false;
    return Math.abs(to[0] - from[0]) > STRAIGHT && Math.abs(to[1] - from[1]) > STRAIGHT;
  });

const isTranslucent = ({ alpha }: Pigment): boolean => alpha > 0 && alpha < OPAQUE;

const paintOf = ({ color, alpha }: Pigment): Paint | null => color && { color, alpha };

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
  paintImageXObject: (canvas, _name: string, width: number, height: number) =>
    place(canvas, { width, height }),
  paintInlineImageXObject: place,
  paintImageMaskXObject: place,
  paintSolidColorImageMask: (canvas) => place(canvas, ONE_PIXEL),
  shadingFill: (canvas) => addGround(canvas, canvas.state.clip),
};

function place(canvas: Canvas, { width, height }: Size): void {
  const box = intersection(transformBox(canvas.state.toView, UNIT), canvas.state.clip);
  addGround(canvas, box);
  if (!canvas.state.masks)
    canvas.images.push({ index: canvas.images.length, box, widthPx: width, heightPx: height });
}

function addGround(canvas: Canvas, box: Box): void {
  const order = canvas.order++;
  if (canvas.state.masks) return;
  canvas.pictures.push({ box, color: null, order });
  canvas.unclear.push({ box, order, isBehind: looksUnclear(canvas) });
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
  setFillRGBColor: (canvas, hex: string) => setPigment(canvas, 'fill', { color: colorOf(hex) }),
  setStrokeRGBColor: (canvas, hex: string) => setPigment(canvas, 'stroke', { color: colorOf(hex) }),
  setFillColorN: (canvas) => setPigment(canvas, 'fill', { color: null }),
  setStrokeColorN: (canvas) => setPigment(canvas, 'stroke', { color: null }),
  setFillTransparent: (canvas) => setPigment(canvas, 'fill', { color: null, alpha: 0 }),
  setStrokeTransparent: (canvas) => setPigment(canvas, 'stroke', { color: null, alpha: 0 }),
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
    if (smask) change(canvas, { masks: true });
  },
  endGroup: restore,
  beginMarkedContent: (canvas) => void canvas.layers.push(false),
  beginMarkedContentProps: (canvas, tag: unknown) => void canvas.layers.push(tag === 'OC'),
  endMarkedContent: (canvas) => void canvas.layers.pop(),
};

/** Entries of an extended graphics state (ISO 32000-2, table 57). */
const STATE_ENTRIES: Operators = {
  ca: (canvas, opacity: number) => setPigment(canvas, 'fill', { alpha: Math.round(opacity * 255) }),
  CA: (canvas, opacity: number) => setPigment(canvas, 'stroke', { alpha: Math.round(opacity * 255) }),
  BM: (canvas, mode: string) => change(canvas, { isUnclear: mode !== 'source-over' }),
  SMask: (canvas, isSet: boolean) => change(canvas, { isUnclear: isSet }),
  Font: (canvas, [name, size]: [string, number]) => setFont(canvas, name, size),
};

function setPigment(
  canvas: Canvas,
  which: 'fill' | 'stroke',
  pigment: Partial<Canvas['state']['fill']>,
): void {
  change(canvas, { [which]: { ...canvas.state[which], ...pigment } });
}

const colorOf = (hex: string): Color =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Color;

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
  /** True where what is painted may be painted with no ink: pdf.js gives it a colour. */
  hasInkOfNone: boolean;
  /** Numbers of notes that no viewer shows, since their layer is off. */
  offNotes: ReadonlySet<number>;
}

/** Everything a page shows, drawn by going through its operators. Throws what pdf.js throws on damage. */
export async function readOperators(
  page: PDFPageProxy,
  numbers: typeof OPS,
  { contradicted, hasInkOfNone, offNotes }: FileLook,
): Promise<Page> {
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: NO_ANNOTATIONS });
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const operators = byNumber(numbers);
  const all: readonly Annotation[] = await page.getAnnotations({ intent: 'display' });
  const notes = all.filter(({ id }) => !offNotes.has(Number.parseInt(id, 10)));
  const read = (toView: Matrix): Page => {
    const canvas = emptyCanvas(toView, [0, 0, width, height], fontsOf(page, contradicted));
    if (hasInkOfNone) canvas.layers.push(true);
    for (const [index, number] of fnArray.entries())
      operators.get(number)?.(canvas, ...(argsArray[index] ?? []));
    return { number: page.pageNumber, width, height, ...shownOn(canvas, notesOf(notes, toView)) };
  };
  const toView = transform as unknown as Matrix;
  return straightened(read(toView), (straight) => read(compose(straight, toView)));
}

const byNumber = (numbers: Readonly<Record<string, number>>): Map<number | undefined, Operator> =>
  new Map(Object.entries(OPERATORS).map(([name, operator]) => [numbers[name], operator]));

function fontsOf({ commonObjs }: PDFPageProxy, contradicted: ReadonlySet<string>): Canvas['fontOf'] {
  return (name) => (commonObjs.has(name) ? fontFace(commonObjs.get(name), contradicted) : null);
}

function shownOn(canvas: Canvas, notes: readonly Note[]) {
  const { glyphs, drawings, pictures, images } = canvas;
  const grounds = [...drawings.fills, ...pictures].sort((one, other) => one.order - other.order);
  return { words: wordsOf(glyphs, looksOn(canvas, grounds, notes)), ...drawings, images };
}

/** A note as pdf.js hands it out. */
interface Annotation {
  /** The number of its object, and an R. */
  id: string;
  annotationFlags: number;
  rect: Box;
  subtype: string;
}

/** Those that are drawn; hidden ones are not (ISO 32000-2, table 167). */
const notesOf = (notes: readonly Annotation[], toView: Matrix): Note[] =>
  notes
    .filter(({ annotationFlags }) => (annotationFlags & HIDDEN_FLAGS) === 0)
    .map(({ rect, subtype }) => ({ box: transformBox(toView, rect), kind: subtype }));

/** Hidden, and not for the screen. */
const HIDDEN_FLAGS = 2 | 32;
