import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ad } from '#contracts/validated.ts';
import { writeFeed } from '#functions/generate/compose-feed.ts';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { openingFor } from '#marketplace/feed-frame.ts';
import { openingOf, readFeed } from '#marketplace/feed-reader.ts';
import { adText } from '#marketplace/feed-text.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { lacksNote } from '#marketplace/stocked-offer.ts';
import { structureFaults } from '#marketplace/structure.ts';
import { yandex } from '#marketplace/yandex.ts';
import { YML } from '#marketplace/yml-structure.ts';
import { checkAd } from '#reference/rules/check-ad.ts';
import { parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import { YANDEX_LAYERS } from '#reference/yandex/yandex-rules.ts';
import { aDealer, aListing, anElectricListing } from '../../fakes/listings.ts';

const SHOP = {
  ...{ name: 'Север', company: 'ООО «Север & Ко»', url: 'https://north.example/' },
  machineUrl: 'https://north.example/machines/{code}',
};
const CHANNEL = { feed: { publicUrl: 'https://north.example/yandex.xml', path: '/yandex.xml' }, shop: SHOP };
const seller = (changes: object = {}) => aDealer({ channels: { yandex: CHANNEL }, ...changes });
const rules = parseRuleSet({ version: 'test', layers: YANDEX_LAYERS });
const AT = new Date('2026-11-30T11:05:30.000Z');

const judged = (listing: Listing, dealer = seller()) => {
  const [product] = validateProducts([listing], { marketplace: yandex, rules, dealer });
  if (!product?.ad) throw new Error('no ad');
  return { ...product, ad: product.ad };
};

const feedOf = async (ads: Ad[], dealer = seller(), at = AT) => {
  const out = new PassThrough();
  const bytes = Array.fromAsync(out);
  const opening = openingFor(yandex.feed, { dealer, at });
  const written = await writeFeed(ads, yandex.feed, out, opening);
  return { written, xml: Buffer.concat(await bytes).toString() };
};
const streamed = (xml: string) => Readable.from([Buffer.from(xml)]);
const faultsIn = (xml: string) => structureFaults(streamed(xml), YML);

test('An offer says what a buyer should know, as YML writes it', async () => {
  const product = judged(aListing());
  expect(product.reasons).toEqual([]);
  expect(product.verdict).toBe('published');
  const { xml } = await feedOf([product.ad]);
  expect(xml).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<yml_catalog date="2026-11-30T14:05\+03:00">\n<shop>\n<name>Север<\/name>\n<company>ООО «Север &amp; Ко»<\/company>\n<url>https:\/\/north.example\/<\/url>\n/,
  );
  expect(xml).toContain('<currency id="RUB" rate="1"/>');
  expect(xml).toContain('<category id="2" parentId="1">Снегоходы</category>');
  expect(xml).toContain(
    '<offer id="SKIDOOTJTH2026" available="false"><url>https://north.example/machines/TJTH</url>' +
      '<price>2069000</price><currencyId>RUB</currencyId><categoryId>2</categoryId>' +
      '<picture>https://north.example/pictures/5f1d.png</picture>' +
      '<name>Снегоход Ski-Doo Summit X Expert 850 E-TEC 2026</name><vendor>Ski-Doo</vendor>' +
      '<vendorCode>TJTH</vendorCode><description><![CDATA[',
  );
  expect(xml).toContain('<param name="Мощность" unit="л.с.">165</param>');
  expect(xml).toContain('<param name="Год выпуска">2026</param>');
  expect(xml).not.toMatch(/<strong>|<em>|<ol>/);
  expect(xml).toMatch(/<\/offer>\n<\/offers>\n<\/shop>\n<\/yml_catalog>\n$/);
  expect(await faultsIn(xml)).toEqual([]);
});

test('An electric machine has its power in watts, and nothing of petrol', () => {
  const { fields } = judged(anElectricListing()).ad;
  expect(fields).toMatchObject({ ElectricPower: '45000' });
  expect(Object.keys(fields)).not.toEqual(expect.arrayContaining(['Power']));
  expect(fields).not.toHaveProperty('Stroke');
});

test('Whatever a list prints, what is published is a feed that Yandex takes, and is read back as it was', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, text, text, async (model, color, springOptions) => {
      const listing = aListing({ extracted: { model: `Summit ${model}`, color, springOptions } });
      const { ad } = judged(listing);
      const { xml } = await feedOf([ad]);
      expect(await faultsIn(xml)).toEqual([]);
      expect(await Array.fromAsync(readFeed(streamed(xml), yandex.feed))).toEqual([ad]);
    }),
    { numRuns: 12 },
  );
});

test('A description of any length keeps within 3,000 signs', () => {
  const highlights = Array.from({ length: 200 }, (_, at) => `Pilot DS 3 skis, kind ${at}`);
  const { ad } = judged(aListing({ extracted: { color: highlights.join(' ') } }));
  expect((ad.fields.description ?? '').length).toBeLessThanOrEqual(3000);
});

test('Breaks that YML writes longer than Avito does keep a description within 3,000 signs, too', () => {
  const description = `{name}${'<br>слово'.repeat(270)}{specifications}`;
  const { ad } = judged(aListing(), seller({ description }));
  expect(ad.fields.description?.length).toBeGreaterThan(2500);
  expect(ad.fields.description?.length).toBeLessThanOrEqual(3000);
});

test('A list that goes whole, with its heading, leaves no description over 3,000 signs', () => {
  const lengths = Array.from({ length: 8 }, (_, at) => {
    const description = `{name}${'<br>слово'.repeat(290)}${'я'.repeat(40 + 12 * at)}{specifications}`;
    return judged(aListing(), seller({ description })).ad.fields.description?.length ?? 0;
  });
  expect(lengths.filter((length) => length > 3000)).toEqual([]);
});

describe('What the dealer’s stock says', () => {
  const stocked = (standing: 'in-stock' | 'on-order' | 'untold', values: object = {}) =>
    yandex.stocked(judged(aListing()).ad, { standing, values, roubles: '1990000' }, seller());

  test('stands in the offer, its own pictures first and no more than ten', () => {
    const pictures = Array.from({ length: 12 }, (_, at) => `https://north.example/own/${at}.jpg`);
    const { fields, images } = stocked('in-stock', { pictures, note: 'Есть в <Мурманске>' });
    expect(fields).toMatchObject({ '@available': 'true', price: '1990000' });
    expect(fields.description).toMatch(/<p>Есть в ‹Мурманске›<\/p>$/);
    expect(images).toEqual(pictures.slice(0, 10));
  });

  test('is left out whole where the text has no room for its note, which is then known as unsaid', () => {
    const note = 'Есть в <Мурманске>';
    const values = { note };
    const { ad } = judged(aListing());
    const saysOf = (description: string) => {
      const full = { ...ad, fields: { ...ad.fields, description } };
      const next = yandex.stocked(full, { standing: 'untold', values, roubles: null }, seller());
      return [next.fields.description === description, lacksNote({ ad: next }, { values })];
    };
    expect(saysOf('я'.repeat(2_980))).toEqual([true, true]);
    expect(saysOf('я'.repeat(2_970))).toEqual([false, false]);
  });

  test('leaves the rest as it is', () => {
    expect(stocked('untold').fields['@available']).toBe('false');
    expect(stocked('on-order').fields['@available']).toBe('false');
  });
});

test('Nothing is published for a shop that nobody has named', () => {
  const { shop: _, ...channel } = CHANNEL;
  const { verdict, reasons } = judged(aListing(), seller({ channels: { yandex: channel } }));
  expect(verdict).toBe('review');
  expect(reasons).toContainEqual(expect.objectContaining({ code: 'shop-missing' }));
});

describe('Two feeds of the same ads', () => {
  test('differ in the moment they were built alone, and are told by the rest', async () => {
    const ads = [judged(aListing()).ad];
    const [one, later] = [await feedOf(ads), await feedOf(ads, seller(), new Date('2026-12-01T00:00:00Z'))];
    expect(later.written.sha256).not.toBe(one.written.sha256);
    expect(later.written.content).toBe(one.written.content);
    const other = await feedOf(
      ads,
      seller({ channels: { yandex: { ...CHANNEL, shop: { ...SHOP, name: 'Юг' } } } }),
    );
    expect(other.written.content).not.toBe(one.written.content);
    expect((await feedOf([], seller())).written.content).not.toBe(one.written.content);
  });

  test('begin alike: what stands before the first ad is found in the bytes', async () => {
    const { text } = openingFor(yandex.feed, { dealer: seller(), at: AT });
    for (const ads of [[judged(aListing()).ad], []])
      expect(await openingOf(streamed((await feedOf(ads)).xml), yandex.feed)).toBe(text);
  });
});

test.each([
  ['as long as may be', `https://north.example/${'a'.repeat(490)}`],
  ['too long', `https://north.example/${'a'.repeat(491)}`],
  ['with a blank in it', 'https://north.example/a b'],
])('An address %s keeps one offer out at most, and never the feed', async (_, address) => {
  const { ad } = judged(aListing());
  for (const offer of [
    { ...ad, images: [address] },
    { ...ad, fields: { ...ad.fields, url: address } },
  ]) {
    const isFit = checkAd(offer, rules).length === 0;
    expect([isFit, (await faultsIn((await feedOf([offer])).xml)).length === 0]).toEqual([isFit, isFit]);
  }
});

describe('The structure is refused', () => {
  const base = () => adText(judged(aListing()).ad, yandex.feed);
  const change = async (from: RegExp | string, to: string) =>
    faultsIn((await feedOf([judged(aListing()).ad])).xml.replace(from, to));

  test.each([
    ['without a date', / date="[^"]*"/, '', /yml_catalog has date not at all/],
    ['with a date without its zone', '+03:00', '', /yml_catalog has date as/],
    ['without the company', /<company>.*<\/company>\n/, '', /shop holds company 0 times/],
    ['with a long Id', 'SKIDOOTJTH2026', 'SKIDOOTJTH2026SKIDOOT', /offer has id as/],
    ['with a hyphen in an Id', 'SKIDOOTJTH2026', 'SKIDOO-TJTH', /offer has id as/],
    [
      'with a category that there is not',
      '<categoryId>2',
      '<categoryId>7',
      /names category "7", and there is none/,
    ],
    ['with another currency', '<currencyId>RUB', '<currencyId>EUR', /names currency "EUR"/],
    ['without a price', /<price>.*?<\/price>/, '', /offer holds price 0 times/],
    ['with a price in kopecks', '<price>2069000', '<price>2069000.50', /price has the text/],
    ['with eleven pictures', /<picture>.*?<\/picture>/, '$&'.repeat(11), /offer holds picture 11 times/],
    ['with a picture that is no address', '<picture>https://north', '<picture>north', /picture has the text/],
    ['with a nameless parameter', ' name="Год выпуска"', '', /param has name not at all/],
    ['with a tag of nobody', '<vendor>', '<colour>red</colour><vendor>', /colour may not stand in offer/],
    ['with a long description', '<![CDATA[', `<![CDATA[${'я'.repeat(3000)}`, /description has the text/],
  ])('%s', async (_, from, to, fault) => {
    expect((await change(from, to)).join('\n')).toMatch(fault);
  });

  test('with an offer twice', async () => {
    const { xml } = await feedOf([judged(aListing()).ad]);
    expect(await faultsIn(xml.replace('</offers>', `${base()}</offers>`))).toEqual([
      'offer "SKIDOOTJTH2026" stands twice',
    ]);
  });

  test('where it is no XML to the end', async () => {
    const { xml } = await feedOf([judged(aListing()).ad]);
    await expect(faultsIn(xml.slice(0, -20))).rejects.toThrow();
  });
});
