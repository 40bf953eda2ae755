import type { Box } from '#contracts/box.ts';
import { intersection } from '../box.ts';
import { boundingBox, compose, type Matrix, type Point, transform, transformBox } from '../matrix.ts';
import { drawsTooMuch } from '../text-runs.ts';
import type { Library } from './library.ts';

/** FPDF_PAGEOBJ_*: what PDFium calls the kinds of page objects. */
const KINDS = { 1: 'text', 2: 'path', 3: 'image', 4: 'shading', 5: 'form' } as const;
type Kind = (typeof KINDS)[keyof typeof KINDS];

/** A form may draw itself through other forms; real pages nest three or four deep. One deeper is a ground of no one colour. */
const DEEPEST_FORM = 12;

/** Maps and exploded drawings have some ten thousand. */
const MOST_OBJECTS = 100_000;

/** One object of a page in painting order, forms taken apart. */
export interface DrawnObject {
  pointer: number;
  kind: Exclude<Kind, 'form'>;
  order: number;
  /** From the object's own space to the page as the reader sees it. */
  toView: Matrix;
  /** What of the page the object may paint on, in view coordinates; no less where it stands free, else at most that. */
  clip: Box;
  /** True where it is part of no form, and nothing but upright boxes clips it. */
  isFree: boolean;
}

interface Surroundings {
  toView: Matrix;
  clip: Box;
  depth: number;
}

/** All objects of a loaded page in painting order, those inside form XObjects included. */
export function drawnObjects(engine: Library, page: number, toView: Matrix, pageBox: Box): DrawnObject[] {
  const { api } = engine;
  const drawn: DrawnObject[] = [];
  const surroundings = { toView, clip: pageBox, depth: 0 };
  const count = api.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index++) {
    collect(engine, api.FPDFPage_GetObject(page, index), surroundings, drawn);
  }
  return drawn;
}

function collect(engine: Library, pointer: number, around: Surroundings, drawn: DrawnObject[]): void {
  if (drawn.length === MOST_OBJECTS) throw drawsTooMuch();
  const kind = KINDS[engine.api.FPDFPageObj_GetType(pointer) as keyof typeof KINDS];
  if (!kind) return;
  const { clip, isBox } = clipOf(engine, pointer, around);
  const isFree = isBox && around.depth === 0;
  if (kind === 'form' && around.depth < DEEPEST_FORM)
    collectForm(engine, pointer, { ...around, clip }, drawn);
  else {
    const whole = kind === 'form' ? 'shading' : kind;
    drawn.push({ pointer, kind: whole, order: drawn.length, toView: around.toView, clip, isFree });
  }
}

function collectForm(engine: Library, form: number, around: Surroundings, drawn: DrawnObject[]): void {
  const { api } = engine;
  const toView = compose(around.toView, objectMatrix(engine, form));
  const inside = { toView, clip: around.clip, depth: around.depth + 1 };
  const count = api.FPDFFormObj_CountObjects(form);
  for (let index = 0; index < count; index++) {
    collect(engine, api.FPDFFormObj_GetObject(form, index), inside, drawn);
  }
}

/** The pictures among all objects of a loaded page, in painting order. */
export function imagePointers({ api }: Library, page: number): number[] {
  const images: number[] = [];
  const look = (pointer: number, depth: number): void => {
    const kind = KINDS[api.FPDFPageObj_GetType(pointer) as keyof typeof KINDS];
    if (kind === 'image') images.push(pointer);
    if (kind !== 'form' || depth === DEEPEST_FORM) return;
    const count = api.FPDFFormObj_CountObjects(pointer);
    for (let index = 0; index < count; index++) look(api.FPDFFormObj_GetObject(pointer, index), depth + 1);
  };
  const count = api.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index++) look(api.FPDFPage_GetObject(page, index), 0);
  return images;
}

/** The object's own matrix; identity where it has none. */
export function objectMatrix({ api, memory }: Library, pointer: number): Matrix {
  if (!api.FPDFPageObj_GetMatrix(pointer, memory.slot(0))) return [1, 0, 0, 1, 0, 0];
  return memory.matrix();
}

interface Clip {
  clip: Box;
  /** False where a path that is no upright box leaves less of it. */
  isBox: boolean;
}

function clipOf(engine: Library, pointer: number, { toView, clip }: Surroundings): Clip {
  const { api } = engine;
  const path = api.FPDFPageObj_GetClipPath(pointer);
  const count = path ? api.FPDFClipPath_CountPaths(path) : 0;
  const found: Clip = { clip, isBox: true };
  for (let index = 0; index < count; index++) {
    const points = clipPoints(engine, path, index);
    if (points.length === 0) continue;
    const box = boundingBox(points);
    found.clip = intersection(found.clip, transformBox(toView, box));
    found.isBox &&= areCorners(points, box);
  }
  return found;
}

/** A way along the edges of a box, turning at each corner; the first of the four may be said again at the end. */
export const areCorners = (points: readonly Point[], [x0, y0, x1, y1]: Box): boolean =>
  (points.length === 4 || points.length === 5) &&
  points.every(([x, y]) => (x === x0 || x === x1) && (y === y0 || y === y1)) &&
  points.every(
    ([x, y], index) => index === 0 || (x === points[index - 1]?.[0]) !== (y === points[index - 1]?.[1]),
  ) &&
  areApart(points[0] as Point, points[2] as Point) &&
  areApart(points[1] as Point, points[3] as Point);

const areApart = (one: Point, other: Point): boolean => one[0] !== other[0] || one[1] !== other[1];

function clipPoints(engine: Library, path: number, index: number): Point[] {
  const { api } = engine;
  const count = Math.max(0, api.FPDFClipPath_CountPathSegments(path, index));
  return Array.from({ length: count }, (_, segment) =>
    segmentPoint(engine, api.FPDFClipPath_GetPathSegment(path, index, segment)),
  );
}

/** Where a segment of a path ends, in the path's own space. */
export function segmentPoint({ api, memory }: Library, segment: number): Point {
  api.FPDFPathSegment_GetPoint(segment, memory.slot(0), memory.slot(1));
  return [memory.float(0), memory.float(1)];
}

/** The box of an object in view coordinates, its clip not applied. */
export function objectBox({ api, memory }: Library, object: DrawnObject): Box {
  api.FPDFPageObj_GetBounds(object.pointer, memory.slot(0), memory.slot(1), memory.slot(2), memory.slot(3));
  const [left, bottom, right, top] = memory.fourFloats();
  return boundingBox([transform(object.toView, [left, bottom]), transform(object.toView, [right, top])]);
}
