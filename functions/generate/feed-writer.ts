import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Ad } from '#contracts/validated.ts';
import { adText, closingText, openingText } from '#marketplace/feed-text.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';

/** What a written feed is known by. */
export interface WrittenFeed {
  /** Of the bytes, in lower-case hexadecimal. */
  sha256: string;
  bytes: number;
  ads: number;
}

const BATCH_CHARACTERS = 1 << 17;

/** Few large pieces instead of many small ones. */
async function* inBatches(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let batch = '';
  for await (const text of texts) {
    batch += text;
    if (batch.length < BATCH_CHARACTERS) continue;
    yield Buffer.from(batch);
    batch = '';
  }
  yield Buffer.from(batch);
}

/**
 * Writes ads as one feed and ends `out`: the same ads give the same bytes, whatever their fields' order. They
 * must come sorted by Id; throws where one does not come after the one before. Memory holds a few ads.
 */
export const writeFeed = async (
  ads: AsyncIterable<Ad> | Iterable<Ad>,
  shape: FeedShape,
  out: Writable,
): Promise<WrittenFeed> => {
  const hash = createHash('sha256');
  let [count, bytes, last] = [0, 0, ''];
  const texts = async function* () {
    yield openingText(shape);
    for await (const ad of ads) {
      if (ad.id <= last) throw new Error(`"${ad.id}" stands after "${last}"`);
      [count, last] = [count + 1, ad.id];
      yield adText(ad, shape);
    }
    yield closingText(shape);
  };
  const measured = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  await pipeline(inBatches(texts()), measured, out);
  return { sha256: hash.digest('hex'), bytes, ads: count };
};
