import type { ExtractedProduct } from '#contracts/extracted.ts';
import { say, translate } from '#reference/glossary/glossary.ts';
import { keptReadings } from '#reference/naming/kept-readings.ts';
import { plainText } from './plain-text.ts';

/** "Limited + Passenger kit": what comes with the machine stands behind a plus of its own ("Neo+" is a name). */
const EXTRA = /\s\+\s*(?<extra>[^+]+)/g;

const isKnown = (extra: string): boolean => translate('options', extra.trim()) !== null;

/** What is sold with a machine by its package's printed name, as far as the glossary knows it. */
export const packageExtras = (printed: string | null): string[] =>
  [...(printed ?? '').matchAll(EXTRA)].map(([, extra = '']) => extra.trim()).filter(isKnown);

/** The package without what is sold with it. */
export const withoutExtras = (printed: string): string =>
  printed.replace(EXTRA, (whole, extra: string) => (isKnown(extra) ? '' : whole));

/** How the glossary says "spring only model": the row itself tells that, and its text once. */
export const SPRING_ONLY = 'только по весеннему заказу';

const isSpringOnly = (option: string): boolean => translate('options', option) === SPRING_ONLY;

/** The spring options that a row prints, one by one. */
export const springOptionsOf = ({ springOptions, springOnly }: ExtractedProduct): string[] =>
  plainText(springOptions ?? '')
    .split(/\s*[,;]\s*(?!\d)/)
    .filter((option) => option !== '' && !(springOnly && isSpringOnly(option)));

/** Everything that a row sells on top of its model, as printed. */
export const soldOptions = (extracted: ExtractedProduct): string[] => [
  ...springOptionsOf(extracted),
  ...packageExtras(extracted.package),
];

/** Words between blanks, so that "LT" is not found in "LTD". */
const wordsOf = keptReadings((text) => ` ${(text.toLowerCase().match(/\d+|[\p{L}+]+/gu) ?? []).join(' ')} `);

/** Tells whether a text says words, one behind the other. */
export const sayingOf = (text: string): ((words: string) => boolean) => {
  const said = wordsOf(text);
  return (words) => said.includes(wordsOf(words));
};

/** Whether a text says these words, one behind the other. */
export const says = (text: string, words: string): boolean => sayingOf(text)(words);

/** What a row sells on top of its model and a text does not name, by the words that the glossary has for it. */
export const optionsNotIn = (isSaid: (words: string) => boolean, extracted: ExtractedProduct): string[] =>
  soldOptions(extracted).filter((option) => !isSaid(say('options', option).russian));
