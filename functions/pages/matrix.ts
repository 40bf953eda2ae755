import type { Box } from '#contracts/box.ts';

/** A PDF transformation `[a, b, c, d, e, f]`: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
export type Point = readonly [x: number, y: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The transformation that applies `inner` first and `outer` to its result. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

export function transform(matrix: Matrix, point: Point): Point {
  return [
    matrix[0] * point[0] + matrix[2] * point[1] + matrix[4],
    matrix[1] * point[0] + matrix[3] * point[1] + matrix[5],
  ];
}

/** The smallest upright box that holds all points; at least one is needed. */
export function boundingBox(points: readonly Point[]): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const point of points) {
    box[0] = Math.min(box[0], point[0]);
    box[1] = Math.min(box[1], point[1]);
    box[2] = Math.max(box[2], point[0]);
    box[3] = Math.max(box[3], point[1]);
  }
  return box;
}

/** The box that holds the transformed box, which two corners span where the matrix turns by right angles. */
export const transformBox = (matrix: Matrix, box: Box): Box =>
  transformCorners(matrix, box[0], box[1], box[2], box[3]);

/** As `transformBox`, of two corners. */
export function transformCorners(
  matrix: Matrix,
  left: number,
  top: number,
  right: number,
  bottom: number,
): Box {
  const x0 = matrix[0] * left + matrix[2] * top + matrix[4];
  const y0 = matrix[1] * left + matrix[3] * top + matrix[5];
  const x1 = matrix[0] * right + matrix[2] * bottom + matrix[4];
  const y1 = matrix[1] * right + matrix[3] * bottom + matrix[5];
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}
