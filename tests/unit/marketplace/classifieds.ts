import { adId } from '#marketplace/ad-id.ts';
import { adPictures } from '#marketplace/ad-pictures.ts';
import { machineName, spoken } from '#marketplace/machine-name.ts';
import type { Marketplace } from '#marketplace/marketplace.ts';
import { roublesOf } from '#marketplace/price.ts';

/** A marketplace that does not exist: what a second one costs (S0-49). */
export const classifieds: Marketplace = {
  name: 'classifieds',
  adId,
  face: (listing) => spoken(machineName(listing)),
  compose: (listing, dealer) => {
    const price = roublesOf(listing, dealer);
    const fields = {
      name: spoken(machineName(listing)),
      ...('roubles' in price && { cost: price.roubles }),
    };
    const problems = 'problem' in price ? [{ field: 'cost', reason: price.problem }] : [];
    const ad = { id: adId(listing) ?? '', fields, images: adPictures(listing, dealer) };
    return { ad, problems, untranslated: [], rate: null };
  },
  stocked: (ad) => ad,
  feed: {
    root: { name: 'offers', attributes: {} },
    item: 'offer',
    id: 'number',
    title: 'name',
    price: 'cost',
    images: { list: 'photos', item: 'photo', address: 'href' },
    order: ['name', 'cost'],
    markup: [],
  },
};
