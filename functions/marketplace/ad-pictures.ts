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

const ofFamily = (colors: Dealer['pictures']['byColor'] = {}, family: string): Record<string, string[]> =>
  Object.entries(colors).find(([key]) => key.toLowerCase() === family.toLowerCase())?.[1] ?? {};

/** The book's own picture of the machine, or of its model. */
export const bookPictureOf = ({
  matched,
  model,
}: Pick<Listing, 'matched' | 'model'>): ModelPicture | undefined =>
  matched.spec?.picture ?? model?.picture ?? undefined;

const fromBook = (listing: Listing, pictures: Dealer['pictures']): string[] => {
  const own = bookPictureOf(listing);
  return own ? [new URL(pictureFileName(own), pictures.baseUrl).href] : [];
};

/** The public addresses of a listing's pictures: the dealer's for its code, its colour and its family, then the spec book's. */
export const adPictures = (listing: Listing, { pictures }: Dealer): string[] => {
  const { modelCode, normalized, model, color } = listing.extracted;
  const family = normalized.family ?? model ?? '';
  const all = [
    ...ofName(pictures.byCode, modelCode),
    ...ofName(ofFamily(pictures.byColor, family), color ?? ''),
    ...ofName(pictures.byFamily, family),
    ...fromBook(listing, pictures),
  ];
  return [...new Set(all.map(encodedAddress))].slice(0, MAX_PICTURES);
};
