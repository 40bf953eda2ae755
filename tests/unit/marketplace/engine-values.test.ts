import { expect, test } from 'vitest';
import { forMachine } from '#marketplace/avito-description.ts';
import { aListing } from '../../fakes/listings.ts';

const withEngine = (engine: string) => {
  const listing = aListing();
  return aListing({ matched: { spec: listing.matched.spec && { ...listing.matched.spec, engine } } });
};

test.each([
  ['RER (850 E-TEC) Electro-mechanic (Turbo R)', '850 E-TEC', 'RER'],
  ['RER (850 E-TEC) Electro-mechanic (850 E-TEC Turbo R)', '850 E-TEC Turbo R', 'Electro-mechanic'],
  ['RER (600 EFI) Mechanical (600 ACE)', '600 ACE', 'Mechanical'],
  ['RER (600 EFI) Mechanical (600 ACE)', '900 ACE', null],
  ['RAS X (39 in.) RAS RX (43 in.)', '850 E-TEC', null],
  ['Pilot DS 2 (39 in.)', '850 E-TEC', 'Pilot DS 2 (39 in.)'],
  ['Premium LED', '850 E-TEC', 'Premium LED'],
])('%s is for a %s: %s', (printed, engine, value) => {
  expect(forMachine(printed, withEngine(engine))).toBe(value);
});
