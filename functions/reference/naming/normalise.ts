import { type Spelling, spelled } from '#reference/lexicon/spelled.ts';
import { EQUIPMENT } from '../lexicon/equipment.ts';
import { FAMILIES } from '../lexicon/families.ts';
import { PACKAGES } from '../lexicon/packages.ts';
import { keptReadings } from './kept-readings.ts';
import { distanceOf } from './letter-distance.ts';
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

const sortedLetters = (word: string): string => [...word].sort().join('');

/** A wrong letter, and no letter too many, missing or at another place. */
const isOtherLetter = (one: string, other: string): boolean =>
  one.length === other.length && sortedLetters(one) !== sortedLetters(other);

const isSlipOf = (word: string, meant: string): boolean =>
  Math.abs(word.length - meant.length) <= 1 &&
  (meant.length >= LONG || !isOtherLetter(word, meant)) &&
  distanceOf(word, meant, 1) <= 1;

/** The word of the trade that a misspelt one can only be ("PASSANGER"); every other word as it is. */
const meantBy = keptReadings((word) => {
  if (KNOWN.has(word) || word.length < SHORTEST) return word;
  const [meant, ...others] = TELLING.filter((known) => isSlipOf(word, known));
  return meant !== undefined && others.length === 0 ? meant : word;
});

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

const levelled = (printed: string): string => words(spelled(withoutSlips(printed), SPELLINGS));

const normalised = keptReadings((text) => levelled(plain(text)));

/**
 * Text as matching compares it, in the order of S0-32: marks off, abbreviations spelled out, spaces and
 * hyphens levelled, upper case. `slips` are spellings that only this source of text has.
 */
export function normalise(text: string, slips: readonly Spelling[] = []): string {
  const whole = text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)} ${CUT}` : text;
  return slips.length === 0 ? normalised(whole) : levelled(spelled(plain(whole), slips));
}
