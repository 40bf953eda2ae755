import { addPath, type Drawings, MOST_SEGMENTS, type SubPath } from '../drawings.ts';
import { compose, type Matrix, transform } from '../matrix.ts';
import { fillPaint, strokePaint } from './colors.ts';
import type { Library } from './library.ts';
import { type DrawnObject, objectMatrix, segmentPoint } from './objects.ts';

/** FPDF_SEGMENT_*. */
const MOVE_TO = 2;

/** Adds what a path object paints. */
export function addDrawing(engine: Library, object: DrawnObject, drawings: Drawings): void {
  const { filled, stroked } = drawMode(engine, object.pointer);
  if (!filled && !stroked) return;
  const { clip, order, pointer } = object;
  const fill = filled ? fillPaint(engine, pointer) : null;
  const stroke = stroked ? strokePaint(engine, pointer) : null;
  addPath({ paths: subPaths(engine, object), fill, stroke, clip, order }, drawings);
}

export function drawMode({ api, memory }: Library, pointer: number) {
  api.FPDFPath_GetDrawMode(pointer, memory.slot(0), memory.slot(1));
  return { filled: memory.unsigned(0) !== 0, stroked: memory.unsigned(1) !== 0 };
}

/** The path's points as seen; none where it has more than any table's grid. */
export function subPaths(engine: Library, object: DrawnObject): SubPath[] {
  const { api } = engine;
  const count = api.FPDFPath_CountSegments(object.pointer);
  if (count > MOST_SEGMENTS) return [];
  const toView = compose(object.toView, objectMatrix(engine, object.pointer));
  const paths: SubPath[] = [];
  for (let index = 0; index < count; index++) {
    addSegment(engine, api.FPDFPath_GetPathSegment(object.pointer, index), toView, paths);
  }
  return paths;
}

function addSegment(engine: Library, segment: number, toView: Matrix, paths: SubPath[]): void {
  const { api } = engine;
  const point = transform(toView, segmentPoint(engine, segment));
  if (api.FPDFPathSegment_GetType(segment) === MOVE_TO) paths.push({ points: [], closed: false });
  const path = paths.at(-1);
  path?.points.push(point);
  if (path && api.FPDFPathSegment_GetClose(segment)) path.closed = true;
}
