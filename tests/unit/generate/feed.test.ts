import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ad } from '#contracts/validated.ts';
import { writeFeed } from '#functions/generate/compose-feed.ts';
import { avito } from '#marketplace/avito.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import { xmlText } from '#marketplace/plain-text.ts';
import { sha256 } from '#shared/hash.ts';
import { validAd } from '../../fakes/ads.ts';
import { runs } from '../../matrix.ts';

const write = async (ads: Ad[]) => {
  const out = new PassThrough();
  const bytes = Array.fromAsync(out).catch(() => []);
  const written = await writeFeed(ads, avito.feed, out);
  return { xml: Buffer.concat(await bytes), written };
};

const read = (xml: Buffer, chunkBytes = 7) => {
  const chunks = Array.from({ length: Math.ceil(xml.length / chunkBytes) }, (_, index) =>
    xml.subarray(index * chunkBytes, (index + 1) * chunkBytes),
  );
  return Array.fromAsync(readFeed(Readable.from(chunks), avito.feed));
};

describe('a written feed', () => {
  test('is what Avito asks for', async () => {
    const { xml } = await write([validAd('A')]);
    expect(xml.toString()).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Ads formatVersion="3" target="Avito\.ru">\n<Ad><Id>A<\/Id><Category>/,
    );
    expect(xml.toString()).toContain('<Image url="https://dealer.example/pictures/a.png"/>');
    expect(xml.toString()).toMatch(/<Description><!\[CDATA\[.*]]><\/Description>/s);
  });

  test('is known by its bytes', async () => {
    const { xml, written } = await write([validAd('A'), validAd('B')]);
    expect(written).toEqual({ sha256: sha256(xml), bytes: xml.length, ads: 2 });
  });

  test('has the same bytes for the same ads, whatever the order of their fields', async () => {
    const turned = {
      ...validAd('B'),
      fields: Object.fromEntries(Object.entries(validAd('B').fields).toReversed()),
    };
    const first = await write([validAd('A'), validAd('B'), validAd('C')]);
    const second = await write([validAd('A'), turned, validAd('C')]);
    expect(second.written.sha256).toBe(first.written.sha256);
    expect((await read(first.xml)).map(({ id }) => id)).toEqual(['A', 'B', 'C']);
  });

  test('is empty but whole without ads', async () => {
    const { xml, written } = await write([]);
    expect(await read(xml)).toEqual([]);
    expect(written.ads).toBe(0);
  });

  test.each([
    ['two ads have one Id', ['A', 'B', 'B'], '"B" stands after "B"'],
    ['its ads are not sorted', ['B', 'A'], '"A" stands after "B"'],
  ])('is refused when %s', async (_, ids, message) => {
    await expect(write(ids.map(validAd))).rejects.toThrow(message);
  });
});

describe('a feed that is read back', () => {
  test('gives the ads that were written, to the last space', async () => {
    const ads = ['A', 'B'].map((id) => ({
      ...validAd(id),
      fields: { ...validAd(id).fields, Model: 'Ski-Doo SKANDIC SPORT 600 EFI ' },
    }));
    expect(await read((await write(ads)).xml)).toEqual(ads);
  });

  test('gives any text as it was, but for what XML forbids', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        ']]>',
        ']]]]>>',
        '<b>&amp;</b>',
        '&nosuch;',
        '\r\n',
        '\uD800x',
        '\u0000',
        '🏔',
        '\u202E',
        '\uFFFF',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        fc.array(fc.webUrl({ withQueryParameters: true }), { maxLength: 3 }),
        async (Title, Description, images) => {
          const ad = { id: 'A', fields: { Title, Description }, images };
          const [back] = await read((await write([ad])).xml, 5);
          expect(back).toEqual({
            ...ad,
            fields: { Title: xmlText(Title), Description: xmlText(Description) },
          });
        },
      ),
      { numRuns: runs({ quick: 20, whole: 60 }) },
    );
  });

  test.each([
    ['cut short', (xml: Buffer) => xml.subarray(0, xml.length / 2)],
    [
      'not UTF-8',
      (xml: Buffer) => Buffer.concat([xml.subarray(0, 80), Buffer.from([0xff]), xml.subarray(80)]),
    ],
    ['not well-formed', (xml: Buffer) => Buffer.from(xml.toString().replace('</Title>', ''))],
  ])('is refused when it is %s', async (_, damage) => {
    const { xml } = await write([validAd('A')]);
    await expect(read(damage(xml))).rejects.toThrow();
  });
});
