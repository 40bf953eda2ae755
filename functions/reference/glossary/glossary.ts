import { z } from 'zod';
import terms from './russian.json' with { type: 'json' };

const Entries = z.record(z.string(), z.string().min(1));

/**
 * Reviewed translations by subject. A key is the printed term in lower case; in it "#" stands for a number
 * and "*" for the name a maker gives, and both stand again in the translation.
 */
const Glossary = z.strictObject({
  colours: Entries,
  starters: Entries,
  displays: Entries,
  tracks: Entries,
  options: Entries,
  engines: Entries,
  suspensions: Entries,
  equipment: Entries,
  highlights: Entries,
});
export type Subject = keyof z.infer<typeof Glossary>;

const glossary = new Map(
  Object.entries(Glossary.parse(terms)).map(([subject, words]) => [subject, new Map(Object.entries(words))]),
);

type Terms = ReadonlyMap<string, string>;

/** Lists break words after a hyphen ("X- light") and use several spaces. */
const printedWell = (printed: string): string => printed.replaceAll('- ', '-').replace(/\s+/g, ' ').trim();

const NUMBER = /\d+(?:[.,]\d+)?/;

/** "4.5 in. digital" by "# in. digital": one phrase for every size. */
const withNumber = (terms: Terms, printed: string): string | undefined => {
  const number = NUMBER.exec(printed)?.[0].replace('.', ',');
  return number && terms.get(printed.toLowerCase().replace(NUMBER, '#'))?.replace('#', number);
};

/** "Scandi Blue" by "* blue": makers put names of their own before words that are known. */
const withName = (terms: Terms, printed: string): string | undefined => {
  const words = printed.split(' ');
  for (let first = 1; first < words.length; first++) {
    const known = terms.get(`* ${words.slice(first).join(' ').toLowerCase()}`);
    if (known) return known.replace('*', () => words.slice(0, first).join(' '));
  }
  return undefined;
};

const phraseOf = (terms: Terms, printed: string): string | undefined =>
  terms.get(printed.toLowerCase()) ?? withNumber(terms, printed);

const SEPARATORS: Terms = new Map([
  ['/', ' / '],
  [',', ', '],
]);

const partOf = (terms: Terms, part: string): string | undefined => {
  const printed = printedWell(part);
  return SEPARATORS.get(printed) ?? phraseOf(terms, printed) ?? withName(terms, printed);
};

/**
 * The Russian of a printed term, whole or part by part ("Neo Yellow / Black").
 * Null when any part has no reviewed translation: nothing is guessed.
 */
export const translate = (subject: Subject, printed: string): string | null => {
  const terms: Terms = glossary.get(subject) ?? new Map();
  const whole = phraseOf(terms, printedWell(printed));
  if (whole) return whole;
  const parts = printed.split(/([/,])/).map((part) => partOf(terms, part));
  return parts.includes(undefined) ? null : parts.join('');
};
