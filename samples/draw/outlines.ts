import type { Point } from './painter.ts';

const STEPS = 8;

/** An ellipse as a polygon. */
export function ellipse(x: number, y: number, radiusX: number, radiusY: number): Point[] {
  return Array.from({ length: 48 }, (_, index) => {
    const angle = (index / 48) * 2 * Math.PI;
    return [x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle)];
  });
}

/** A straight bar with square ends. */
export function bar([x0, y0]: Point, [x1, y1]: Point, thickness: number): Point[] {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const dx = ((y1 - y0) / length) * (thickness / 2);
  const dy = ((x0 - x1) / length) * (thickness / 2);
  return [
    [x0 + dx, y0 + dy],
    [x1 + dx, y1 + dy],
    [x1 - dx, y1 - dy],
    [x0 - dx, y0 - dy],
  ];
}

/** A closed curve through the points (Catmull-Rom). */
export function smooth(points: readonly Point[]): Point[] {
  const at = (index: number) => points[(index + points.length) % points.length] as Point;
  return points.flatMap((_, index) =>
    Array.from({ length: STEPS }, (_unused, step) =>
      between([at(index - 1), at(index), at(index + 1), at(index + 2)], step / STEPS),
    ),
  );
}

function between([before, from, to, after]: [Point, Point, Point, Point], share: number): Point {
  const along = (axis: 0 | 1) => {
    const [a, b, c, d] = [before[axis], from[axis], to[axis], after[axis]];
    const curve = 2 * b + (c - a) * share + (2 * a - 5 * b + 4 * c - d) * share ** 2;
    return (curve + (3 * b - a - 3 * c + d) * share ** 3) / 2;
  };
  return [along(0), along(1)];
}

/** Corners written as in SVG: "0,0 10,0 10,5". */
export const corners = (text: string): Point[] =>
  text.split(' ').map((pair) => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return [x, y];
  });
