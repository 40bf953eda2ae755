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

/** Inches as the lists of several languages write them: "10.25 in.", "10,25-tum", "10.25-in". */
const INCHES =
  /(?<=\d)(?:\s|-)?(?:inch(?:es)?|in\.?|tum|tommers?|tuumaa?n?|tuumainen|zoll|дюйм\p{L}*|"|″|”)(?=[\s,;)]|-|$)-?/giu;

/** Lists break words after a hyphen ("X- light"), use several spaces and have their own words for inches. */
const printedWell = (printed: string): string =>
  printed.replaceAll('- ', '-').replace(INCHES, ' in. ').replace(/\s+/g, ' ').trim();

const GLOSSARY: ReadonlyMap<string, Terms> = new Map(
  Object.entries(SUBJECTS).map(([subject, words]) => [
    subject,
    new Map(Object.entries(Entries.parse(words)).map(([term, russian]) => [printedWell(term), russian])),
  ]),
);

const NUMBER = /\d+(?:[.,]\d+)?/;

/** "4.5 in. digital" by "# in. digital": one phrase for every size. */
const withNumber = (terms: Terms, printed: string): string | undefined => {
  const number = NUMBER.exec(printed)?.[0].replace('.', ',');
  return number && terms.get(printed.toLowerCase().replace(NUMBER, '#'))?.replace('#', number);
};

/** Words behind the maker's own name: no entry with a "*" has more. */
const MOST_KNOWN_WORDS = 6;

/** "Scandi Blue" by "* blue": makers put names of their own before words that are known. */
const withName = (terms: Terms, printed: string): string | undefined => {
  const words = printed.split(' ');
  for (let first = Math.max(1, words.length - MOST_KNOWN_WORDS); first < words.length; first++) {
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

/** A printed term in Russian as far as it is known. */
export interface Said {
  /** Parts without a reviewed translation stand in it as they are printed. */
  russian: string;
  complete: boolean;
}

/** Characters: what is longer is no term of the trade, and nobody has reviewed it. */
const LONGEST_TERM = 400;

const CYRILLIC = /\p{Script=Cyrillic}/u;

/** A list for Russian dealers prints its terms in Russian. */
const asPrinted = (part: string): Said => ({ russian: part.trim(), complete: CYRILLIC.test(part) });

const sayPart = (terms: Terms, part: string): Said => {
  const russian = partOf(terms, part);
  return russian === undefined ? asPrinted(part) : { russian, complete: true };
};

/** Says a printed term in Russian, whole or part by part ("Neo Yellow / Black"); nothing is guessed. */
export const say = (subject: Subject, printed: string): Said => {
  if (printed.length > LONGEST_TERM) return { russian: printed, complete: false };
  const terms: Terms = GLOSSARY.get(subject) ?? new Map();
  const whole = phraseOf(terms, printedWell(printed));
  if (whole) return { russian: whole, complete: true };
  const parts = printed.split(/([/,])/).map((part) => sayPart(terms, part));
  return {
    russian: parts.map(({ russian }) => russian).join(''),
    complete: parts.every(({ complete }) => complete),
  };
};

/** The Russian of a printed term; null when any part has no reviewed translation. */
export const translate = (subject: Subject, printed: string): string | null => {
  const { russian, complete } = say(subject, printed);
  return complete ? russian : null;
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
