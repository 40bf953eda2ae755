import { FAMILIES, type Family } from '../lexicon/families.ts';

const squeezed = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

const SPELLED_FAMILIES = FAMILIES.flatMap((family) =>
  [family.name, ...(family.spellings ?? [])].map((spelling) => ({ family, letters: squeezed(spelling) })),
).sort((one, other) => other.letters.length - one.letters.length);

/** Letter-spaced titles ("G R A N D T O U R I N G") are the longest way to write a family. */
const MOST_WORDS = 16;

/**
 * The longest family that the words begin with, and how many of them name it: "Xterrain Brutal" before
 * "Xterrain". Words only: a "Storm" is no ST. Null where they begin with none.
 */
export function familyAtStart(words: readonly string[]): { family: Family; words: number } | null {
  const beginnings = words.slice(0, MOST_WORDS).map((_, at) => squeezed(words.slice(0, at + 1).join('')));
  const known = SPELLED_FAMILIES.find(({ letters }) => beginnings.includes(letters));
  return known ? { family: known.family, words: beginnings.indexOf(known.letters) + 1 } : null;
}
