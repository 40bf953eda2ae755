import type { Box } from '#contracts/box.ts';
import { intersection, unionOf } from '#pages/box.ts';
import type { Rule } from '#pages/page.ts';
import { BULLET } from './bullet-lists.ts';
import type { Segment } from './segments.ts';

/** A part of a page with the text and lines inside; its box is open where the page ends. */
export interface Region {
  box: Box;
  segments: readonly Segment[];
  rules: readonly Rule[];
}

export const EVERYWHERE: Box = [
  Number.NEGATIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.POSITIVE_INFINITY,
  Number.POSITIVE_INFINITY,
];

/** Headings of models are set alike, to this share of the largest, and so many times as large as most text. */
const AS_LARGE = 0.95;
const HEADING = 1.4;
/** In ems: lines of one heading follow each other within this distance. */
const NEXT_LINE = 1;
/** In ems: headings at nearly one height stand side by side. */
const SAME_HEIGHT = 2;
/** Points: a table begins a little left of its heading. */
const INDENT = 10;

/**
 * One region for each model on the page: every one has a heading as large as the others', and a table of its own
 * below, which `hasTable` tells.
 */
export function regionsOf(region: Region, hasTable: (part: Region) => boolean): Region[] {
  const [first, ...others] = headingsIn(region.segments);
  for (const heading of first ? others : []) {
    const parts = cutBefore(heading, first as Box).map((box) => inside(box, region));
    if (parts.every(hasTable)) return parts.flatMap((part) => regionsOf(part, hasTable));
  }
  return [region];
}

/** The boxes of the largest headings, from the top, the lines of each put together. */
function headingsIn(segments: readonly Segment[]): Box[] {
  const sizes = segments.map(({ fontSize }) => fontSize).toSorted((one, other) => one - other);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const words = segments.filter(({ text }) => /\p{L}/u.test(text) && !/^\//.test(text) && !BULLET.test(text));
  const largest = Math.max(0, ...words.map(({ fontSize }) => fontSize));
  if (largest < HEADING * usual) return [];
  const headings: Box[] = [];
  for (const { box } of words.filter(({ fontSize }) => fontSize >= AS_LARGE * largest)) {
    const near = headings.findIndex((heading) => isSameHeading(heading, box, largest));
    if (near < 0) headings.push(box);
    else headings[near] = unionOf([headings[near] as Box, box]);
  }
  return headings;
}

const isSameHeading = (heading: Box, line: Box, size: number): boolean =>
  line[1] - heading[3] < NEXT_LINE * size &&
  line[0] < heading[2] + NEXT_LINE * size &&
  line[2] > heading[0] - NEXT_LINE * size;

/** The two parts of the page that the first heading and this one begin. */
function cutBefore(heading: Box, first: Box): Box[] {
  const [low, , , high] = EVERYWHERE;
  const size = heading[3] - heading[1];
  if (heading[1] - first[1] > SAME_HEIGHT * size) {
    const y = heading[1] - 1;
    return [
      [low, low, high, y],
      [low, y, high, high],
    ];
  }
  const x = Math.max(heading[0], first[0]) - INDENT;
  return [
    [low, low, x, high],
    [x, low, high, high],
  ];
}

const inside = (part: Box, { box: whole, segments, rules }: Region): Region => {
  const [x0, y0, x1, y1] = intersection(part, whole);
  const isInside = ({ box }: { box: Box }): boolean => {
    const x = (box[0] + box[2]) / 2;
    const y = (box[1] + box[3]) / 2;
    return x >= x0 && x < x1 && y >= y0 && y < y1;
  };
  return { box: [x0, y0, x1, y1], segments: segments.filter(isInside), rules: rules.filter(isInside) };
};
