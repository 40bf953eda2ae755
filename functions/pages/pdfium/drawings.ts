import type { Box } from '#contracts/extracted.ts';
import { area, height, intersection, width } from '../box.ts';
import { boundingBox, compose, type Matrix, type Point, transform } from '../matrix.ts';
import type { Color, Fill, Rule } from '../page.ts';
import { fillPaint, strokePaint } from './colors.ts';
import type { Library } from './library.ts';
import { type DrawnObject, objectMatrix, segmentPoint } from './objects.ts';

/** FPDF_SEGMENT_*. */
const MOVE_TO = 2;

/** A filled area this thin is a line of the ruling, in points. */
const THICKEST_RULE = 2;
const SHORTEST_RULE = 3;
/** How far from straight a line may run, in points. */
const STRAIGHT = 0.5;
/** A path that fills less of its box than this (a triangle, a letter) is a drawing, not a cell's ground. */
const FILLED_SHARE = 0.9;
/** More segments than any table's grid: a drawing or a map. */
const MOST_SEGMENTS = 4000;

/** The fills and rules of one page. */
export interface Drawings {
  fills: Fill[];
  rules: Rule[];
}

interface SubPath {
  points: Point[];
  closed: boolean;
}

/** Adds what a path object paints: filled areas, and straight lines either stroked or filled thinly. */
export function addDrawing(engine: Library, object: DrawnObject, drawings: Drawings): void {
  const { filled, stroked } = drawMode(engine, object.pointer);
  if (!filled && !stroked) return;
  const paths = subPaths(engine, object);
  if (filled) addFills(engine, object, paths, drawings);
  if (stroked) addStrokes(engine, object, paths, drawings);
}

function drawMode({ api, memory }: Library, pointer: number) {
  api.FPDFPath_GetDrawMode(pointer, memory.slot(0), memory.slot(1));
  return { filled: memory.unsigned(0) !== 0, stroked: memory.unsigned(1) !== 0 };
}

function subPaths(engine: Library, object: DrawnObject): SubPath[] {
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

function addFills(engine: Library, object: DrawnObject, paths: SubPath[], drawings: Drawings): void {
  const paint = fillPaint(engine, object.pointer);
  if (!paint || paint.alpha === 0) return;
  const boxes = paths.filter(coversItsBox).map(({ points }) => boundingBox(points));
  for (const box of boxes.filter((one) => !boxes.some((other) => isFrame(other, one)))) {
    addFill(intersection(box, object.clip), paint.color, object.order, drawings);
  }
}

/** Two areas of one path, one inside the other, paint the frame between them and leave the middle open. */
function isFrame(one: Box, other: Box): boolean {
  const shared = area(intersection(one, other));
  return one !== other && shared > 0 && shared >= Math.min(area(one), area(other)) * 0.999;
}

function addFill(box: Box, color: Color, order: number, { fills, rules }: Drawings): void {
  if (width(box) < 0 || height(box) < 0) return;
  const direction = ruleDirection(box);
  if (direction) rules.push({ box, color, direction });
  else if (area(box) > 0) fills.push({ box, color, order });
}

function ruleDirection(box: Box): Rule['direction'] | null {
  if (height(box) <= THICKEST_RULE && width(box) >= SHORTEST_RULE) return 'horizontal';
  if (width(box) <= THICKEST_RULE && height(box) >= SHORTEST_RULE) return 'vertical';
  return null;
}

function coversItsBox({ points }: SubPath): boolean {
  return points.length > 2 && shoelace(points) >= area(boundingBox(points)) * FILLED_SHARE;
}

function shoelace(points: Point[]): number {
  const twice = points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] as Point;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

function addStrokes(engine: Library, object: DrawnObject, paths: SubPath[], drawings: Drawings): void {
  const paint = strokePaint(engine, object.pointer);
  if (!paint || paint.alpha === 0) return;
  for (const [from, to] of paths.flatMap(lines)) {
    addRule(intersection(boundingBox([from, to]), object.clip), paint.color, drawings);
  }
}

function lines({ points, closed }: SubPath): [Point, Point][] {
  const ring = closed && points.length > 2 ? [...points, points[0] as Point] : points;
  return ring.slice(1).map((to, index) => [ring[index] as Point, to]);
}

function addRule(box: Box, color: Color, { rules }: Drawings): void {
  if (height(box) < 0 || width(box) < 0) return;
  if (height(box) <= STRAIGHT && width(box) >= SHORTEST_RULE)
    rules.push({ box, color, direction: 'horizontal' });
  if (width(box) <= STRAIGHT && height(box) >= SHORTEST_RULE)
    rules.push({ box, color, direction: 'vertical' });
}
