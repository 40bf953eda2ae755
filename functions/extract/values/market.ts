import type { Money } from '#contracts/money.ts';
import { HEADING_MARKETS } from '#reference/lexicon/heading-markets.ts';
import { crownNamedIn, legalTender, marketOfCrown } from './currencies.ts';

/** What tells a list's market, the surest first. */
export interface MarketEvidence {
  /** By the title. */
  market: string | null;
  priceHeading: string;
  /** By the language of the headings. */
  headingMarket: string | null;
}

const MARKETS_OF_WORD = new Map(
  HEADING_MARKETS.flatMap(({ markets, words }) => words.map((word) => [word, markets])),
);

/** The one market whose language all telling words of the headings belong to; null where none or several remain. */
export function marketOfHeadings(texts: readonly string[]): string | null {
  const words = texts.flatMap((text) =>
    text
      .normalize('NFC')
      .toLowerCase()
      .split(/[^\p{L}]+/u),
  );
  const told = words.flatMap((word) => [MARKETS_OF_WORD.get(word) ?? []]).filter(({ length }) => length > 0);
  const [first = [], ...others] = told;
  const left = first.filter((market) => others.every((markets) => markets.includes(market)));
  return left.length === 1 ? (left[0] as string) : null;
}

/** The market a row's list is for; headings say nothing where the price stands in another country's money. */
export function marketOf(
  { market, priceHeading, headingMarket }: MarketEvidence,
  price: Money | null,
): string | null {
  if (market) return market;
  const crown = crownNamedIn(priceHeading);
  const told = crown ? marketOfCrown(crown) : headingMarket;
  return price === null || price.currency === legalTender(told) ? told : null;
}
