import type { Dealer } from '#contracts/dealer.ts';
import type { Listing } from './marketplace.ts';
import { plainText } from './plain-text.ts';
import { spokenRoubles, toRoubles } from './price.ts';
import type { RussianWords } from './russian-words.ts';
import { SPRING_ONLY, springOptionsOf } from './sold-options.ts';

const priceOf = ({ extracted }: Listing, conversion: Dealer['conversion']): string => {
  const price = toRoubles(extracted.price, conversion);
  return 'roubles' in price ? spokenRoubles(price.roubles) : '';
};

/**
 * One line for each machine that an ad stands for: its colour and options in Russian, its code, and where
 * not all cost the same its price, since the ad's own is that of the cheapest. Empty for one alone.
 */
export const variantLines = (
  variants: readonly Listing[],
  words: RussianWords,
  conversion: Dealer['conversion'],
): string[] => {
  if (variants.length < 2) return [];
  const samePrice = new Set(variants.map((variant) => priceOf(variant, conversion))).size === 1;
  return variants.map((variant) => {
    const { color, springOnly, modelCode } = variant.extracted;
    const options = springOptionsOf(variant.extracted).map((option) => words.say('options', option));
    const look = [words.say('colours', color), ...options, springOnly && SPRING_ONLY]
      .filter(Boolean)
      .join(', ');
    const code = `код ${modelCode}`;
    const parts = [look ? `${look} (${code})` : code, samePrice ? '' : priceOf(variant, conversion)];
    return plainText(parts.filter(Boolean).join(' — '));
  });
};
