import type { Segment } from './segments.ts';

/** The part of a model page above its table. */
export interface PageHead {
  title: string;
  tagline: string | null;
  /** Everything above the table but title and tagline: the lists and the captions. */
  rest: Segment[];
}

/** A title's smaller words are set in at least this share of its largest size. */
const SMALLEST_OF_TITLE = 0.55;
/** In ems: lines of one paragraph follow each other within this distance. */
const NEXT_LINE = 0.6;
/** Points. */
const ALIGNED = 3;

/** Finds the title, the largest text above the table, and the paragraph that begins below it. */
export function pageHead(segments: readonly Segment[]): PageHead | null {
  const largest = Math.max(...segments.filter(isText).map(({ fontSize }) => fontSize));
  const title = segments.filter(
    (segment) => isText(segment) && segment.fontSize >= SMALLEST_OF_TITLE * largest,
  );
  const last = title.at(-1);
  if (last === undefined) return null;
  const below = segments.filter(({ box }) => box[1] >= last.box[3] - last.fontSize / 2);
  const tagline = taglineIn(below.filter((segment) => !title.includes(segment)));
  return {
    title: title.map(({ text }) => text).join(' '),
    tagline: tagline.map(({ text }) => text).join(' ') || null,
    rest: below.filter((segment) => !title.includes(segment) && !tagline.includes(segment)),
  };
}

/** Headings of lists begin with slashes, their entries with a bullet. */
const isText = ({ text }: Segment): boolean => !/^[/•]/.test(text);

function taglineIn(segments: readonly Segment[]): Segment[] {
  const lines: Segment[] = [];
  for (const segment of segments) {
    const last = lines.at(-1);
    if (last ? isNextLine(last, segment) : isText(segment)) lines.push(segment);
  }
  return lines;
}

function isNextLine(last: Segment, next: Segment): boolean {
  const gap = next.box[1] - last.box[3];
  const isSameColumn = Math.abs(next.box[0] - last.box[0]) < ALIGNED;
  return isSameColumn && isText(next) && next.fontSize === last.fontSize && gap < NEXT_LINE * last.fontSize;
}
