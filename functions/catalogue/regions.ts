import type { Box } from '#contracts/extracted.ts';
import { intersection } from '#pages/box.ts';
import type { Rule } from '#pages/page.ts';
import { sectionKind } from '#reference/catalogue/section-titles.ts';
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

/** Points: titles at nearly one height stand side by side. */
const SAME_HEIGHT = 30;
/** A model's heading is so many times as large as the titles of its table. */
const HEADING = 1.4;

/** One region for each model on the page: every one has a title over its engines, and a heading above that. */
export function regionsOf(region: Region): Region[] {
  const [first, ...others] = engineTitles(region).toSorted((one, other) => one.box[1] - other.box[1]);
  for (const title of first ? others : []) {
    const cut = cutBefore(title, first as Segment, region.segments);
    if (cut) return cut.flatMap((box) => regionsOf(inside(box, region)));
  }
  return [region];
}

const engineTitles = ({ segments }: Region): Segment[] =>
  segments.filter(({ text, bold }) => bold && sectionKind(text) === 'engine');

/** The two parts of the page that hold one title each; null where they have no heading of their own. */
function cutBefore(title: Segment, first: Segment, segments: readonly Segment[]): Box[] | null {
  const [low, , , high] = EVERYWHERE;
  const headings = segments.filter(
    ({ fontSize, box }) => fontSize > HEADING * title.fontSize && box[3] <= title.box[1],
  );
  if (title.box[1] - first.box[1] > SAME_HEIGHT) {
    const own = headings.filter(({ box }) => box[1] > first.box[1]);
    if (own.length === 0) return null;
    const y = Math.min(...own.map(({ box }) => box[1])) - 1;
    return [
      [low, low, high, y],
      [low, y, high, high],
    ];
  }
  const x = Math.max(title.box[0], first.box[0]) - SAME_HEIGHT / 3;
  const isRight = ({ box }: Segment): boolean => box[0] >= x;
  if (!headings.some(isRight) || headings.every(isRight)) return null;
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
