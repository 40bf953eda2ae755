import fc from 'fast-check';
import { expect, test } from 'vitest';
import { avitoTitle } from '#marketplace/avito-title.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { aListing, anElectricListing } from '../../fakes/listings.ts';

const titleOf = (listing: Listing) => {
  const made = avitoTitle(listing);
  return 'title' in made ? made.title : null;
};

const title = (extracted: object, values: object = {}) => titleOf(aListing({ extracted, values }));

test('names brand, model, engine and year before the options that fit', () => {
  expect(title({ package: 'X' })).toBe('Ski-Doo Summit X 850 E-TEC 2026, 154", жёлтый');
  expect(title({ package: 'X', color: 'Black' })).toBe('Ski-Doo Summit X 850 E-TEC 2026, 154", чёрный');
});

test('leaves out what a buyer does not search for', () => {
  expect(title({ package: 'X with Expert Pkg' })).toContain('Summit X Expert 850');
  expect(title({ engine: '850 E-TEC Turbo R with WIS' })).not.toContain('WIS');
  expect(title({ engine: '600 EFI - 85 HP', package: 'Sport' })).toContain('600 EFI 85 л.с.');
});

test('calls a machine without a package by its family', () => {
  const plain = aListing().extracted.normalized;
  expect(title({ package: 'Standard', normalized: { ...plain, package: null } })).toMatch(
    /^Ski-Doo Summit 850 E-TEC/,
  );
});

test('tells a second seat and a colour, each in one word', () => {
  expect(title({ package: 'LE', engine: '900 ACE' }, { PersonCapacity: 2 })).toBe(
    'Ski-Doo Summit LE 900 ACE 2026, 154", 2-местный',
  );
  expect(title({ model: 'MXZ', package: null, color: 'Viper Red / Black' })).toContain(', красный/чёрный');
});

test('of a list that tells all of a machine in one column says the name', () => {
  const told = { package: null, engine: null, display: null, springOptions: null };
  const model = 'Renegade X-RS 137 850 E-TEC Turbo R 1.5 Ice Ripper XT SHOT 10.25 in. touchscreen';
  expect(title({ ...told, model })).toMatch(/^Ski-Doo Renegade X-RS 850 E-TEC Turbo R 2026/);
});

test('of a package behind the family in one cell says as much as there is room for', () => {
  const model = 'Summit X with Expert package';
  expect(title({ package: null, model, engine: '850 E-TEC Turbo R' })).toBe(
    'Ski-Doo Summit X Expert 850 E-TEC Turbo R 2026 154',
  );
});

test('loses whole words of a long package, the last first', () => {
  const long = title({ package: 'Adrenaline Edge Mountain Sport', engine: '850 E-TEC Turbo R' });
  expect(long).toBe('Ski-Doo Summit Adrenaline Edge 850 Turbo R 2026');
});

test('does not print the figures of an electric machine as its engine', () => {
  expect(titleOf(anElectricListing())).toMatch(/^Lynx Adventure Electric 2026/);
  expect(titleOf(anElectricListing({ extracted: { package: null } }))).toMatch(
    /^Lynx Adventure Electric 2026/,
  );
});

test.each([
  [{ brand: null }, reason('title-unknown', { unknown: ['brand'] })],
  [{ model: null, engine: null }, reason('title-unknown', { unknown: ['family', 'engine'] })],
  [{ modelYear: null }, reason('title-unknown', { unknown: ['year'] })],
  [{ model: 'S'.repeat(60) }, reason('title-too-long', { most: 50 })],
])('is not made up for %o', (extracted, problem) => {
  expect(avitoTitle(aListing({ extracted }))).toEqual({ problem });
});

test('never has more than 50 characters and never cuts a word of the machine’s name', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  fc.assert(
    fc.property(text, text, text, (model, kit, color) => {
      const made = title({ model, package: kit, color });
      if (made === null) return;
      expect(made.length).toBeLessThanOrEqual(50);
      expect(made).toContain('850 E-TEC 2026');
    }),
  );
});
