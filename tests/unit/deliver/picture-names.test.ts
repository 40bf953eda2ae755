import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { sha256 } from '#shared/hash.ts';
import { pictureNames } from '../../../functions/deliver/picture-names.ts';

const BASE = 'https://north.example/снегоходы/';
const OURS = `${sha256('a picture')}.png`;

const named = (...urls: string[]) => {
  const images = urls.map((url) => `<Image url="${new URL(url, BASE).href}"/>`).join('');
  return pictureNames(Readable.from([Buffer.from(`<Ads><Ad><Images>${images}</Images></Ad></Ads>`)]), BASE);
};

test('The pictures to bring are those under their content hash, each once', async () => {
  expect(await named(OURS, OURS)).toEqual(new Set([OURS]));
});

test.each([
  { what: 'of another place', url: `https://other.example/${OURS}` },
  { what: "the dealer's own, in the same folder", url: 'expedition.jpg' },
  { what: 'of a folder above', url: `../${OURS}` },
])('A picture $what is not ours to bring', async ({ url }) => {
  expect(await named(url)).toEqual(new Set());
});

test('A feed that is no XML is brought nowhere', async () => {
  await expect(pictureNames(Readable.from([Buffer.from('oops')]), BASE)).rejects.toThrow();
});
