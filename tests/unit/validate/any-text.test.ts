import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import { closingText, openingText } from '#marketplace/feed-frame.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import { adText } from '#marketplace/feed-text.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { checkAd } from '#reference/rules/check-ad.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
import { runs } from '../../matrix.ts';

const standards = { marketplace: avito, rules: bundledRules };

const HOSTILE = [
  ']]>',
  '<![CDATA[',
  '&amp;&#0;',
  '</Ad><Ad>',
  '<script>',
  '\u202Eabc',
  '🏔🛷',
  '\uD83D',
  '\u0000\u0007',
  '\uFFFE',
];

const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(...HOSTILE).map((text) => text.repeat(10_000 / text.length)),
);

const someText = fc.record(
  {
    model: anyText,
    package: anyText,
    engine: anyText,
    color: anyText,
    trackProfile: anyText,
    display: anyText,
    modelCode: anyText,
    springOptions: anyText,
    starter: anyText,
    trackLength: anyText,
    section: anyText,
    priceText: anyText,
  },
  { requiredKeys: [] },
);

const readBack = async (xml: string) =>
  Array.fromAsync(readFeed(Readable.from([Buffer.from(xml)]), avito.feed));

/** Texts of a dealer, as far as his configuration may hold them. */
const anyDealer = fc
  .record({
    name: anyText,
    address: anyText,
    managerName: anyText,
    phone: anyText,
    adPer: fc.constantFrom('code', 'variant'),
  })
  .map(({ name, address, managerName, phone, adPer }) =>
    aDealer({
      name: name || 'x',
      address: address.slice(0, 256) || 'x',
      adPer,
      contact: { managerName: managerName.slice(0, 40), phone },
    }),
  );

test('any text gives an ad that is valid after it was written and read, or a reason why there is none', async () => {
  await fc.assert(
    fc.asyncProperty(someText, anyDealer, async (extracted, dealer) => {
      const [product] = validateProducts([aListing({ extracted })], { ...standards, dealer });
      expect(product?.verdict === 'published').toBe(product?.reasons.length === 0);
      if (product?.verdict !== 'published') return;
      const xml =
        openingText(avito.feed) +
        (product.ad ? adText(product.ad, avito.feed) : '') +
        closingText(avito.feed);
      const [ad] = await readBack(xml);
      expect(ad).toEqual(product.ad);
      expect(ad && checkAd(ad, bundledRules)).toEqual([]);
    }),
    { numRuns: runs({ quick: 60, whole: 200 }) },
  );
});
