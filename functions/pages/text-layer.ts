import { HEADINGS } from '#reference/lexicon/headings.ts';
import { ORDINARY_TEXT } from '#reference/reading/languages.ts';
import {
  COVERED_BY_PICTURES,
  FEWEST_KNOWN_PAIRS,
  FEWEST_PAIRS,
  MOST_UNPRINTABLE,
  WORDS_OF_A_STAMP,
} from '#reference/reading/limits.ts';
import { area } from './box.ts';
import { modelCode } from './model-code.ts';
import type { Page } from './page.ts';

/** `absent`: there is no word; `unseen`: nobody sees those there are; `garbled`: what is drawn as letters is stored as others; `stamped`: a picture with a few words on it. */
export type TextLayer = 'usable' | 'absent' | 'unseen' | 'garbled' | 'stamped';

/** What a page's text is worth: words that only a picture shows, or that the file spells wrongly, are no data. */
export function textLayerOf(page: Page): TextLayer {
  if (page.sheet) return 'usable';
  const texts = page.words.filter(({ visible }) => visible).map(({ text }) => text);
  if (texts.length === 0) return page.words.length > 0 && !isCovered(page) ? 'unseen' : 'absent';
  if (isContradicted(page) || isGarbled(texts)) return 'garbled';
  return texts.length < WORDS_OF_A_STAMP && isCovered(page) ? 'stamped' : 'usable';
}

/** True where a page shows text in a font that says to be other letters than it draws: none of its words is sure. */
export const isContradicted = ({ words }: Page): boolean =>
  words.some(({ visible, doubts }) => visible && doubts?.includes('garbled'));

/** Fonts without ToUnicode give signs of their own, or the letters of other places of the alphabet. */
export function isGarbled(texts: readonly string[]): boolean {
  const signs = texts.join('');
  if (unprintable(signs) > signs.length * MOST_UNPRINTABLE) return true;
  let [pairs, known] = [0, 0];
  for (const text of texts)
    if (!modelCode(text))
      for (const word of wordsIn(text)) {
        pairs += word.length - 1;
        for (let at = 1; at < word.length; at++) if (KNOWN_PAIRS.has(pairAt(word, at))) known++;
      }
  return pairs >= FEWEST_PAIRS && known < pairs * FEWEST_KNOWN_PAIRS;
}

/** Control, private-use and unassigned characters, and the sign for "unknown". */
const UNPRINTABLE = /[\p{Cc}\p{Co}\p{Cn}\uFFFD]/gu;

const unprintable = (text: string): number => text.match(UNPRINTABLE)?.length ?? 0;

/** Shorter ones are units and abbreviations, longer ones no words: neither looks like anything. */
const LETTERS = /\p{L}+/gu;
const SHORTEST_WORD = 3;
const LONGEST_WORD = 25;

const wordsIn = (text: string): string[] =>
  (text.normalize('NFC').toLowerCase().match(LETTERS) ?? []).filter(
    ({ length }) => length >= SHORTEST_WORD && length <= LONGEST_WORD,
  );

/** Neighbouring letters as one number: a page has thousands, and a text of two would be made for each. */
const pairAt = (word: string, at: number): number => word.charCodeAt(at - 1) * 0x10000 + word.charCodeAt(at);

/** Neighbouring letters of the words of a text: "Malli" → ma, al, ll, li. */
function letterPairs(text: string): number[] {
  const pairs: number[] = [];
  for (const word of wordsIn(text)) for (let at = 1; at < word.length; at++) pairs.push(pairAt(word, at));
  return pairs;
}

const KNOWN_PAIRS = new Set([...Object.values(HEADINGS).flat(), ...ORDINARY_TEXT].flatMap(letterPairs));

/** Scanners cut pages into strips, so that areas are added up. */
function isCovered({ images, width: across, height: down }: Page): boolean {
  const covered = images.reduce((sum, { box }) => sum + area(box), 0);
  return covered > across * down * COVERED_BY_PICTURES;
}
