import type { Box } from '#contracts/extracted.ts';
import { intersection } from '../box.ts';
import { boundingBox, compose, type Matrix, type Point, transform, transformBox } from '../matrix.ts';
import { drawsTooMuch } from '../text-runs.ts';
import type { Library } from './library.ts';

/** FPDF_PAGEOBJ_*: what PDFium calls the kinds of page objects. */
const KINDS = { 1: 'text', 2: 'path', 3: 'image', 4: 'shading', 5: 'form' } as const;
type Kind = (typeof KINDS)[keyof typeof KINDS];

/** A form may draw itself through other forms; real pages nest three or four deep. */
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
  /** What of the page the object may paint on, in view coordinates. */
  clip: Box;
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
  const clip = clipBox(engine, pointer, around);
  if (kind === 'form') collectForm(engine, pointer, { ...around, clip }, drawn);
  else drawn.push({ pointer, kind, order: drawn.length, toView: around.toView, clip });
}

function collectForm(engine: Library, form: number, around: Surroundings, drawn: DrawnObject[]): void {
  const { api } = engine;
  if (around.depth === DEEPEST_FORM) return;
  const toView = compose(around.toView, objectMatrix(engine, form));
  const inside = { toView, clip: around.clip, depth: around.depth + 1 };
  const count = api.FPDFFormObj_CountObjects(form);
  for (let index = 0; index < count; index++) {
    collect(engine, api.FPDFFormObj_GetObject(form, index), inside, drawn);
  }
}

/** The object's own matrix; identity where it has none. */
export function objectMatrix({ api, memory }: Library, pointer: number): Matrix {
  if (!api.FPDFPageObj_GetMatrix(pointer, memory.slot(0))) return [1, 0, 0, 1, 0, 0];
  return memory.matrix();
}

function clipBox(engine: Library, pointer: number, { toView, clip }: Surroundings): Box {
  const { api } = engine;
  const path = api.FPDFPageObj_GetClipPath(pointer);
  const count = path ? api.FPDFClipPath_CountPaths(path) : 0;
  let box = clip;
  for (let index = 0; index < count; index++) {
    const points = clipPoints(engine, path, index);
    if (points.length > 0) box = intersection(box, transformBox(toView, boundingBox(points)));
  }
  return box;
}

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
