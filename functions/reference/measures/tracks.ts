import type { CatalogueTrack } from '#contracts/catalogue.ts';
import { NUMBER } from './numbers.ts';
import type { Unit } from './quantities.ts';
import { NO_SIZE, type Size, sizeOf } from './track-size.ts';

const UNIT = String.raw`\s{0,3}(mm|cm|in\b\.?|"|'')?`;
const TIMES = String.raw`\s{0,3}[x×х*]\s{0,3}`;
/** "3 700" before a width in millimetres is one number; before inches the 3 ends the track's name. */
const LENGTH = String.raw`\d \d{3}(?=\s{0,3}(?:mm)?\s{0,3}[x×х/]\s{0,3}\d{3})|${NUMBER}`;
const SIDE = `(${NUMBER})${UNIT}`;
const SIZE = new RegExp(
  `(?<!\\d)(${LENGTH})${UNIT}${TIMES}${SIDE}(?:${TIMES}${SIDE})?(?!${TIMES}\\d)`,
  'giu',
);
const SLASH = String.raw`\s{0,3}/\s{0,3}`;
/** "3500 / 381 / 41": three, and no more; between two of them a slash parts alternatives or units. */
const SLASHED = new RegExp(
  `(?<![\\d.,]|[/x×х*]\\s{0,3})((?:${LENGTH})${UNIT})${SLASH}(${NUMBER}${UNIT})${SLASH}(${NUMBER}${UNIT})(?![\\d.,]|\\s{0,3}[/x×х*]\\s{0,3}\\d)`,
  'giu',
);
const NOTE = /^\s{0,3}(?:\(([^)]*)\)|((?:opt|std)\b\.?))/i;
/** Characters; what is longer is a text, and would cost more to search than it is worth. */
const LONGEST_CELL = 1000;
/** What a size is made of and no size was read from. */
const UNREAD_SIZE = new RegExp(
  `\\d\\s{0,3}[x×х*]\\s{0,3}\\d|\\d${UNIT}${SLASH}${NUMBER}${UNIT}${SLASH}\\d`,
  'iu',
);

/** A size and the text that belongs to it: headings before it, each closed by a colon, and a note behind. */
interface PrintedSize {
  size: Size;
  headings: string[];
  note: string | null;
  /** The size before, in the other unit: "3,900 x 406 x 76 mm (154 x 16 x 3 in.)". */
  repeats: boolean;
}

/** The tracks of one cell, and what of its text is neither a size nor says anything of one. */
export interface TracksRead {
  tracks: Omit<CatalogueTrack, 'engine' | 'place'>[];
  unread: string | null;
}

/**
 * The tracks of one cell. "PowderMax:" names the sizes after it; of two headings the first is a condition
 * ("39 in. ski stance:") that holds until the next such pair. Where the cell begins with a size, names follow theirs.
 */
export function tracksOf(cell: string, labelUnits: readonly Unit[]): TracksRead {
  const text = withoutSlashes(cell.slice(0, LONGEST_CELL));
  const sizes = printedSizes(text, labelUnits);
  const rest = restBehind(text);
  const namesFollow = sizes[0]?.headings.length === 0 && rest !== '';
  const tracks = sizes.flatMap((size, at) => {
    if (size.repeats) return [];
    const name = namesFollow ? nameBehind(sizes, at, rest) : nameBefore(sizes, at);
    return [{ ...name, ...bothUnits(sizes, at), note: size.note ?? name.condition }];
  });
  return {
    tracks: tracks.map(({ condition, ...track }) => track),
    unread:
      tracks.length > 0 && (rest === '' || namesFollow) && !hasUnreadSize(text, labelUnits) ? null : text,
  };
}

/** Sizes between slashes as those between "x" are printed. */
const withoutSlashes = (text: string): string => text.replace(SLASHED, '$1 x $3 x $5');

/** Whether a text prints three measures between slashes, which other things than tracks are printed in, too. */
export const hasSlashedSize = (text: string): boolean => withoutSlashes(text) !== text;

interface Name {
  name: string | null;
  condition: string | null;
}

function nameBefore(sizes: readonly PrintedSize[], at: number): Name {
  const before = sizes.slice(0, at + 1);
  return {
    name: before.findLast(({ headings }) => headings.length > 0)?.headings.at(-1) ?? null,
    condition: before.findLast(({ headings }) => headings.length > 1)?.headings[0] ?? null,
  };
}

/** "137 x 15 x 1.25 RipSaw": the text before the next size that is printed for itself. */
function nameBehind(sizes: readonly PrintedSize[], at: number, rest: string): Name {
  const next = sizes.slice(at + 1).find(({ repeats }) => !repeats);
  return { name: next ? next.headings.join(' ').replace(/[\s,;]+$/, '') || null : rest, condition: null };
}

/** What stands behind the last size and is no note to it. */
function restBehind(text: string): string {
  const last = [...text.matchAll(SIZE)].at(-1);
  return text
    .slice(endOf(last))
    .replace(NOTE, '')
    .replace(/^[\s,;.)]+|[\s,;]+$/g, '');
}

const hasUnreadSize = (text: string, units: readonly Unit[]): boolean =>
  UNREAD_SIZE.test(text.replace(SIZE, '§')) ||
  [...text.matchAll(SIZE)].some((match) => sizeIn(match, units) === null);

function bothUnits(sizes: readonly PrintedSize[], at: number): Size {
  const size = sizes[at]?.size ?? NO_SIZE;
  const next = sizes[at + 1];
  return next?.repeats ? merge(size, next.size) : size;
}

function merge(size: Size, other: Size): Size {
  const printed = Object.entries(other).filter(([, value]) => value !== null);
  return { ...size, ...Object.fromEntries(printed) };
}

function printedSizes(text: string, labelUnits: readonly Unit[]): PrintedSize[] {
  const matches = [...text.matchAll(SIZE)];
  return matches.flatMap((match, at) => {
    const size = sizeIn(match, labelUnits);
    if (size === null) return [];
    const before = text.slice(endOf(matches[at - 1]), match.index);
    const after = text.slice(endOf(match), matches[at + 1]?.index);
    const [, inBrackets, abbreviated] = NOTE.exec(after) ?? [];
    return {
      size,
      headings: headingsOf(at === 0 ? before : before.replace(NOTE, '')),
      note: inBrackets ?? abbreviated ?? null,
      repeats: at > 0 && /^\s*[(/]\s*$/.test(before),
    };
  });
}

const endOf = (match: RegExpExecArray | undefined): number => (match ? match.index + match[0].length : 0);

function headingsOf(text: string): string[] {
  const headings = text.split(':').map((heading) => heading.replace(/^[\s,;()/]+/, '').trim());
  return headings.filter((heading) => heading !== '');
}

function sizeIn(match: RegExpExecArray, labelUnits: readonly Unit[]): Size | null {
  const [, length = '', unit1, width = '', unit2, profile, unit3] = match;
  const sides = [
    { printed: length, unit: unit1 },
    { printed: width, unit: unit2 },
    ...(profile === undefined ? [] : [{ printed: profile, unit: unit3 }]),
  ];
  return sizeOf(sides, labelUnits);
}
