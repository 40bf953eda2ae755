import { DISPLAYS, type Meaning, STARTERS } from '#reference/lexicon/specifications.ts';

const meaning = (text: string, meanings: readonly Meaning[]): string | null =>
  meanings.find(({ pattern }) => pattern.test(text))?.canonical ?? null;

/** The starter that a text names, in the words of the lexicon; null where it names none. */
export const starterIn = (text: string): string | null => meaning(text, STARTERS);

/** The display that a text names, by the size of its screen; null where it names none. */
export const displayIn = (text: string): string | null => meaning(text, DISPLAYS);
