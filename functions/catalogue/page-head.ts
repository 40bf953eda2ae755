import type { Segment } from './segments.ts';

/** The part of a model page above its table. */
export interface PageHead {
  title: string;
  tagline: string | null;
  /** What stands below the title and is not the tagline: the lists and the captions. */
  rest: Segment[];
}

/** A title's smaller words are set in at least this share of its largest size. */
const SMALLEST_OF_TITLE = 0.55;
/** In ems: lines of one paragraph follow each other within this distance. */
const NEXT_LINE = 0.6;
/** Points: how far the lines of a paragraph, and the paragraph and the title, begin from each other. */
const ALIGNED = 3;
const UNDER_TITLE = 12;

/** Headings of lists begin with slashes, their entries with a bullet; a year alone is no part of a name. */
const isText = ({ text }: Segment): boolean => !/^(?:[/•]|20\d\d$)/.test(text);

/** Finds the title, the largest text above the table, and the paragraph below it. Null where there is no text. */
export function pageHead(segments: readonly Segment[]): PageHead | null {
  const title = titleIn(segments.filter(isText));
  const [first, last] = [title[0], title.at(-1)];
  if (!first || !last) return null;
  const below = segments.filter(({ box }) => box[1] >= last.box[3] - last.fontSize / 2);
  const tagline = taglineIn(below, first);
  const rest = below.filter((segment) => !tagline.includes(segment));
  return { title: textOf(title), tagline: textOf(tagline) || null, rest };
}

function titleIn(texts: readonly Segment[]): Segment[] {
  const largest = Math.max(...texts.map(({ fontSize }) => fontSize));
  return texts.filter(({ fontSize }) => fontSize >= SMALLEST_OF_TITLE * largest);
}

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
