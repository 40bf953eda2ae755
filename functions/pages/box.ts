import type { Box } from '#contracts/extracted.ts';

export const width = ([x0, , x1]: Box): number => x1 - x0;
export const height = ([, y0, , y1]: Box): number => y1 - y0;
export const area = (box: Box): number => Math.max(0, width(box)) * Math.max(0, height(box));
export const centre = ([x0, y0, x1, y1]: Box): [number, number] => [(x0 + x1) / 2, (y0 + y1) / 2];

/** True when the point lies inside the box or on its edge. */
export function holds([x0, y0, x1, y1]: Box, [x, y]: readonly [number, number]): boolean {
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}

/** The part both boxes share; its area is 0 where they share none. */
export function intersection(one: Box, other: Box): Box {
  return [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ];
}

/** The smallest box that holds both. */
export function union(one: Box, other: Box): Box {
  return [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[2], other[2]),
    Math.max(one[3], other[3]),
  ];
}

/** The smallest box that holds all of them; at least one is needed. */
export function unionOf(boxes: readonly Box[]): Box {
  return boxes.reduce(union);
}
