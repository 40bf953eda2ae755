import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';

/** Spec-book pictures bear their content hash; the dealer may keep others of his own in the same folder. */
const CONTENT_HASH_NAME = /^[0-9a-f]{64}\.[a-z]+$/;

/** The names of the pictures that a feed takes from the dealer's folder and that are ours to bring, each once. */
export const pictureNames = async (feed: Readable, baseUrl: string): Promise<Set<string>> => {
  const names = new Set<string>();
  const folder = new URL(baseUrl).href;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes: { url = '' } }) => {
    const file = url.slice(folder.length);
    if (name === 'Image' && url.startsWith(folder) && CONTENT_HASH_NAME.test(file)) names.add(file);
  });
  for await (const text of feed.setEncoding('utf8')) parser.write(text);
  parser.close();
  return names;
};
