/**
 * A marketplace of one's own (S0-49, S3-09): a notice board that loads offers as XML.
 *
 * plugins.json:        ["./samples/plugins/notice-board.ts"]
 * a dealer's file:     "channels": { "notice-board": { "feed": { "publicUrl": "https://…/board.xml", "path": "/board.xml" } } }
 *
 * Each dealer that names the channel then has a feed of its own there: the same lists and the same guard, with a ledger,
 * versions and deliveries of its own. Every command that takes `--channel` takes `notice-board`.
 */
import { adId } from '#marketplace/ad-id.ts';
import { adPictures } from '#marketplace/ad-pictures.ts';
import { machineName, spoken } from '#marketplace/machine-name.ts';
import { roublesOf } from '#marketplace/price.ts';
import type { MarketplacePlugin } from '#plugins/plugin.ts';

/** The board's own terms; a rule that blocks keeps an ad out, one that warns says so. */
const field = (tag: string, rule: object, severity: 'block' | 'warn' = 'block') => ({
  ...{ id: `board-${tag}`, source: 'the terms of the notice board, 2026', severity, tag },
  cases: [{ presence: 'required' as const, ...rule }],
});

const plugin: MarketplacePlugin = {
  feedwright: 1,
  kind: 'marketplace',
  name: 'notice-board',
  // For ever the same for a machine: another number is another ad.
  adId,
  // What a buyer reads. Ads with the same face are duplicates: they wait for a person.
  face: (listing) => spoken(machineName(listing)),
  compose(listing, dealer) {
    const price = roublesOf(listing, dealer);
    const fields = {
      name: spoken(machineName(listing)),
      code: listing.extracted.modelCode,
      ...('roubles' in price && { cost: price.roubles }),
    };
    const ad = { id: adId(listing) ?? '', fields, images: adPictures(listing, dealer).slice(0, 5) };
    return {
      ad,
      // Each problem keeps the ad back until it is solved: nothing is published that nobody knows.
      problems: 'problem' in price ? [{ field: 'cost', reason: price.problem }] : [],
      untranslated: [],
      rate: 'roubles' in price ? price.rate : null,
    };
  },
  // What the dealer's stock says of a machine; the board knows the price alone.
  stocked: (ad, { roubles }) => (roubles === null ? ad : { ...ad, fields: { ...ad.fields, cost: roubles } }),
  feed: {
    root: { name: 'offers', attributes: { version: '1' } },
    ...{ item: 'offer', id: '@number', title: 'name', price: 'cost' },
    images: { list: 'photos', item: 'photo', address: 'href' },
    order: ['name', 'cost', 'code'],
    markup: [],
  },
  rules: {
    'required-fields': [],
    'model-catalogue': [],
    'field-rules': [
      field('Id', { length: { max: 40 } }),
      field('name', { length: { min: 5, max: 80 } }),
      field('cost', { type: 'integer', range: { min: 1 } }),
      field('code', { length: { max: 20 } }, 'warn'),
    ],
    'business-rules': [],
  },
};
export default plugin;
