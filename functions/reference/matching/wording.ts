import type { MatchedProduct } from '#contracts/matched.ts';

/** What a confidence means to a dealer, from the highest down. */
export const CONFIDENCE_WORDS: readonly (readonly [from: number, words: string])[] = [
  [0.9, 'Very sure'],
  [0.7, 'Sure'],
  [0.5, 'Fairly sure'],
  [0, 'Unsure'],
];

/** Methods whose sureness is no matter of a number. */
export const METHOD_WORDS: Readonly<Partial<Record<MatchedProduct['method'], string>>> = {
  exact: 'The list prints this very name',
  manual: 'A person set this name',
  none: 'No name fits',
};

export const DECISION_WORDS: Readonly<Record<MatchedProduct['decision'], string>> = {
  accepted: 'may be published',
  review: 'a person must look at it',
  rejected: 'not published',
};
