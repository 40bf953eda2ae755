import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import type { Dealer } from '#contracts/dealer.ts';
import { encodedAddress } from '#shared/dealer-faults.ts';
import { UploadError } from '#shared/errors.ts';

/** Spec-book pictures bear their content hash; the dealer may keep others of its own on the same host. */
const CONTENT_HASH_NAME = /^[0-9a-f]{64}\.[a-z]+$/;

const fileOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

const inFolder = (url: string, file: string, folder: string): string => {
  if (url === folder + file) return file;
  throw new UploadError(`Nobody would bring ${url}: it lies outside pictures.baseUrl, ${folder}`, {
    stage: 'deliver',
  });
};

/** Gives the name of a picture that is ours to bring, and null for any other. */
const namerFor = ({ baseUrl, byCode, byFamily }: Dealer['pictures']) => {
  const folder = new URL(baseUrl);
  const dealersOwn = new Set(
    [byCode, byFamily].flatMap((pictures) => Object.values(pictures).flat().map(encodedAddress)),
  );
  return (url: string): string | null => {
    if (dealersOwn.has(url) || URL.parse(url)?.host !== folder.host) return null;
    const file = fileOf(url);
    return CONTENT_HASH_NAME.test(file) ? inFolder(url, file, folder.href) : null;
  };
};

/**
 * The names of the pictures that a feed takes from the dealer's folder and that are ours to bring, each
 * once. Throws `UploadError` for one of ours on the dealer's host that does not lie in that folder.
 */
export const pictureNames = async (feed: Readable, pictures: Dealer['pictures']): Promise<Set<string>> => {
  const names = new Set<string>();
  const nameOf = namerFor(pictures);
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes: { url = '' } }) => {
    const file = name === 'Image' ? nameOf(url) : null;
    if (file) names.add(file);
  });
  for await (const text of feed.setEncoding('utf8')) parser.write(text);
  parser.close();
  return names;
};
