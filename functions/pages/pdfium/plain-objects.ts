import type { Box } from '#contracts/box.ts';
import { grown, intersection } from '../box.ts';
import type { SubPath } from '../drawings.ts';
import { boundingBox, compose } from '../matrix.ts';
import type { Color } from '../page.ts';
import { fillPaint } from './colors.ts';
import { drawMode, subPaths } from './drawings.ts';
import type { Library } from './library.ts';
import { areCorners, type DrawnObject, objectMatrix } from './objects.ts';

const FILLED_MODE = 0;
/** From here on render modes add the text to the clip of what follows. */
const FIRST_CLIPPING_MODE = 4;
/** The mark of what stands on a layer, as PDFium gives it: UTF-16 and a closing zero. */
const LAYER_MARK = 'O\0C\0\0\0';

/**
 * Tells text objects of a page that show in their own colour wherever nothing is drawn on them: filled, opaque,
 * on no layer, in no form, clipped by boxes alone, of a font that has a name. (A Type3 font, which has none, may
 * draw anything.)
 */
export function plainTexts(engine: Library, texts: readonly DrawnObject[]): (object: DrawnObject) => boolean {
  const { api } = engine;
  const modes = texts.map(({ pointer }) => api.FPDFTextObj_GetTextRenderMode(pointer));
  if (modes.some((mode) => mode >= FIRST_CLIPPING_MODE)) return () => false;
  const named = new Map<number, boolean>();
  const known: (boolean | undefined)[] = [];
  const isPlain = ({ pointer, isFree }: DrawnObject) =>
    isFree &&
    api.FPDFTextObj_GetTextRenderMode(pointer) === FILLED_MODE &&
    !api.FPDFPageObj_HasTransparency(pointer) &&
    fillPaint(engine, pointer) !== null &&
    !isOnLayer(engine, pointer) &&
    isNamed(engine, api.FPDFTextObj_GetFont(pointer), named);
  return (object) => {
    const plain = known[object.order] ?? isPlain(object);
    known[object.order] = plain;
    return plain;
  };
}

/** An upright box filled with one colour through which nothing shows. */
export interface Solid {
  box: Box;
  color: Color;
}

/** Tells those objects of a page that are solid boxes, as far as nothing but their own state decides it. */
export function solidBoxes(engine: Library): (object: DrawnObject) => Solid | null {
  const known = new Map<DrawnObject, Solid | null>();
  return (object) => {
    const found = known.get(object);
    if (found !== undefined) return found;
    const solid = solidBox(engine, object);
    known.set(object, solid);
    return solid;
  };
}

/** A move, three lines and perhaps one back. */
const MOST_CORNERS = 5;
/** FPDF_SEGMENT_*. */
const BEZIER = 1;

function solidBox(engine: Library, object: DrawnObject): Solid | null {
  const { api } = engine;
  const { pointer } = object;
  if (object.kind !== 'path' || !object.isFree || api.FPDFPageObj_HasTransparency(pointer)) return null;
  const { filled, stroked } = drawMode(engine, pointer);
  const paint = filled && !stroked && !isOnLayer(engine, pointer) ? fillPaint(engine, pointer) : null;
  const box = paint?.alpha === OPAQUE ? boxDrawn(engine, object) : null;
  return paint && box ? { box: intersection(box, object.clip), color: paint.color } : null;
}

const OPAQUE = 255;

/** What a path that is an upright box holds, as seen; null for other paths. */
function boxDrawn(engine: Library, object: DrawnObject): Box | null {
  const count = engine.api.FPDFPath_CountSegments(object.pointer);
  if (count > MOST_CORNERS || isCurved(engine, object, count)) return null;
  const [path, another] = subPaths(engine, object);
  if (!path || another) return null;
  const box = boundingBox(path.points);
  return areCorners(path.points, box) ? box : null;
}

function isCurved({ api }: Library, { pointer }: DrawnObject, count: number): boolean {
  for (let index = 0; index < count; index++)
    if (api.FPDFPathSegment_GetType(api.FPDFPath_GetPathSegment(pointer, index)) === BEZIER) return true;
  return false;
}

/**
 * Where an object may paint, as seen: a grid drawn as one path is as wide as its table, and leaves the cells free.
 * `whole` is the box around all of it, from which its clip has been taken.
 */
export function paintedBoxes(engine: Library, object: DrawnObject, whole: Box): Box[] {
  const isGrid = object.kind === 'path' && !drawMode(engine, object.pointer).filled;
  const paths = isGrid ? subPaths(engine, object) : [];
  if (paths.length < 2 || !paths.every(isUpright)) return [whole];
  const reach = strokeReach(engine, object);
  return paths.map(({ points }) => intersection(grown(boundingBox(points), reach), whole)).filter(isSome);
}

/** Lines that run straight along or across the page, whose corners reach no farther than their width. */
const isUpright = ({ points }: SubPath): boolean =>
  points.every((point, index) => {
    const before = points[index - 1];
    return !before || before[0] === point[0] || before[1] === point[1];
  });

const isSome = (box: Box): boolean => box[2] > box[0] && box[3] > box[1];

/** The thinnest line is drawn one pixel wide, a point at a glance. */
const HALF_A_HAIRLINE = 0.5;
/** The outer corner of two lines, in widths from where their middles meet. */
const CORNER = Math.SQRT1_2;

/** How far a stroke reaches beside its path, in points as seen. */
function strokeReach(engine: Library, { pointer, toView }: DrawnObject): number {
  const { api, memory } = engine;
  const [a, b, c, d] = compose(toView, objectMatrix(engine, pointer));
  api.FPDFPageObj_GetStrokeWidth(pointer, memory.slot(0));
  const width = memory.float(0);
  return Math.max(HALF_A_HAIRLINE, CORNER * width * Math.max(Math.hypot(a, b), Math.hypot(c, d)));
}

function isOnLayer({ api, memory }: Library, pointer: number): boolean {
  const count = api.FPDFPageObj_CountMarks(pointer);
  for (let index = 0; index < count; index++) {
    const mark = api.FPDFPageObj_GetMark(pointer, index);
    api.FPDFPageObjMark_GetName(mark, memory.slot(1), memory.resultBytes - 4, memory.slot(0));
    if (memory.latin(memory.unsigned(0) + 4).slice(4) === LAYER_MARK) return true;
  }
  return false;
}

function isNamed({ api, memory }: Library, font: number, known: Map<number, boolean>): boolean {
  const named = known.get(font) ?? api.FPDFFont_GetBaseFontName(font, memory.slot(0), memory.resultBytes) > 1;
  known.set(font, named);
  return named;
}
