import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Ad } from '#contracts/validated.ts';
import { adText, closingText, openingText } from '#marketplace/feed-text.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { Scratch } from './scratch.ts';

/** What a written feed is known by. */
export interface WrittenFeed {
  /** Of the bytes, in lower-case hexadecimal. */
  sha256: string;
  bytes: number;
  ads: number;
}

export interface FeedTarget {
  shape: FeedShape;
  out: Writable;
  /** A file beside which nobody else writes; it is gone afterwards. */
  scratchPath: string;
}

async function* feedParts(scratch: Scratch, shape: FeedShape): AsyncGenerator<Buffer> {
  yield Buffer.from(openingText(shape));
  yield* scratch.sorted();
  yield Buffer.from(closingText(shape));
}

/** Passes chunks on and knows afterwards what went through. */
const measure = () => {
  const hash = createHash('sha256');
  let bytes = 0;
  const pass = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  return { pass, measured: () => ({ sha256: hash.digest('hex'), bytes }) };
};

/**
 * Writes ads as one feed, sorted by Id and byte for byte the same for the same ads in any order, and ends
 * `out`. Throws when two ads have one Id. Memory holds one ad and all Ids.
 */
export const writeFeed = (ads: AsyncIterable<Ad> | Iterable<Ad>, target: FeedTarget): Promise<WrittenFeed> =>
  Scratch.use(target.scratchPath, async (scratch) => {
    for await (const ad of ads) await scratch.add(ad.id, adText(ad, target.shape));
    const { pass, measured } = measure();
    await pipeline(feedParts(scratch, target.shape), pass, target.out);
    return { ...measured(), ads: scratch.size };
  });
