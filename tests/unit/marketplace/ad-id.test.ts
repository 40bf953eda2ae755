import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adId } from '#marketplace/ad-id.ts';
import { aListing } from '../../fakes/listings.ts';

test('is made of brand, code and year', () => {
  expect(adId(aListing())).toBe('SKIDOO-TJTH-2026');
});

test('does not depend on anything that may change from list to list', () => {
  const repriced = { page: 9, row: 9, price: null, color: 'Black', model: 'Freeride' };
  expect(adId(aListing({ extracted: repriced }))).toBe('SKIDOO-TJTH-2026');
});

test.each([
  { brand: null },
  { modelYear: null },
  { modelCode: '' },
])('is not made up without %o', (unknown) => {
  expect(adId(aListing({ extracted: unknown }))).toBeNull();
});

test('holds nothing that parts Ids in a question', () => {
  expect(adId(aListing({ extracted: { modelCode: 'A,B|C' } }))).toBe('SKIDOO-ABC-2026');
});

test('holds only characters that Avito takes, and never too many', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 });
  fc.assert(
    fc.property(text, text, (brand, modelCode) => {
      const id = adId(aListing({ extracted: { brand, modelCode } }));
      if (id !== null) expect(id).toMatch(/^[0-9A-Za-zА-Яа-яЁё\\/()[\]\-=]{1,100}$/);
      // Avito's reports are asked by Ids parted by either, and one ad called STOP is said to take all offline.
      expect(id ?? '').not.toMatch(/[,|]|^STOP$/);
    }),
  );
});
