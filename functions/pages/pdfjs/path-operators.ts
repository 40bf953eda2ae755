import { intersection } from '../box.ts';
import { addPath, MOST_SEGMENTS, type Paint, type SubPath } from '../drawings.ts';
import { boundingBox, type Matrix, transform } from '../matrix.ts';
import { type Canvas, change, looksUnclear, type Pigment } from './canvas.ts';
import type { Operators } from './operators.ts';

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
export const PATH_OPERATORS: Operators = {
  clip: setClip,
  eoClip: setClip,
  constructPath: (canvas, painting: number, [segments]: [Float32Array | null]) => {
    const paths = segments ? subPaths(segments, canvas.state.toView) : [];
    paint(canvas, painting, paths);
    if (canvas.clips) clipTo(canvas, paths);
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

function clipTo(canvas: Canvas, paths: readonly SubPath[]): void {
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
