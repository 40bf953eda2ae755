import type { Box } from '#contracts/box.ts';

type Point = readonly [x: number, y: number];

const cornersOf = ([x0, y0, x1, y1]: Box): Point[] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];

/** Whether one turns to the same side, or goes straight on, from `a` over `b` to `c`. */
const bendsIn = (a: Point, b: Point, c: Point): boolean =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0;

/** Of points from left to right those that a string drawn tight along one side touches. */
const sideOf = (points: readonly Point[]): Point[] => {
  const side: Point[] = [];
  for (const point of points) {
    while (side.length > 1 && bendsIn(side.at(-2) as Point, side.at(-1) as Point, point)) side.pop();
    side.push(point);
  }
  return side.slice(0, -1);
};

/**
 * The line drawn tight around boxes, as an SVG polygon has its points: of a row that lies askew a band as askew as the row,
 * where an upright frame would hold its neighbours too.
 */
export const outlineOf = (boxes: readonly Box[]): string => {
  const points = boxes.flatMap(cornersOf).toSorted(([a, b], [c, d]) => a - c || b - d);
  return [...sideOf(points), ...sideOf(points.toReversed())].map(([x, y]) => `${x},${y}`).join(' ');
};
