import { expect, test } from 'vitest';
import { sentenceOf } from '#messages/say.ts';
import { sha256 } from '#shared/hash.ts';
import { networkOf } from '#shared/network.ts';
import type { Ports, PublicWeb } from '#shared/ports.ts';
import { publicWeb } from '#shared/public-web.ts';
import { ads, liveDealer, say } from '../../fakes/stock.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9]);
const OTHER = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 7, 7, 7, 0xff, 0xd9]);
const CUT = JPEG.subarray(0, 6);
const PAGE = Buffer.from('<html>Not found</html>');

const OWN = 'https://dealer.example/own';
/** As the live ads of the fakes have it; it is no picture of the dealer's own. */
const BOOK = 'https://dealer.example/pictures/a.png';

/** A host that serves these files, and remembers what it was asked for. */
const serving = (files: Record<string, Buffer>) => {
  const asked: string[] = [];
  const get: PublicWeb['get'] = async (url, { keep } = {}) => {
    asked.push(url);
    const body = files[url.slice(OWN.length + 1)];
    if (url.endsWith('gone.jpg')) throw new Error('getaddrinfo ENOTFOUND dealer.example');
    const found = body ?? PAGE;
    const told = { status: body ? 200 : 404, bytes: found.length, sha256: sha256(found) };
    return keep === undefined ? told : { ...told, body: found };
  };
  return { asked, web: { get } };
};

const named = (body: Buffer) => `https://north.example/pictures/${sha256(body)}.jpg`;

const notesOf = async (ports: Ports) => {
  const feeds = await ports.table.feeds.query({ dealerId: 'demo' });
  const newest = feeds.toSorted((one, other) => other.version - one.version)[0];
  return (newest?.notes ?? []).map((note) => [note.code, sentenceOf(note)]);
};

test('own pictures stand first, in their order, by their content, each once and asked for once', async () => {
  await using live = await liveDealer();
  const { web, asked } = serving({ '1.jpg': JPEG, '2.jpg': OTHER, 'copy.jpg': JPEG });
  const ports = { ...live, web };
  const pictures = ['2.jpg', '1.jpg', 'copy.jpg'].map((file) => `${OWN}/${file}`);
  await say(ports, 'TJTH', { quantity: 1, pictures });
  expect((await ads(ports)).get('TJTH')?.images).toEqual([named(OTHER), named(JPEG), BOOK]);
  expect(Buffer.from(await ports.assets.read(`pictures/${sha256(JPEG)}.jpg`))).toEqual(JPEG);
  await say(ports, 'TJTH', { quantity: 2 });
  await ads(ports);
  expect(asked).toHaveLength(3);
});

test('what cannot be had costs itself alone, and is told', async () => {
  await using live = await liveDealer();
  const { web } = serving({ '1.jpg': JPEG, 'cut.jpg': CUT, 'page.jpg': PAGE });
  const ports = { ...live, web };
  const pictures = ['gone.jpg', 'none.jpg', 'cut.jpg', 'page.jpg', '1.jpg'].map((file) => `${OWN}/${file}`);
  await say(ports, 'TJTH', { quantity: 1, pictures });
  expect((await ads(ports)).get('TJTH')?.images).toEqual([named(JPEG), BOOK]);
  const told = await notesOf(ports);
  expect(told.map(([code]) => code)).toEqual(Array(4).fill('picture-own-lost'));
  expect(told.map(([, sentence]) => sentence).join(' ')).toMatch(/ENOTFOUND.*404.*no whole JPEG/);
});

test('an ad whose only picture is gone waits, and its live ad stays', async () => {
  await using live = await liveDealer();
  const before = (await ads(live)).get('TJTJ');
  const [offer] = (await live.table.offers.query({ dealerId: 'demo' })).filter(
    ({ modelCode }) => modelCode === 'TJTJ',
  );
  if (!offer?.ad) throw new Error('it is offered');
  await live.table.offers.put({ ...offer, ad: { ...offer.ad, images: [`${OWN}/none.jpg`] } });
  const ports = { ...live, web: serving({}).web };
  await say(ports, 'TJTH', { quantity: 1, pictures: [`${OWN}/none.jpg`] });
  expect((await ads(ports)).get('TJTJ')).toEqual(before);
});

test('a picture that machines in different colours share is a note', async () => {
  await using live = await liveDealer();
  const ports = { ...live, web: serving({ '1.jpg': JPEG }).web };
  for (const [modelCode, color] of [
    ['TJTH', 'Neo Yellow / Black'],
    ['TJTJ', 'Octane Blue'],
  ] as const) {
    const [offer] = (await ports.table.offers.query({ dealerId: 'demo' })).filter(
      (each) => each.modelCode === modelCode,
    );
    if (offer) await ports.table.offers.put({ ...offer, listed: { price: null, family: 'Summit', color } });
    await say(ports, modelCode, { pictures: [`${OWN}/1.jpg`] });
  }
  await ads(ports);
  expect(await notesOf(ports)).toEqual([
    [
      'picture-of-several-colours',
      `The picture ${OWN}/1.jpg is shown of machines in different colours: TJTH, TJTJ (Neo Yellow / Black; Octane Blue).`,
    ],
  ]);
});

test('an address inside a private network is not asked', async () => {
  await using live = await liveDealer();
  const network = networkOf(false, async () => [{ address: '169.254.169.254', family: 4 }]);
  const ports = { ...live, web: publicWeb({ network }) };
  await say(ports, 'TJTH', { pictures: ['http://metadata.example/latest.jpg'] });
  expect((await ads(ports)).get('TJTH')?.images).toEqual([BOOK]);
  expect((await notesOf(ports))[0]?.[1]).toContain('private network');
});
