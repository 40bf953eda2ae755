import { VALUE_TAGS } from '#contracts/matched.ts';
import type { Ad } from '#contracts/validated.ts';
import { LISTING_WEIGHTS, type ListingWeights, type Measure } from '#reference/scoring/listing-weights.ts';
import type { ListedProduct } from '../listed-products.ts';

type Scored = Pick<ListedProduct, 'matched' | 'validated'>;

const fieldOf = (ad: Ad | null, tag: string): string => ad?.fields[tag] ?? '';

/** An electric machine has neither. */
const OF_PETROL_ALONE = ['EngineCapacity', 'Stroke'];

/** The share that is known of the values this machine can have. */
const technicalValues = ({ validated: { ad } }: Scored): number => {
  const electric = fieldOf(ad, 'EngineType') === 'Электро';
  const tags = VALUE_TAGS.filter((tag) => !electric || !OF_PETROL_ALONE.includes(tag));
  return tags.filter((tag) => fieldOf(ad, tag)).length / tags.length;
};

/** What a buyer reads: tags and blanks apart. */
const letters = (description: string): number => description.replace(/<[^>]*>|\s/g, '').length;

const AMOUNTS: Record<Measure, (product: Scored) => number> = {
  technicalValues,
  matchConfidence: ({ matched }) => (matched.decision === 'rejected' ? 0 : matched.confidence),
  pictures: ({ validated: { ad } }) => ad?.images.length ?? 0,
  descriptionLetters: ({ validated: { ad } }) => letters(fieldOf(ad, 'Description')),
};

const tenth = (value: number): number => Math.round(10 * value) / 10;

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

const sharesOf = (product: Scored, { shares }: ListingWeights): [string, number][] =>
  shares.map(({ measure, full, points }) => [
    measure,
    tenth(points * Math.min(1, AMOUNTS[measure](product) / full)),
  ]);

const bonusOf = ({ validated: { ad } }: Scored, { bonuses, mostBonus }: ListingWeights): number =>
  Math.min(
    mostBonus,
    sum(bonuses.filter(({ tag, value }) => fieldOf(ad, tag) === value).map(({ points }) => points)),
  );

/** Adds up shares and bonuses, each under its cap and all under one. */
export const weightedScorer = (weights: ListingWeights = LISTING_WEIGHTS): ListingScorer => ({
  score: (product) => {
    const parts = Object.fromEntries([...sharesOf(product, weights), ['bonus', bonusOf(product, weights)]]);
    return { score: tenth(Math.min(weights.most, sum(Object.values(parts)))), parts };
  },
});

/** Says how good an ad a product makes, whatever its verdict: 0 to 100, with what each part gave. */
export interface ListingScorer {
  score(product: Pick<ListedProduct, 'matched' | 'validated'>): ListingScore;
}

interface ListingScore {
  /** 0 to 100, to a tenth. */
  score: number;
  parts: Record<string, number>;
}

/** The scorers there are (S1-29); `parts.listingScorer` of the settings names the one in use. */
export const LISTING_SCORERS: Record<string, ListingScorer> = { weighted: weightedScorer() };
