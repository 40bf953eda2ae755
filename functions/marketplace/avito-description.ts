import type { Dealer } from '#contracts/dealer.ts';
import { LINES } from './description-lines.ts';
import { type Fillings, fillTemplate, OUR_TEMPLATE } from './fill-template.ts';
import { machineName, spoken } from './machine-name.ts';
import type { Listing } from './marketplace.ts';
import { plainText } from './plain-text.ts';
import { keptHighlights } from './replaced-equipment.ts';
import { type RussianWords, russianWords } from './russian-words.ts';
import { variantLines } from './variant-lines.ts';

const MAX_LENGTH = 7500;

const specifications = (listing: Listing, words: RussianWords, variants: readonly Listing[]): string[] =>
  LINES.filter(({ perVariant }) => !perVariant || variants.length < 2).flatMap(({ label, value }) => {
    const text = plainText(value(listing, words) || '');
    return text ? [`${label}: ${text}`] : [];
  });

/** A page is for several machines: what differs among them is told by the machine's own row. */
const DIFFERS = /engine|starter|start\b|display|track|available|option|only/i;

const equipment = (listing: Listing, words: RussianWords): string[] =>
  words.sayKnown(
    'highlights',
    keptHighlights(listing).filter((highlight) => !DIFFERS.test(highlight)),
  );

/** "Лыжи Pilot DS 3" says no more than the specification "Лыжи: Pilot DS 3". */
const withoutSaid = (items: readonly string[], specified: readonly string[]): string[] => {
  const said = new Set(specified.map((line) => line.replace(': ', ' ').toLowerCase()));
  return items.filter((item) => !said.has(item.toLowerCase()));
};

const codesOf = (listing: Listing, variants: readonly Listing[]): string =>
  (variants.length > 0 ? variants : [listing])
    .map(({ extracted }) => plainText(extracted.modelCode))
    .join(', ');

/** What stands for each field; of an ad for several codes no colour does, since its variants are listed. */
const fillingsFor = (
  listing: Listing,
  words: RussianWords,
  { conversion, description: template = OUR_TEMPLATE }: Pick<Dealer, 'conversion' | 'description'>,
  variants: readonly Listing[],
): Fillings => {
  const { family, package: kit, ...name } = machineName(listing);
  const texts = { ...name, family, package: kit, name: spoken(machineName(listing)) };
  const specified = specifications(listing, words, variants);
  const said = template.includes('{specifications}') ? specified : [];
  const colour = variants.length > 1 ? null : words.say('colours', listing.extracted.color);
  return {
    name: { text: texts.name },
    brand: { text: texts.brand },
    family: { text: family },
    package: { text: kit },
    engine: { text: texts.engine },
    year: { text: texts.year },
    colour: { text: plainText(colour ?? '') },
    specifications: { heading: 'Характеристики', items: specified },
    equipment: { heading: 'Оснащение', items: withoutSaid(equipment(listing, words), said) },
    variants: { heading: 'Варианты исполнения', items: variantLines(variants, words, conversion) },
    code: { text: codesOf(listing, variants) },
  };
};

/** A description, empty where it finds no room; and printed terms without a reviewed translation. */
export interface Description {
  text: string;
  untranslated: string[];
}

/**
 * The description of a listing in Russian, ≤ 7500 characters, with the markup Avito allows, by the dealer's
 * template or ours. An ad for several codes lists what its variants are.
 */
export const avitoDescription = (
  listing: Listing,
  dealer: Pick<Dealer, 'conversion' | 'description'>,
  variants: readonly Listing[] = [],
): Description => {
  const words = russianWords();
  const fillings = fillingsFor(listing, words, dealer, variants);
  const text = fillTemplate(dealer.description ?? OUR_TEMPLATE, fillings, MAX_LENGTH) ?? '';
  return { text, untranslated: [...new Set(words.untranslated)] };
};
