import { distanceOf } from '#reference/naming/letter-distance.ts';

/** Letters that a word may differ in for another to be meant; a short word in fewer. */
const MOST_SLIPS = 2;

/** Letters by which the beginning of a word says which is meant. */
const LEAST_BEGINNING = 3;

const slipsFor = (word: string): number => Math.min(MOST_SLIPS, Math.floor(word.length / 2));

/** The words that a person may mean who has written one that is none of them, the likeliest first; case does not count. */
export const wordsMeant = (written: string, known: readonly string[]): string[] => {
  const wanted = written.toLowerCase();
  const most = slipsFor(wanted);
  const near = known.map((word) => {
    const begins = wanted.length >= LEAST_BEGINNING && word.toLowerCase().startsWith(wanted);
    return { word, slips: begins ? 0 : distanceOf(wanted, word.toLowerCase(), most) };
  });
  return near
    .filter(({ slips }) => slips <= most)
    .toSorted((one, other) => one.slips - other.slips)
    .map(({ word }) => word);
};
