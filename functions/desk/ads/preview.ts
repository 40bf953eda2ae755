import * as z from 'zod';
import type { AdPreview, Place, ShownField } from '#contracts/shown-ad.ts';
import { bookPictureOf, pictureFileName } from '#marketplace/ad-pictures.ts';
import { reason } from '#messages/reason.ts';
import { assetOf, putPictures } from '#shared/pictures/put-pictures.ts';
import type { Ports } from '#shared/ports.ts';
import { configuredDealers } from '../dealers/known-dealer.ts';
import { Refusal } from '../refusal.ts';
import { asStocked } from './as-stocked.ts';
import { madeOf } from './made-of.ts';
import { placesOf } from './places.ts';
import { byCode, fieldsOf, findProduct, type Shown, shownAs } from './shown.ts';

/**
 * Which machine's ad, and which of them where its pieces have ads of their own: else the first that the feed holds. The
 * dealer has to be named where several have the code.
 */
export const PreviewAd = z.strictObject({
  modelCode: z.string(),
  adId: z.string().optional(),
  dealerId: z.string().optional(),
});
type PreviewAd = z.infer<typeof PreviewAd>;

type IsPut = Awaited<ReturnType<typeof putPictures>>;

/** The key of the picture behind an address of the ad: the book's, or one that the dealer has put; null for what only a host has. */
const keyOf = ({ listing }: Pick<Shown, 'listing'>, address: string, isPut: IsPut): string | null => {
  const ofBook = bookPictureOf(listing);
  if (ofBook && address.endsWith(`/${pictureFileName(ofBook)}`)) return ofBook.key;
  const put = isPut(address);
  return put && assetOf(put);
};

/** The ad's pictures, those that are kept here with their bytes; nothing is fetched from the dealer's host. */
export const picturesOf = (
  { product, listing }: Pick<Shown, 'product' | 'listing'>,
  isPut: IsPut,
  { assets }: Pick<Ports, 'assets'>,
): Promise<AdPreview['pictures']> => {
  const bytesOf = async (address: string): Promise<string | null> => {
    const key = keyOf({ listing }, address, isPut);
    if (!key || !(await assets.head(key))) return null;
    const mediaType = key.endsWith('.jpg') ? 'image/jpeg' : 'image/png';
    return `data:${mediaType};base64,${Buffer.from(await assets.read(key)).toString('base64')}`;
  };
  const images = product.ad?.images ?? [];
  return Promise.all(images.map(async (address) => ({ address, data: await bytesOf(address) })));
};

/** The machine on the lists of the dealer named, else of each dealer who has it. */
const shownFor = async ({ modelCode, dealerId }: PreviewAd, ports: Ports): Promise<Shown[]> => {
  const dealers = await configuredDealers(dealerId, ports);
  const found = await Promise.all(
    dealers.map(async (dealer) => ({
      dealer,
      found: await findProduct(dealer.id, byCode(modelCode), ports),
    })),
  );
  return found.flatMap(({ dealer, found }) => (found ? [{ dealer, ...found }] : []));
};

const theOnly = (shown: Shown[], modelCode: string): Shown => {
  const [first] = shown;
  if (first && shown.length === 1) return first;
  if (!first) throw new Refusal(reason('code-nowhere', { modelCode }));
  const dealers = shown.map(({ dealer }) => dealer.id);
  throw new Refusal(reason('code-ambiguous', { modelCode: first.product.modelCode, dealers }));
};

/** The machine as the ad that is asked for stands in the feed. Throws `Refusal` where it has no such ad. */
const asInFeed = async (shown: Shown, adId: string | undefined, ports: Ports): Promise<Shown> => {
  const { dealer, document, product } = shown;
  const own = (await ports.table.offers.query({ dealerId: dealer.id })).filter(
    (offer) => offer.modelCode === product.modelCode && offer.adId === product.ad?.id,
  );
  const offer = own.find(({ documentId }) => documentId === document.documentId) ?? own[0];
  const all = shownAs(shown, offer, await asStocked(dealer.id, ports));
  if (adId === undefined) return all.find(({ stocked }) => !stocked?.out) ?? all[0] ?? shown;
  const meant = all.find(({ product: { ad } }) => ad?.id === adId);
  if (!meant) throw new Refusal(reason('ad-unknown', { adId }));
  return meant;
};

/** A machine's ad as data. */
export const previewOf = (shown: Shown, pictures: AdPreview['pictures']): AdPreview => {
  const { dealer, document, listing, product, rules, stocked } = shown;
  return {
    ...{ dealerId: dealer.id, dealer: dealer.name, document: document.name, product, rules, pictures },
    ...{ out: stocked?.out ?? null, ads: stocked?.ads ?? [] },
    matched: listing.matched,
    fields: fieldsOf(shown),
  };
};

const shownFirst = async (wish: PreviewAd, ports: Ports): Promise<Shown> =>
  asInFeed(theOnly(await shownFor(wish, ports), wish.modelCode), wish.adId, ports);

/** One ad as a person would see it, and why it is so. Throws `Refusal` where no dealer has the code, or several have. */
export const previewAd = async (wish: PreviewAd, ports: Ports): Promise<AdPreview> => {
  const shown = await shownFirst(wish, ports);
  return previewOf(shown, await picturesOf(shown, await putPictures(shown.dealer.id, ports), ports));
};

/** An ad with the place of everything that it is made of; its pictures by their keys among the assets, where they are kept there. */
export type PlacedAd = Omit<AdPreview, 'fields' | 'pictures'> &
  ReturnType<typeof madeOf> & {
    fields: (ShownField & { places: Place[] })[];
    pictures: { address: string; key: string | null }[];
  };

/** One ad with the place of each field's parts; no file is opened for it. Throws `Refusal` as `previewAd`. */
export const showAd = async (wish: PreviewAd, ports: Ports): Promise<PlacedAd> => {
  const shown = await shownFirst(wish, ports);
  const images = shown.product.ad?.images ?? [];
  const isPut = await putPictures(shown.dealer.id, ports);
  return {
    ...previewOf(shown, []),
    ...madeOf(shown),
    fields: fieldsOf(shown).map((field) => ({ ...field, places: placesOf(field.tag, shown) })),
    pictures: images.map((address) => ({ address, key: keyOf(shown, address, isPut) })),
  };
};
