import { type Spelling, spelled } from '#reference/lexicon/spelled.ts';
import { SPELLINGS } from '#reference/matching/spelling.ts';

/**
 * Compatibility forms first: a no-break hyphen or a full-width letter would hide an abbreviation. But a raised
 * figure is a footnote's mark (save in cm³), and would become part of the word before it.
 */
const plain = (text: string): string =>
  text
    .replace(/[®™©†‡]|(?<![mм])[¹²³⁰-⁹]/giu, '')
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ');

/** A point or slash means something only between digits ("1.5", "50/9"). */
const words = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^\p{L}\p{N}+./]+/gu, ' ')
    .replace(/(?<!\d)[./]|[./](?!\d)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Text as matching compares it, in the order of S0-32: marks off, abbreviations spelled out, spaces and
 * hyphens levelled, upper case. `slips` are spellings that only this source of text has.
 */
export function normalise(text: string, slips: readonly Spelling[] = []): string {
  return words(spelled(spelled(plain(text), slips), SPELLINGS));
}
