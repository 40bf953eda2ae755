import { expect, it } from 'vitest';
import { adIdsOf } from '#functions/validate/offers.ts';
import { avito } from '#marketplace/avito.ts';
import { avitoTitle } from '#marketplace/avito-title.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';

const COLOURS = ['Black', 'Neo Yellow / Black', 'Terra Green', 'Platinum Silver'];

/** Machines of one name and many lengths, and how often a column of theirs has been read. */
const longList = (count: number, column: 'color' | 'modelCode') => {
  let reads = 0;
  const counting = ({ extracted, ...listing }: Listing): Listing => {
    const value = extracted[column];
    const get = () => {
      reads += 1;
      return value;
    };
    return { ...listing, extracted: Object.defineProperty({ ...extracted }, column, { get }) };
  };
  const listings = Array.from({ length: count }, (_, at) => {
    const color = COLOURS[at % COLOURS.length] as string;
    return counting(aListing({ extracted: { modelCode: `C${at}`, color, trackLength: `${at}in` } }));
  });
  return { listings, reads: () => reads };
};

/** Reads that the titles of so many namesakes need. */
const readsForTitles = (count: number): number => {
  const { listings, reads } = longList(count, 'color');
  for (const listing of listings) avitoTitle(listing, { namesakes: listings, variants: [] });
  return reads();
};

/** Reads that the Ids of so many ads need of which the ledger knows each. */
const readsForIds = (count: number): number => {
  const { listings, reads } = longList(count, 'modelCode');
  const of = { dealerId: 'north', brand: 'SKI-DOO', modelYear: 2026 };
  const adLedger = listings.map((_, at) => ({ ...of, adId: `AD-${at}`, codes: [`C${at}`] }));
  const { ledger } = adIdsOf({ listings, dealer: aDealer({ adPer: 'variant' }), adLedger }, avito);
  expect(ledger.map(({ adId, codes }) => [adId, ...codes].join()).sort()).toEqual(
    adLedger.map(({ adId, codes }) => [adId, ...codes].join()).sort(),
  );
  return reads();
};

it.each([
  ['titles of namesakes', readsForTitles],
  ['Ids of ads that the ledger knows', readsForIds],
])('the %s take work that grows as the list does, not as its square', (_, reads) => {
  expect(reads(400)).toBeLessThan(2.2 * reads(200));
});
