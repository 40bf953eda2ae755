import { HEADINGS, type Heading } from '#reference/lexicon/headings.ts';
import { OTHER_PRICE_WORDS, PRICE_WORDS } from '#reference/lexicon/price-headings.ts';

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
export function headingOf(text: string): Heading | null {
  return priceHeading(text) ?? knownBeginning(text);
}

function priceHeading(text: string): Heading | null {
  if (text.length > LONGEST_PRICE_HEADING || !speaksOf(text, PRICE_WORDS)) return null;
  const isOther = speaksOf(text, OTHER_PRICE_WORDS) || knownBeginning(text) === 'otherPrice';
  return isOther ? 'otherPrice' : 'price';
}

/** True where one of the words stands in a heading; see `price-headings.ts` for how they are written. */
export function speaksOf(text: string, words: readonly string[]): boolean {
  const plain = ` ${text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')} `;
  return words.some((word) => plain.includes(word));
}

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
