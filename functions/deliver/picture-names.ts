import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';

/**
 * The names of the pictures that a feed takes from the dealer's own folder, each once. Pictures of other
 * places are not ours to bring.
 */
export const pictureNames = async (feed: Readable, baseUrl: string): Promise<Set<string>> => {
  const names = new Set<string>();
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes: { url = '' } }) => {
    if (name === 'Image' && url.startsWith(baseUrl)) names.add(url.slice(baseUrl.length));
  });
  for await (const text of feed.setEncoding('utf8')) parser.write(text);
  parser.close();
  return names;
};
