import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { avito } from '#marketplace/avito.ts';
import { sha256 } from '#shared/hash.ts';
import { pictureNames } from '../../../functions/deliver/pictures.ts';

const BASE = 'https://north.example/снегоходы/';
const OURS = `${sha256('a picture')}.png`;

const OTHERS = `https://north.example/uploads/${sha256('his own')}.jpg`;
const FOLDER = { baseUrl: BASE, path: '/', byCode: {}, byFamily: { SUMMIT: [OTHERS] } };

const namedIn = (pictures: typeof FOLDER, ...urls: string[]) => {
  const images = urls.map((url) => `<Image url="${new URL(url, BASE).href}"/>`).join('');
  const feed = Readable.from([Buffer.from(`<Ads><Ad><Images>${images}</Images></Ad></Ads>`)]);
  return pictureNames(feed, pictures, avito.feed);
};
const named = (...urls: string[]) => namedIn(FOLDER, ...urls);

test('The pictures to bring are those under their content hash, each once', async () => {
  expect(await named(OURS, OURS)).toEqual(new Set([OURS]));
});

test.each([
  { what: 'of another place', url: `https://other.example/${OURS}` },
  { what: "the dealer's own, in the same folder", url: 'expedition.jpg' },
  { what: "the dealer's own, under a hash of his", url: OTHERS },
])('A picture $what is not ours to bring', async ({ url }) => {
  expect(await named(url)).toEqual(new Set());
});

test.each([
  { what: 'of a folder above', url: `../${OURS}`, baseUrl: BASE },
  { what: 'of a folder without its last slash', url: `../${OURS}`, baseUrl: BASE.slice(0, -1) },
])("A picture of ours on the dealer's host that lies outside his folder stops the delivery: $what", async ({
  url,
  baseUrl,
}) => {
  await expect(namedIn({ ...FOLDER, baseUrl }, url)).rejects.toMatchObject({
    name: 'UploadError',
    message: expect.stringContaining(OURS),
  });
});

test('A feed that is no XML is brought nowhere', async () => {
  await expect(pictureNames(Readable.from([Buffer.from('oops')]), FOLDER, avito.feed)).rejects.toThrow();
});
