import type { MatchedProduct } from '#contracts/matched.ts';
import type { Ad } from '#contracts/validated.ts';
import type { ScoredListing } from '#reference/scoring/listing-scorer.ts';
import { pictureFileName } from './ad-pictures.ts';

/** What matching says of a machine, as far as its ad's score and a dealer's rules go by it. */
export interface MatchBehind {
  /** How sure the match is, 0 to 1; 0 where it was rejected. */
  confidence: number;
  book: ScoredListing['book'];
  /** The first marketplace's name of it, by which other shops' prices are found; absent of one kept before that was. */
  name?: string | null | undefined;
  /** The name under which a book's picture of it is shown; null without one. */
  bookPicture: string | null;
}

const bookOf = ({ spec, sources }: MatchedProduct): MatchBehind['book'] => {
  const isLent = Object.values(sources).some(({ inherited }) => inherited);
  if (spec?.engine && !isLent) return 'exact';
  return spec || isLent ? 'lent' : 'none';
};

export const matchBehind = (matched: MatchedProduct): MatchBehind => ({
  confidence: matched.decision === 'rejected' ? 0 : matched.confidence,
  book: bookOf(matched),
  name: matched.avitoModel,
  bookPicture: matched.spec?.picture ? pictureFileName(matched.spec.picture) : null,
});

/** How many of an ad's pictures are not the book's. */
export const ownPicturesOf = ({ images }: Ad, { bookPicture }: Pick<MatchBehind, 'bookPicture'>): number =>
  images.filter((address) => bookPicture === null || !address.endsWith(`/${bookPicture}`)).length;

/** An ad as scorers see it. */
export const scoredListing = (
  ad: Ad | null,
  match: MatchBehind,
  standing: string | null = null,
): ScoredListing => ({
  ...{ ad, standing, matchConfidence: match.confidence, book: match.book },
  ownPictures: ad ? ownPicturesOf(ad, match) : 0,
});
