import type { Box } from '#contracts/box.ts';
import type { Column } from '#contracts/extracted.ts';
import { unionOf } from '#pages/box.ts';
import { type Doubt, isStruckOut, type Word } from '#pages/page.ts';
import { boxOf, textOf } from '#pages/text.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { looksLikeAmount } from '../values/price.ts';
import type { Block } from './cells.ts';
import type { Slot } from './columns.ts';

/** The text of one cell and where it stands. */
export interface Cell {
  text: string;
  box: Box;
  /** Those of its words; absent where there are none. */
  doubts?: readonly Doubt[];
  /** The signs of notes that stand at it, and are no part of its text; absent where there are none. */
  marks?: readonly string[];
}

export type Cells = Partial<Record<Heading, Cell>>;

/** The texts of blocks under the headings of their slots; a track's text is parted into length and profile. */
export function cellsOf(blocks: readonly Block[], slots: readonly Slot[]): Cells {
  const cells: Cells = {};
  const own = Map.groupBy(blocks, ({ slot }) => slot);
  for (const [index, { heading }] of slots.entries()) {
    const found = own.get(index);
    if (heading && found && !cells[heading]) cells[heading] = cellOf(found.flatMap(({ pieces }) => pieces));
  }
  return withTrackSplit(cells);
}

/**
 * The words as one cell, without the signs of notes at its ends, and without what is struck out where other text
 * stands beside it; at least one is needed.
 */
export function cellOf(words: readonly Word[]): Cell {
  const standing = words.filter((word) => !isStruckOut(word));
  const isReplaced = standing.some(({ text }) => SAYS_SOMETHING.test(text)) && !isOneAmount(words, standing);
  const read = isReplaced ? standing : words;
  const { text, marks } = withoutNoteSigns(withoutLeaders(textOf(read)));
  const set = read.flatMap((word) => word.marks ?? []).map((mark) => mark.text);
  return { text, box: boxOf(words), ...doubtsOf(read), ...marksOf([{ marks: [...set, ...marks] }]) };
}

/** Dots that lead the eye from one cell to the next, and one before the text of a cell. */
const LEADERS = /^(?:[.…·]\s?){3,}|^[•●▪■◦‣]\s?|(?<![.…·\s])\s?(?:[.…·]\s?){3,}$/gu;

const LEADING = /[.…·•●▪■◦‣]/;

/** Few cells have any of these signs. */
const withoutLeaders = (text: string): string =>
  LEADING.test(text) ? text.replace(LEADERS, '') || text : text;

/** Of "12 684" with a line through "12" nobody can tell whether the line is meant for all of it. */
const isOneAmount = (words: readonly Word[], standing: readonly Word[]): boolean =>
  standing.length < words.length &&
  looksLikeAmount(textOf(words)) &&
  words.every((word) => standing.includes(word) || /\d/.test(word.text));

/** A currency's sign alone does not take the place of a struck price. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

/** The marks of the parts as those of the whole. */
export function marksOf(parts: readonly Pick<Cell, 'marks'>[]): Pick<Cell, 'marks'> {
  const marks = parts.flatMap((part) => part.marks ?? []);
  return marks.length === 0 ? {} : { marks };
}

/** "8 490 € 1)", "Electric*", "8490,00 †", and before the text "1) 8490" and "* 8490": what a note below explains. */
const NOTE_BEHIND = /(?<=\S)\s*[*†‡]+\)?$|(?<=[^\d\s(])\s?\d{1,2}\)$|(?<=\S)\s(?:\d{1,2}|[a-e])\)$/u;
const NOTE_BEFORE = /^(?:[*†‡]+\)?\s?|(?:\d{1,2}|[a-e])\)\s)(?=\S)/u;

/** What any such sign ends in. */
const NOTE_SIGN = /[*†‡)]/;

/** Where brackets open in a text those at its end may be its own. */
function withoutNoteSigns(printed: string): { text: string; marks: string[] } {
  const marks: string[] = [];
  if (!NOTE_SIGN.test(printed)) return { text: printed, marks };
  const setAside = (sign: string) => {
    marks.push(sign.trim());
    return '';
  };
  let text = printed.replace(NOTE_BEFORE, setAside);
  for (let before = ''; before !== text && !text.includes('('); ) {
    before = text;
    text = text.replace(NOTE_BEHIND, setAside);
  }
  return text === '' ? { text: printed, marks: [] } : { text, marks };
}

/** The doubts of the parts as those of the whole. */
export function doubtsOf(parts: readonly Pick<Cell, 'doubts'>[]): Pick<Cell, 'doubts'> {
  const doubts = parts.flatMap((part) => part.doubts ?? []);
  return doubts.length === 0 ? {} : { doubts: [...new Set(doubts)] };
}

/** Length and profile printed as one text: "137in 3500mm 1.5in 38mm Ice Ripper XT". */
const TRACK_LENGTH =
  /^(?:\d{2,3}\s?(?:in\b\.?|inch|"|”|'')\s{0,3}\/?\s{0,3})?(?:\d[ {2}]?\d{3}\s?mm|\d{3}\s?(?:in\b\.?|"|”|''))\s{0,3}[/,]?\s{1,9}/i;

/** "3700 x 38 mm": the unit of both stands behind the second. */
const LENGTH_BY = /^\d[ ]?\d{2,3}\s?[x×]\s?(?=\d)/iu;

function withTrackSplit({ track, ...cells }: Cells): Cells {
  if (!track) return cells;
  const length = LENGTH_BY.exec(track.text)?.[0] ?? TRACK_LENGTH.exec(`${track.text} `)?.[0] ?? '';
  const rest = track.text.slice(length.length);
  if (cells.trackLength) return { ...cells, trackLength: joined(track, cells.trackLength) };
  return {
    ...cells,
    ...(length && {
      trackLength: {
        ...track,
        text: length
          .trim()
          .replace(/[/,x×]$/i, '')
          .trim(),
      },
    }),
    ...(rest && { trackProfile: { ...track, text: rest } }),
  };
}

const joined = (one: Cell, other: Cell): Cell => ({
  text: `${one.text} ${other.text}`,
  box: unionOf([one.box, other.box]),
  ...doubtsOf([one, other]),
  ...marksOf([one, other]),
});

/** Two parts of one cell, the second from the next page; its box stays that of the first page. */
export function joinedCells(first: Cells, second: Cells): Cells {
  const headings = new Set([...Object.keys(first), ...Object.keys(second)]) as Set<Column>;
  return Object.fromEntries(
    [...headings].map((heading) => {
      const parts = [first[heading], second[heading]].filter((cell) => cell !== undefined);
      const text = parts.map((part) => part.text).join(' ');
      return [heading, { text, box: (parts[0] as Cell).box, ...doubtsOf(parts), ...marksOf(parts) }];
    }),
  );
}
