import type { Word } from '#pages/page.ts';
import { linesOf } from '#pages/text.ts';

/** Runs on one line closer than this, in ems, are one text: what lies between is a space. */
const SPACE = 0.45;
/** No space between words is wider, in ems: a typewriter's has 0.6. */
export const WIDEST_SPACE = 0.7;
/** Words of one text may stand so much farther apart than most do. */
const ABOVE_USUAL = 1.2;
/** How far a column's edge may reach into a word, in points. */
export const TOUCHES = 1;

/** A part of a line, in points. */
export interface Stretch {
  from: number;
  to: number;
}

/** A column of texts. */
export interface Strip extends Stretch {
  /** The runs of text in the strip, as drawn. */
  runs: Stretch[];
  /** Where texts begin that have white before them. */
  starts: number[];
}

/** Where texts stand above one another, with white from top to bottom between. */
export function strips(words: readonly Word[]): Strip[] {
  const found: Strip[] = [];
  const lines = linesOf(words);
  const spacing = spacingOf(lines);
  for (const phrase of lines
    .flatMap((line) => phrases(line, spacing))
    .sort((one, other) => one.from - other.from)) {
    const strip = found.at(-1);
    if (strip && phrase.from < strip.to + TOUCHES / 2) {
      strip.to = Math.max(strip.to, phrase.to);
      strip.runs.push(...phrase.runs);
      strip.starts.push(...phrase.starts);
    } else found.push(phrase);
  }
  return found;
}

/** How words of one text stand on a page: a run may be a word, or hold several. */
interface Spacing {
  /** No space is wider, in ems. */
  space: number;
  isWordByWord: boolean;
}

/** Words drawn one by one leave spaces between most runs; that of a typewriter's face is wider than others. */
function spacingOf(lines: readonly Word[][]): Spacing {
  const gaps = lines.flatMap((line) =>
    line.slice(1).map(({ box, fontSize }, index) => (box[0] - (line[index] as Word).box[2]) / fontSize),
  );
  const narrow = gaps.filter((gap) => gap > 0 && gap < WIDEST_SPACE).sort((one, other) => one - other);
  const usual = narrow[Math.floor(narrow.length / 2)] ?? 0;
  return narrow.length > lines.length
    ? { space: usual * ABOVE_USUAL, isWordByWord: true }
    : { space: SPACE, isWordByWord: false };
}

/** Runs with no more than a space between. */
function phrases(line: Word[], { space, isWordByWord }: Spacing): Strip[] {
  const found: Strip[] = [];
  for (const { box, fontSize } of line) {
    const run = { from: box[0], to: box[2] };
    const last = found.at(-1);
    if (last && run.from - last.to < space * fontSize) {
      last.to = Math.max(last.to, run.to);
      if (isWordByWord) (last.runs[0] as Stretch).to = last.to;
      else last.runs.push(run);
    } else found.push({ ...run, runs: [run], starts: [run.from] });
  }
  return found;
}
