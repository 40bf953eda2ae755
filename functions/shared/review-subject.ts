import type { ReviewItem } from './table/records.ts';

type Named = Pick<ReviewItem, 'brand' | 'modelYear' | 'modelCode' | 'kind'>;

/** What an item of the review queue is called: the same machine waits for the same kind of reason once. */
export const reviewSubject = ({ brand, modelYear, modelCode, kind }: Named): string =>
  [brand, modelYear, modelCode, kind].join('#');
