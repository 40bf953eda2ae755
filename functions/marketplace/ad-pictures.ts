import type { ModelPicture } from '#contracts/catalogue.ts';
import type { Dealer } from '#contracts/dealer.ts';
import type { Listing } from './marketplace.ts';

/** Avito ignores what comes after. */
const MAX_PICTURES = 20;

/** The name a picture has on the dealer's host: its content hash, since Avito never fetches a URL twice. */
export const pictureFileName = ({ key }: ModelPicture): string => key.slice(key.lastIndexOf('/') + 1);

const ofFamily = (byFamily: Record<string, string[]>, family: string): string[] => {
  const same = Object.keys(byFamily).find((name) => name.toLowerCase() === family.toLowerCase());
  return same === undefined ? [] : (byFamily[same] ?? []);
};

/** The public addresses of a listing's pictures: the spec book's own, else the dealer's for the family. */
export const adPictures = ({ extracted, matched, model }: Listing, { pictures }: Dealer): string[] => {
  const own = matched.spec?.picture ?? model?.picture;
  if (own) return [new URL(pictureFileName(own), pictures.baseUrl).href];
  const family = extracted.normalized.family ?? extracted.model ?? '';
  return ofFamily(pictures.byFamily, family).slice(0, MAX_PICTURES);
};
