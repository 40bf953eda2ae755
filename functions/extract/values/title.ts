import { withoutLetterSpacing } from '#pages/text.ts';
import { brandInTitle } from '#reference/naming/machine.ts';
import { DATE_WORDS, MARKET_CODES, MARKETS, MODEL_YEAR_WORDS, OTHER_DATE_WORDS } from './titles.ts';

/** What the visible title above a table says; null for what it does not. */
export interface Title {
  brand: string | null;
  modelYear: number | null;
  market: string | null;
  /** ISO date. */
  printedDate: string | null;
  /** As printed, without what letters are apart by. */
  lines: readonly string[];
}

export const NOTHING_SAID: Title = {
  brand: null,
  modelYear: null,
  market: null,
  printedDate: null,
  lines: [],
};

/** "2025-02-19", "2025/02/19". */
const ISO_DATE = /\b(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b/;
/** "19.2.2025", "19/02/2025": the Nordic lists put the day first. */
const DAY_FIRST_DATE = /\b(\d{1,2})[./-](\d{1,2})[./-](20\d\d)\b/;
const ANY_DATE = new RegExp(`${ISO_DATE.source}|${DAY_FIRST_DATE.source}`, 'g');
const ANY_DATE_IN = new RegExp(ANY_DATE.source);
/** What sets the words about one thing apart from those about another. */
const ASIDE = /[|;,()*•=]/;
/** "1.9.–31.12.2026", "1.9.2026 - 31.12.2026". */
const ENDS_PERIOD = /(?:\d\.?|^)\s*[-–—]\s*$/;
const SHORT_WORDS = 3;
const EVERY_YEAR = /(?<!\d)20\d\d(?!\d)/g;
const SEASON = /(?<!\d)((?:20)?\d\d)\s?[-–—/]\s?((?:20)?\d\d)(?!\d)/g;

const WORDS = MODEL_YEAR_WORDS.map((word) => word.replace(' ', '\\s{0,3}')).join('|');
const YEAR_AFTER_WORD = new RegExp(`(?:${WORDS})\\s{0,3}:?\\s{0,3}'?((?:20)?\\d\\d)(?!\\d)`, 'iu');
const YEAR_BEFORE_WORD = new RegExp(`(?<!\\d)(20\\d\\d)\\s{0,3}-?\\s{0,3}(?:${WORDS})`, 'iu');

const MARKET_CODE = new RegExp(
  `(?:^|[/|(,–—-]|20\\d\\d|MY ?\\d\\d|[Ll]ist[ae]?|LIST[AE]?)\\s*(${MARKET_CODES.join('|')})\\s*(?=$|[/|),–—-])`,
  'gu',
);

/** Reads the lines of a title; `phrases` are the texts in them that stand apart from one another, by default the lines. */
export function readTitle(lines: readonly string[], phrases = lines): Title {
  const plain = lines.map(withoutLetterSpacing);
  const date = printedDate(phrases.map(withoutLetterSpacing));
  const undated = plain.map((line) => line.replace(ISO_DATE, ' ').replace(DAY_FIRST_DATE, ' '));
  return {
    brand: plain.map(brandInTitle).find((brand) => brand !== null) ?? null,
    modelYear: modelYear(undated.map(withoutSeasons)),
    market: market(plain),
    printedDate: date,
    lines: plain,
  };
}

/** True for a title that begins a list: it names a brand or a model year. */
export function namesList({ brand, modelYear }: Title): boolean {
  return brand !== null || modelYear !== null;
}

/** The first date that nothing beside it says to be another than the list's. */
function printedDate(phrases: readonly string[]): string | null {
  for (const [index, phrase] of phrases.entries()) {
    const around = [phrases[index - 1], phrases[index + 1]].filter(isShort);
    const found = datesIn(phrase).find((date) => isOfList(date, around.join(' ')));
    if (found) return found.iso;
  }
  return null;
}

/** "Valid until", "asti": a sentence is about other things. */
const isShort = (text = ''): boolean => text.split(' ').length <= SHORT_WORDS && !ANY_DATE_IN.test(text);

/** A date, and what stands beside it up to the next date or mark. */
interface FoundDate {
  iso: string | null;
  before: string;
  after: string;
}

function datesIn(text: string): FoundDate[] {
  const found = [...text.matchAll(ANY_DATE)];
  return found.map((match, index) => {
    const end = match.index + match[0].length;
    const last = found[index - 1];
    const before = text.slice(last ? last.index + last[0].length : 0, match.index);
    const after = text.slice(end, found[index + 1]?.index);
    return {
      iso: dateIn(match[0]),
      before: before.split(ASIDE).at(-1) ?? '',
      after: after.split(ASIDE)[0] ?? '',
    };
  });
}

function dateIn(text: string): string | null {
  const [, year, month, day] = ISO_DATE.exec(text) ?? [];
  if (year) return isoDate(year, month, day);
  const [, first, second, third] = DAY_FIRST_DATE.exec(text) ?? [];
  return isoDate(third, second, first);
}

/**
 * A date alone, or beside words that say it is the list's: not the end of a period, no delivery, no campaign. Of one
 * alone the texts `around` it may say the same.
 */
function isOfList({ before, after }: FoundDate, around: string): boolean {
  const beside = `${before} ${after}`;
  if (ENDS_PERIOD.test(before) || speaksOfWords(beside, OTHER_DATE_WORDS)) return false;
  if (!/\p{L}/u.test(beside)) return !speaksOfWords(around, OTHER_DATE_WORDS);
  return speaksOfWords(beside, DATE_WORDS) || brandInTitle(beside) !== null || market([beside]) !== null;
}

/** True where one of the words, or of the words one after another, stands in the text. */
function speaksOfWords(text: string, words: readonly string[]): boolean {
  const plain = ` ${text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .join(' ')} `;
  return words.some((word) => plain.includes(` ${word} `));
}

function isoDate(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** A season ("2025–2026", "2025/26") is no model year: its machines may be those of either. */
function withoutSeasons(line: string): string {
  return line.replace(SEASON, (season, from: string, to: string) =>
    Number(to.slice(-2)) === Number(from.slice(-2)) + 1 ? ' ' : season,
  );
}

/** The number a year word stands beside; a bare year only where no line has such a word, and where it is the only one. */
function modelYear(lines: readonly string[]): number | null {
  const named = lines.map((line) => (YEAR_AFTER_WORD.exec(line) ?? YEAR_BEFORE_WORD.exec(line))?.[1]);
  const bare = lines.filter((line) => !line.includes('©')).flatMap((line) => line.match(EVERY_YEAR) ?? []);
  const only = new Set(bare).size === 1 ? bare[0] : undefined;
  const year = named.find((found) => found !== undefined) ?? only;
  return year ? Number(year.slice(-2)) + 2000 : null;
}

/** A country's name stands as a word of its own, or behind a year where letter spacing swallowed the spaces; of two none counts. */
function market(lines: readonly string[]): string | null {
  const words = lines.flatMap((line) => line.toUpperCase().split(/[^\p{L}]+/u));
  const named = new Set([...words.flatMap((word) => MARKETS[word] ?? []), ...lines.flatMap(marketCodes)]);
  return named.size === 1 ? ([...named][0] ?? null) : null;
}

function marketCodes(line: string): string[] {
  return [...line.matchAll(MARKET_CODE)].map(([, code = '']) => code);
}
