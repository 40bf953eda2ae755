import { VALUE_TAGS } from '#contracts/matched.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Ad } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { LISTING_WEIGHTS, type ListingWeights, type Measure } from './listing-weights.ts';

/** All that a machine's ad is scored by. */
export interface ScoredListing {
  /** Null where it has none. */
  ad: Ad | null;
  /** How sure its match is, 0 to 1; 0 where it was rejected. */
  matchConfidence: number;
  /** Whether a spec book has this very machine, another that lends it values, or nothing. */
  book: 'exact' | 'lent' | 'none';
  /** Pictures that are not the book's. */
  ownPictures: number;
  /** What the marketplace made of the ad; null where nobody has read that. */
  standing: string | null;
}

const fieldOf = ({ ad }: ScoredListing, tag: string): string => ad?.fields[tag] ?? '';

/** An electric machine has neither. */
const OF_PETROL_ALONE = ['EngineCapacity', 'Stroke'];

/** The values that this machine can have. */
const technicalTags = (listing: ScoredListing): readonly string[] =>
  VALUE_TAGS.filter((tag) => fieldOf(listing, 'EngineType') !== 'Электро' || !OF_PETROL_ALONE.includes(tag));

const technicalValues = (listing: ScoredListing): number => {
  const tags = technicalTags(listing);
  return tags.filter((tag) => fieldOf(listing, tag)).length / tags.length;
};

/** What a buyer reads: tags and blanks apart. */
export const lettersOf = (description: string): number => description.replace(/<[^>]*>|\s/g, '').length;

const optionalFields = (listing: ScoredListing, { optional }: ListingWeights): number =>
  optional.filter((tags) => tags.some((tag) => fieldOf(listing, tag))).length / optional.length;

const BOOK = { exact: 1, lent: 0.5, none: 0 };

/** One that nobody has judged yet has done nothing wrong. */
const VERDICT: Readonly<Record<string, number>> = { refused: 0, warned: 0.5 };

const AMOUNTS: Record<Measure, (listing: ScoredListing, weights: ListingWeights) => number> = {
  technicalValues,
  matchConfidence: ({ matchConfidence }) => matchConfidence,
  bookMatch: ({ book }) => BOOK[book],
  pictures: ({ ad }) => ad?.images.length ?? 0,
  ownPictures: ({ ownPictures }) => ownPictures,
  descriptionLetters: (listing) => lettersOf(fieldOf(listing, 'Description')),
  optionalFields,
  price: (listing) => (fieldOf(listing, 'Price') ? 1 : 0),
  verdict: ({ ad, standing }) => (ad ? (VERDICT[standing ?? ''] ?? 1) : 0),
};

const tenth = (value: number): number => Math.round(10 * value) / 10;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A part of the score: what it gave, what it could give, and what there is of how much. */
interface Share {
  part: Measure;
  points: number;
  most: number;
  amount: number;
  full: number;
}

const sharesOf = (listing: ScoredListing, weights: ListingWeights): Share[] =>
  weights.shares.map(({ measure, full, points: most }) => {
    const amount = AMOUNTS[measure](listing, weights);
    return { part: measure, points: tenth(most * Math.min(1, amount / full)), most, amount, full };
  });

const bonusOf = (listing: ScoredListing, { bonuses, mostBonus }: ListingWeights): number =>
  Math.min(
    mostBonus,
    sum(bonuses.filter(({ tag, value }) => fieldOf(listing, tag) === value).map(({ points }) => points)),
  );

/** What it lacks by its names, where it is fields that are missing. */
const missingOf = (
  listing: ScoredListing,
  { optional }: ListingWeights,
): Partial<Record<Measure, string[]>> => ({
  technicalValues: technicalTags(listing).filter((tag) => !fieldOf(listing, tag)),
  optionalFields: optional
    .filter((tags) => !tags.some((tag) => fieldOf(listing, tag)))
    .map(([tag = '']) => tag),
});

/** What would raise the score, the most first. */
const raisesOf = (listing: ScoredListing, shares: readonly Share[], weights: ListingWeights): Reason[] => {
  const missing = missingOf(listing, weights);
  return shares
    .map((share) => ({ ...share, gain: tenth(share.most - share.points) }))
    .filter(({ gain }) => gain > 0)
    .sort((one, other) => other.gain - one.gain)
    .map(({ part, gain, amount, full }) =>
      reason('score-raise', { part, gain, has: tenth(amount), full, tags: missing[part] ?? [] }),
    );
};

/** Adds up shares and bonuses, each under its cap and all under one. */
export const weightedScorer = (weights: ListingWeights = LISTING_WEIGHTS): ListingScorer => ({
  score: (listing) => {
    const shares = sharesOf(listing, weights);
    const parts = {
      ...Object.fromEntries(shares.map(({ part, points }) => [part, points])),
      bonus: bonusOf(listing, weights),
    };
    return {
      score: tenth(Math.min(weights.most, sum(Object.values(parts)))),
      parts,
      raises: raisesOf(listing, shares, weights),
    };
  },
});

/** Says how good an ad a product makes, whatever its verdict: 0 to 100, with what each part gave. */
export interface ListingScorer {
  score(listing: ScoredListing): ListingScore;
}

export interface ListingScore {
  /** 0 to 100, to a tenth. */
  score: number;
  parts: Record<string, number>;
  /** What would raise it, the most first; none where the scorer does not say. */
  raises?: Reason[];
}
