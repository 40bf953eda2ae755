import { AS_NEW, NEW_STATES, SHOP_WORDS, USED_WORDS } from '#reference/lexicon/market-headings.ts';

/** Nobody calls a machine, a shop or a code by more letters: records and reasons bear so many. */
export const LONGEST_NAME = 300;
const LONGEST_LINK = 1_000;

/** The address of a page; null for what is none, or is too long for one. */
export const linkIn = (text: string): string | null =>
  text.length <= LONGEST_LINK && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');

const escaped = (word: string): string => word.replace(/[.\\/+*?()[\]{}|^$]/g, '\\$&');

const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\d])(?:${words.map(escaped).join('|')})(?![\\p{L}\\d])\\.?`, 'giu');

const SHOP = anyOf(SHOP_WORDS);
const USED = anyOf(USED_WORDS);

/** Colours in Russian and English: a shop writes one behind the name, and no name of a marketplace has one. */
const COLOURS =
  /(?<!\p{L})(?:ч[её]рн|бел|красн|син|зел[её]н|ж[её]лт|оранжев|сер|золот|голуб)(?:ый|ая|ое|ые|ий|яя|о-\p{L}{1,12})?(?!\p{L})|(?<!\p{L})(?:black|white|red|blue|green|yellow|grey|gray|silver)(?!\p{L})/giu;

/** A year, printed as such. */
const YEAR = /(?<!\d)20[1-3]\d(?!\d)/g;

/** What a shop calls a machine, without the words that shops write around names. */
export const machineWords = (title: string): string =>
  folded(title)
    .replace(SHOP, ' ')
    .replace(COLOURS, ' ')
    .replace(/[«»"“”„]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether a title says that the machine is used, let or sold in parts. */
export const saysUsed = (title: string): boolean => folded(title).search(USED) >= 0;

const NEW = anyOf(NEW_STATES);
const ALMOST_NEW = anyOf(AS_NEW);

/** Whether a state says that nobody has had the machine: "good" is said of used ones alone. */
export const saysNew = (state: string): boolean =>
  folded(state).search(NEW) >= 0 && folded(state).search(ALMOST_NEW) < 0;

/** The year that a title names; null where it names none, or several. */
export const yearIn = (title: string): number | null => {
  const years = new Set(title.match(YEAR));
  return years.size === 1 ? Number([...years][0]) : null;
};

/** The makers that the dealer's lists are of: an offer of others is nothing to compare with. */
const MAKERS = /ski[\s-]?doo|lynx|brp|ски[\s-]?ду|линкс/i;

/** Whether an offer may be of the dealer's trade, by its maker or its name. */
export const isOfTrade = (brand: string | null, title: string): boolean => MAKERS.test(`${brand} ${title}`);
