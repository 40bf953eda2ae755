import type { Box } from '#contracts/box.ts';

// Boxes are asked a hundred thousand times a page: by index, since taking an array apart costs an iterator
// wherever the code is not yet hot, which is most of a short list's reading.
export const width = (box: Box): number => box[2] - box[0];
export const height = (box: Box): number => box[3] - box[1];
export const area = (box: Box): number => Math.max(0, width(box)) * Math.max(0, height(box));
export const centre = (box: Box): [number, number] => [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];

/** True when the point lies inside the box or on its edge. */
export function holds(box: Box, point: readonly [number, number]): boolean {
  return point[0] >= box[0] && point[0] <= box[2] && point[1] >= box[1] && point[1] <= box[3];
}

/** True where nothing of a box lies outside of another. */
export const holdsBox = (outer: Box, box: Box): boolean =>
  outer[0] <= box[0] && outer[1] <= box[1] && outer[2] >= box[2] && outer[3] >= box[3];

/** The part both boxes share; its area is 0 where they share none. */
export function intersection(one: Box, other: Box): Box {
  return [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ];
}

/** The box with so much more on every side. */
export const grown = (box: Box, by: number): Box => [box[0] - by, box[1] - by, box[2] + by, box[3] + by];

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
  const all: Box = [...(boxes[0] as Box)];
  for (const box of boxes) {
    if (box[0] < all[0]) all[0] = box[0];
    if (box[1] < all[1]) all[1] = box[1];
    if (box[2] > all[2]) all[2] = box[2];
    if (box[3] > all[3]) all[3] = box[3];
  }
  return all;
}

/** Hundredths of a point: finer than any eye, and the same digits on every machine. */
export const rounded = (box: Box): Box => [
  hundredths(box[0]),
  hundredths(box[1]),
  hundredths(box[2]),
  hundredths(box[3]),
];
const hundredths = (value: number): number => Math.round(value * 100) / 100;
