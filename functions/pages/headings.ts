import { HEADINGS, type Heading } from '#reference/lexicon/headings.ts';
import {
  OTHER_PRICE_WORDS,
  PLAIN_PRICE_WORDS,
  PRICE_STEMS,
  PRICE_WORDS,
} from '#reference/lexicon/price-headings.ts';
import { keptReadings } from '#reference/naming/kept-readings.ts';

export const PARTS_OF_TRACK: ReadonlySet<Heading> = new Set<Heading>(['trackLength', 'trackProfile']);

const LONGEST_HEADING_WORDS = 4;
/** Letters; what is longer is a sentence about prices. */
const LONGEST_PRICE_HEADING = 60;
const BY_LETTERS = new Map(
  Object.entries(HEADINGS).flatMap(([heading, texts]) =>
    texts.map((text) => [letters(text), heading as Heading]),
  ),
);

/** What a heading's text stands for: a price by the words in it, else its longest beginning that the lexicon knows. */
export const headingOf = keptReadings((text): Heading | null => priceHeading(text) ?? knownBeginning(text));

function priceHeading(text: string): Heading | null {
  if (text.length > LONGEST_PRICE_HEADING || !speaksOf(text, PRICE_WORDS)) return null;
  const isOther = speaksOf(text, OTHER_PRICE_WORDS) || knownBeginning(text) === 'otherPrice';
  return isOther ? 'otherPrice' : 'price';
}

/** True where one of the words stands in a heading; see `price-headings.ts` for how they are written. */
export function speaksOf(text: string, words: readonly string[]): boolean {
  const plain = ` ${plainWords(text)} `;
  return words.some((word) => plain.includes(word));
}

/** A text in small letters, every other sign but % a space, without these words. */
export const without = (text: string, words: readonly string[]): string =>
  words.reduce((plain, word) => plain.replaceAll(word, ' '), ` ${plainWords(text)} `);

/** Between a word and a code in capitals, as columns of databases are called: "PriceEUR". */
export const BEFORE_CODE = /(?<=\p{Ll})(?=\p{Lu}{3}(?!\p{L}))/gu;

/** The words of a text; each is asked for several kinds of words. */
const plainWords = keptReadings((text) =>
  text
    .normalize('NFKC')
    .replace(BEFORE_CODE, ' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim(),
);

const PLAIN = new Set([...PLAIN_PRICE_WORDS, ...PRICE_STEMS]);
const MODEL_YEAR = /^my\d{2,4}$/;
/** How stems end: "hinta", "priser", "preise". */
const LONGEST_ENDING = 2;

/**
 * True for a price heading that says nothing but that its prices are those of a customer: every word of it is known,
 * apart from numbers and codes of currencies.
 */
export function isPlainPrice(text: string): boolean {
  return isWholeHeading(text) || plainWords(text).split(' ').every(isPlainWord);
}

function isPlainWord(word: string): boolean {
  if (
    PLAIN.has(word) ||
    !/\p{L}/u.test(word) ||
    MODEL_YEAR.test(word) ||
    CURRENCY_CODES.has(word.toUpperCase())
  )
    return true;
  if (BY_LETTERS.get(word) === 'price') return true;
  return PRICE_STEMS.some((stem) => {
    const at = word.indexOf(stem);
    const [before, after] = [word.slice(0, Math.max(at, 0)), word.slice(at + stem.length)];
    return at >= 0 && after.length <= LONGEST_ENDING && (before === '' || isPlainCompound(before));
  });
}

/** "Vähittäismyynti", "konsument(s)": one known word, or two. */
function isPlainCompound(word: string): boolean {
  const isKnown = (part: string) => PLAIN.has(part) || (part.endsWith('s') && PLAIN.has(part.slice(0, -1)));
  const cuts = Array.from({ length: word.length }, (_, at) => at);
  return isKnown(word) || cuts.some((at) => isKnown(word.slice(0, at)) && isKnown(word.slice(at)));
}

const CURRENCY_CODES = new Set(Intl.supportedValuesOf('currency'));

function knownBeginning(text: string): Heading | null {
  const words = text
    .split(/[\s/(),:;.]+/)
    .filter(Boolean)
    .slice(0, LONGEST_HEADING_WORDS)
    .map(letters);
  for (let length = words.length; length > 0; length--) {
    const heading = BY_LETTERS.get(words.slice(0, length).join(''));
    if (heading === 'track') return partOfTrack(words.slice(length)) ?? heading;
    if (heading) return heading;
  }
  return null;
}

/** "Matta, längd". */
function partOfTrack(words: readonly string[]): Heading | null {
  const part = words.length > 0 ? knownBeginning(words.join(' ')) : null;
  return part && PARTS_OF_TRACK.has(part) ? part : null;
}

/** True for a text that is a heading of the lexicon as it stands, with nothing before or behind. */
export const isWholeHeading = (text: string): boolean => BY_LETTERS.has(letters(text));

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}№]/gu, '');
}
