import { EQUIPMENT } from '../lexicon/equipment.ts';
import { FAMILIES } from '../lexicon/families.ts';
import { PACKAGES } from '../lexicon/packages.ts';

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
export function meantBy(word: string): string {
  const known = weighed.get(word);
  if (known !== undefined) return known;
  const meant = weigh(word);
  if (weighed.size < MOST_WEIGHED) weighed.set(word, meant);
  return meant;
}
