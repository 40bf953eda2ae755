import { type Spelling, spelled } from '#reference/lexicon/spelled.ts';
import { EQUIPMENT } from '../lexicon/equipment.ts';
import { FAMILIES } from '../lexicon/families.ts';
import { PACKAGES } from '../lexicon/packages.ts';
import { SPELLINGS } from './spelling.ts';

/** Letters: below this a word is another word as easily as a slip of the pen ("LE", "LT"; "Core", "Cory"). */
const SHORTEST = 6;
/** From here on a wrong letter is a slip; in a shorter word it makes another word ("Expert", "Export"). */
const LONG = 7;

const lettersOf = (text: string): string[] => text.toUpperCase().match(/\p{L}+/gu) ?? [];

/** Words that tell one machine from another, and those beside them. */
const TELLING: readonly string[] = [
  ...new Set(
    [
      ...FAMILIES.map(({ name }) => name),
      ...Object.keys(PACKAGES),
      ...Object.values(PACKAGES),
      'PASSENGER',
      'PACKAGE',
    ].flatMap(lettersOf),
  ),
].filter((word) => word.length >= SHORTEST);

const KNOWN: ReadonlySet<string> = new Set([
  ...TELLING,
  ...FAMILIES.flatMap(({ spellings = [] }) => spellings).flatMap(lettersOf),
  ...EQUIPMENT,
]);

/** Slips of the pen between two words: letters too many, missing, wrong, or changed places. */
function slips(one: string, other: string): number {
  let before: number[] = [];
  let last = [...Array(other.length + 1).keys()];
  for (let at = 1; at <= one.length; at += 1) {
    const row = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const wrong = one[at - 1] === other[to - 1] ? 0 : 1;
      const swapped = one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      row.push(
        Math.min(
          ...[(last[to] as number) + 1, (row[to - 1] as number) + 1, (last[to - 1] as number) + wrong],
          ...(swapped ? [(before[to - 2] as number) + 1] : []),
        ),
      );
    }
    [before, last] = [last, row];
  }
  return last[other.length] as number;
}

const sortedLetters = (word: string): string => [...word].sort().join('');

/** A wrong letter, and no letter too many, missing or at another place. */
const isOtherLetter = (one: string, other: string): boolean =>
  one.length === other.length && sortedLetters(one) !== sortedLetters(other);

const isSlipOf = (word: string, meant: string): boolean =>
  Math.abs(word.length - meant.length) <= 1 &&
  (meant.length >= LONG || !isOtherLetter(word, meant)) &&
  slips(word, meant) <= 1;

const weighed = new Map<string, string>();
const MOST_WEIGHED = 10_000;

function weigh(word: string): string {
  if (KNOWN.has(word) || word.length < SHORTEST) return word;
  const [meant, ...others] = TELLING.filter((known) => isSlipOf(word, known));
  return meant !== undefined && others.length === 0 ? meant : word;
}

/** The word of the trade that a misspelt one can only be ("PASSANGER"); every other word as it is. */
function meantBy(word: string): string {
  const known = weighed.get(word);
  if (known !== undefined) return known;
  const meant = weigh(word);
  if (weighed.size < MOST_WEIGHED) weighed.set(word, meant);
  return meant;
}

/**
 * Compatibility forms first: a no-break hyphen or a full-width letter would hide an abbreviation. But a raised
 * figure is a footnote's mark (save in cm³), and would become part of the word before it.
 */
const plain = (text: string): string =>
  text
    .replace(/[®™©†‡]|(?<![mм])[¹²³⁰-⁹]/giu, '')
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ');

/** A point or slash means something only between digits ("1.5", "50/9"). */
const words = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^\p{L}\p{N}+./]+/gu, ' ')
    .replace(/(?<!\d)[./]|[./](?!\d)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Characters: no name of a machine is longer, and what follows would only cost time. */
const LONGEST_NAME = 1_000;
/** A word of no lexicon: a name that was cut waits for a person. */
const CUT = 'CUT…HERE';

const LONG_WORD = /\p{L}{6,30}/gu;

const withoutSlips = (text: string): string =>
  text.replace(LONG_WORD, (word) => {
    const meant = meantBy(word.toUpperCase());
    return meant === word.toUpperCase() ? word : meant;
  });

/** The misspelt words of a text, each with the word of the trade that it is read as. */
export const slipsIn = (text: string): [printed: string, meant: string][] =>
  [...plain(text.slice(0, LONGEST_NAME)).matchAll(LONG_WORD)]
    .map(([word]): [string, string] => [word, meantBy(word.toUpperCase())])
    .filter(([word, meant]) => meant !== word.toUpperCase());

/**
 * Text as matching compares it, in the order of S0-32: marks off, abbreviations spelled out, spaces and
 * hyphens levelled, upper case. `slips` are spellings that only this source of text has.
 */
export function normalise(text: string, slips: readonly Spelling[] = []): string {
  const printed = plain(text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)} ${CUT}` : text);
  return words(spelled(withoutSlips(spelled(printed, slips)), SPELLINGS));
}
