import type { Box } from '#contracts/box.ts';
import { unionOf } from '#pages/box.ts';
import { brandInTitle } from '#reference/naming/machine.ts';
import { BULLET } from './bullet-lists.ts';
import type { Segment } from './segments.ts';

/** The part of a model page above its table. */
export interface PageHead {
  title: string;
  /** Of the title's largest words, in points. */
  fontSize: number;
  box: Box;
  tagline: string | null;
  /** What stands below the title and is not the tagline: the lists and the captions. */
  rest: Segment[];
}

/** A title's smaller words are set in at least this share of its largest size, on its line and below it. */
const SMALLEST_OF_TITLE = 0.55;
const SMALLEST_BELOW = 0.5;
/** Words a little smaller than the largest are as large to the eye. */
const LARGEST = 0.9;
/** In ems: what stands further from a title on its line is of something else. */
const WORDS_APART = 6;
/** In ems: lines of one paragraph follow each other within this distance. */
const NEXT_LINE = 0.6;
/** Points: how far the lines of a paragraph, and the paragraph and the title, begin from each other. */
const ALIGNED = 3;
const UNDER_TITLE = 12;

/** Headings of lists begin with slashes, their entries with a bullet; a year alone is no part of a name. */
const isText = ({ text }: Segment): boolean => !/^(?:\/|20\d\d$)/.test(text) && !BULLET.test(text);

/** Finds the title, the largest text above the table, and the paragraph below it. Null where there is no text. */
export function pageHead(segments: readonly Segment[]): PageHead | null {
  const title = titleIn(segments.filter(isText));
  const [first, last] = [title[0], title.at(-1)];
  if (!first || !last) return null;
  const below = segments.filter(({ box }) => box[1] >= last.box[3] - last.fontSize / 2);
  const tagline = taglineIn(below, first);
  const rest = below.filter((segment) => !tagline.includes(segment));
  const fontSize = Math.max(...title.map((segment) => segment.fontSize));
  const box = unionOf(title.map((segment) => segment.box));
  return { title: textOf(title), fontSize, box, tagline: textOf(tagline) || null, rest };
}

/** The head of a page whose title stands apart from its other text. */
export const headWith = ({ text, fontSize, box }: Segment, rest: Segment[]): PageHead => ({
  ...{ title: text, fontSize, box, rest },
  tagline: null,
});

/** The largest words, what stands smaller on their line, and capitals on the line below. */
function titleIn(texts: readonly Segment[]): Segment[] {
  const names = texts.filter(({ text }) => !isBrand(text));
  const largest = Math.max(...names.map(({ fontSize }) => fontSize));
  const large = names.filter(({ fontSize }) => fontSize > LARGEST * largest);
  const smaller = names.filter(
    (one) => !large.includes(one) && large.some((title) => belongsTo(title, one, one.fontSize / largest)),
  );
  return names.filter((one) => large.includes(one) || smaller.includes(one));
}

/** `size` is the share of the largest words' size. */
function belongsTo(title: Segment, one: Segment, size: number): boolean {
  const y = (one.box[1] + one.box[3]) / 2;
  const gap = Math.max(one.box[0] - title.box[2], title.box[0] - one.box[2]);
  const isSameLine = y > title.box[1] && y < title.box[3] && gap < WORDS_APART * title.fontSize;
  const isBelow = y > title.box[3] && one.box[1] - title.box[3] < NEXT_LINE * title.fontSize;
  return (
    (isSameLine && size >= SMALLEST_OF_TITLE) ||
    (isBelow &&
      size >= SMALLEST_BELOW &&
      one.bold === title.bold &&
      (one.text === one.text.toUpperCase() || /^\(.*\)$/.test(one.text)))
  );
}

/** A brand's name alone is its logo. */
const isBrand = (text: string): boolean =>
  brandInTitle(text) !== null && /^(?:brp\W*)?(?:ski\W?doo|lynx|sea\W?doo|can\W?am)$/i.test(text);

function taglineIn(below: readonly Segment[], title: Segment): Segment[] {
  const lines: Segment[] = [];
  for (const segment of below.filter(isText)) {
    const last = lines.at(-1);
    if (last ? isNextLine(last, segment) : isUnder(title, segment)) lines.push(segment);
  }
  return lines;
}

const isUnder = (title: Segment, text: Segment): boolean =>
  Math.abs(text.box[0] - title.box[0]) < UNDER_TITLE;

function isNextLine(last: Segment, next: Segment): boolean {
  const gap = next.box[1] - last.box[3];
  const isSameColumn = Math.abs(next.box[0] - last.box[0]) < ALIGNED;
  return isSameColumn && next.fontSize === last.fontSize && gap < NEXT_LINE * last.fontSize;
}

const textOf = (segments: readonly Segment[]): string => segments.map(({ text }) => text).join(' ');
