import * as z from 'zod';
import colours from './russian/colours.json' with { type: 'json' };
import displays from './russian/displays.json' with { type: 'json' };
import engines from './russian/engines.json' with { type: 'json' };
import equipment from './russian/equipment.json' with { type: 'json' };
import highlights from './russian/highlights.json' with { type: 'json' };
import options from './russian/options.json' with { type: 'json' };
import starters from './russian/starters.json' with { type: 'json' };
import suspensions from './russian/suspensions.json' with { type: 'json' };
import tracks from './russian/tracks.json' with { type: 'json' };

const SUBJECTS = {
  colours,
  displays,
  engines,
  equipment,
  highlights,
  options,
  starters,
  suspensions,
  tracks,
};
export type Subject = keyof typeof SUBJECTS;

/**
 * Reviewed translations by subject. A key is the printed term in lower case; in it "#" stands for a number,
 * "*" for the name a maker gives, and "~" for another term of the subject; each stands again in the
 * translation.
 */
const Entries = z.record(z.string(), z.string().min(1));

type Terms = ReadonlyMap<string, string>;

const GLOSSARY: ReadonlyMap<string, Terms> = new Map(
  Object.entries(SUBJECTS).map(([subject, words]) => [
    subject,
    new Map(Object.entries(Entries.parse(words))),
  ]),
);

/** Inches as the lists of several languages write them. */
const INCHES = /(?<=\d)\s*(?:inch(?:es)?|in\.?|tum|tommers?|tuumaa?n?|"|″|”)(?=\s|$)/gi;

/** Lists break words after a hyphen ("X- light"), use several spaces and have their own words for inches. */
const printedWell = (printed: string): string =>
  printed.replaceAll('- ', '-').replace(INCHES, ' in.').replace(/\s+/g, ' ').trim();

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

/** "Timeless Black (painted)" by "~ (painted)" and whatever "Timeless Black" is. */
const withTerm = (terms: Terms, printed: string): string | undefined => {
  const last = printed.lastIndexOf(' (');
  const pattern = last > 0 && terms.get(`~${printed.slice(last).toLowerCase()}`);
  const term = pattern && partOf(terms, printed.slice(0, last));
  return term ? pattern.replace('~', () => term) : undefined;
};

const phraseOf = (terms: Terms, printed: string): string | undefined =>
  terms.get(printed.toLowerCase()) ?? withNumber(terms, printed);

const SEPARATORS: Terms = new Map([
  ['/', ' / '],
  [',', ', '],
]);

const partOf = (terms: Terms, part: string): string | undefined => {
  const printed = printedWell(part);
  return (
    SEPARATORS.get(printed) ??
    phraseOf(terms, printed) ??
    withTerm(terms, printed) ??
    withName(terms, printed)
  );
};

/**
 * The Russian of a printed term, whole or part by part ("Neo Yellow / Black").
 * Null when any part has no reviewed translation: nothing is guessed.
 */
export const translate = (subject: Subject, printed: string): string | null => {
  const terms: Terms = GLOSSARY.get(subject) ?? new Map();
  const whole = phraseOf(terms, printedWell(printed));
  if (whole) return whole;
  const parts = printed.split(/([/,])/).map((part) => partOf(terms, part));
  return parts.includes(undefined) ? null : parts.join('');
};

/** Russian phrases of the glossary, and what a title has room to say instead. */
const SHORT: readonly [RegExp, string][] = [
  [/^(?:.*дисплей|.*цифровая,|.*сенсорная,|цветная.*,) ([\d,]+) дюйма$/, 'экран $1"'],
  [/^электрический(?:$| и | стартер)/, 'электростартер'],
  [/^ручной/, 'ручной стартер'],
  [/^SHOT\b/, 'SHOT'],
  [/Smart-Shox$/, 'Smart-Shox'],
  [/^исполнение (.+)$/, '$1'],
  [/шипованная$/, 'шипы'],
  [/^комплект для пассажира$/, '+пассажир'],
];

/** A translated term in as few letters as a title has room for; null for what no title says. */
export const shortTerm = (russian: string): string | null => {
  const [pattern, short] = SHORT.find(([whole]) => whole.test(russian)) ?? [];
  const found = pattern?.exec(russian);
  return found && short ? short.replace('$1', found[1] ?? '') : null;
};
