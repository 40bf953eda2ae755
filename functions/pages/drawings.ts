import type { Box } from '#contracts/box.ts';
import { area, height, intersection, width } from './box.ts';
import { boundingBox, type Point } from './matrix.ts';
import type { Color, Fill, Rule } from './page.ts';

/** A filled area this thin is a line of the ruling, in points. */
const THICKEST_RULE = 2;
const SHORTEST_RULE = 3;
/** How far from straight a line may run, in points. */
const STRAIGHT = 0.5;
/** A path that fills less of its box than this (a triangle, a letter) is a drawing, not a cell's ground. */
const FILLED_SHARE = 0.9;
/** More segments than any table's grid: a drawing or a map. */
export const MOST_SEGMENTS = 4000;

/** The fills and rules of one page. */
export interface Drawings {
  fills: Fill[];
  rules: Rule[];
}

/** A colour and how much of it covers what lies behind, 0–255. */
export interface Paint {
  color: Color;
  alpha: number;
}

/** One stroke of the pen: its points as seen. */
export interface SubPath {
  points: Point[];
  closed: boolean;
}

/** A path as the page paints it; a paint is null where there is none, or a pattern that has no one colour. */
export interface PaintedPath {
  paths: SubPath[];
  fill: Paint | null;
  stroke: Paint | null;
  /** What of the page the path may paint on, as seen. */
  clip: Box;
  order: number;
}

/** Adds what a path paints: filled areas, and straight lines either stroked or filled thinly. */
export function addPath(painted: PaintedPath, drawings: Drawings): void {
  if (shows(painted.fill)) addFills(painted, painted.fill, drawings);
  if (shows(painted.stroke)) addStrokes(painted, painted.stroke, drawings);
}

const shows = (paint: Paint | null): paint is Paint => paint !== null && paint.alpha > 0;

function addFills({ paths, clip, order }: PaintedPath, paint: Paint, drawings: Drawings): void {
  const color = onPaper(paint);
  for (const { box, isWhole } of filledAreas(paths))
    if (isWhole) addFill(intersection(box, clip), color, order, drawings);
}

/** The boxes of what a path fills, and whether all of a box is filled. */
export function filledAreas(paths: readonly SubPath[]): { box: Box; isWhole: boolean }[] {
  const areas = paths
    .filter(({ points }) => points.length > 2)
    .map((path) => ({ box: boundingBox(path.points), isWhole: coversItsBox(path) }));
  const boxes = areas.filter(({ isWhole }) => isWhole).map(({ box }) => box);
  return areas.map(({ box, isWhole }) => ({
    box,
    isWhole: isWhole && !boxes.some((other) => isFrame(other, box)),
  }));
}

/** How a colour looks that lets paper shine through. */
const onPaper = ({ color, alpha }: Paint): Color =>
  color.map((channel) => Math.round((channel * alpha + 255 * (255 - alpha)) / 255)) as unknown as Color;

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

function addStrokes({ paths, clip }: PaintedPath, { color }: Paint, drawings: Drawings): void {
  for (const [from, to] of paths.flatMap(lines)) {
    addRule(intersection(boundingBox([from, to]), clip), color, drawings);
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
