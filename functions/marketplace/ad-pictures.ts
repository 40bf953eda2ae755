import type { ModelPicture } from '#contracts/catalogue.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { encodedAddress } from '#shared/dealer-faults.ts';
import type { Listing } from './marketplace.ts';

/** Avito ignores what comes after. */
const MAX_PICTURES = 20;

/** The name a picture has on the dealer's host: its content hash, since Avito never fetches a URL twice. */
export const pictureFileName = ({ key }: ModelPicture): string => key.slice(key.lastIndexOf('/') + 1);

const ofName = (pictures: Record<string, string[]>, name: string): string[] => {
  const same = Object.keys(pictures).find((key) => key.toLowerCase() === name.toLowerCase());
  return same === undefined ? [] : (pictures[same] ?? []);
};

const fromBook = ({ matched, model }: Listing, { pictures }: Dealer): string[] => {
  const own = matched.spec?.picture ?? model?.picture;
  return own ? [new URL(pictureFileName(own), pictures.baseUrl).href] : [];
};

/** The public addresses of a listing's pictures: the dealer's for its code, else the spec book's own, else the dealer's for the family. */
export const adPictures = (listing: Listing, dealer: Dealer): string[] => {
  const { modelCode, normalized, model } = listing.extracted;
  const choices = [
    ofName(dealer.pictures.byCode, modelCode),
    fromBook(listing, dealer),
    ofName(dealer.pictures.byFamily, normalized.family ?? model ?? ''),
  ];
  const chosen = choices.find((pictures) => pictures.length > 0) ?? [];
  return [...new Set(chosen.map(encodedAddress))].slice(0, MAX_PICTURES);
};
