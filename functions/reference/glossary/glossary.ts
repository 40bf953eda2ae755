import { z } from 'zod';
import terms from './russian.json' with { type: 'json' };

const Terms = z.record(z.string(), z.string().min(1));

/** Reviewed translations by subject; a key is the printed term in lower case. */
const Glossary = z.strictObject({
  colours: Terms,
  starters: Terms,
  displays: Terms,
  tracks: Terms,
  options: Terms,
  engines: Terms,
  suspensions: Terms,
  equipment: Terms,
  highlights: Terms,
});
export type Subject = keyof z.infer<typeof Glossary>;

const glossary = new Map(
  Object.entries(Glossary.parse(terms)).map(([subject, words]) => [subject, new Map(Object.entries(words))]),
);

/** Lists break words after a hyphen ("X- light") and write one term in several cases. */
const keyOf = (printed: string): string =>
  printed.toLowerCase().replaceAll('- ', '-').replace(/\s+/g, ' ').trim();

const NUMBER = /\d+(?:[.,]\d+)?/;

/** A term as printed, or with its number as "#": "4.5 in. digital" is "# in. digital". */
const termOf = (subject: Subject, printed: string): string | undefined => {
  const terms = glossary.get(subject);
  const key = keyOf(printed);
  const number = NUMBER.exec(key)?.[0].replace('.', ',');
  return terms?.get(key) ?? (number && terms?.get(key.replace(NUMBER, '#'))?.replace('#', number));
};

const SEPARATORS: Record<string, string> = { '/': ' / ', ',': ', ' };

/**
 * The Russian of a printed term, whole or part by part ("Neo Yellow / Black").
 * Null when any part has no reviewed translation: nothing is guessed.
 */
export const translate = (subject: Subject, printed: string): string | null => {
  const whole = termOf(subject, printed);
  if (whole) return whole;
  const parts = printed.split(/([/,])/).map((part) => SEPARATORS[part] ?? termOf(subject, part));
  return parts.includes(undefined) ? null : parts.join('');
};
