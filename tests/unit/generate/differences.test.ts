import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ad } from '#contracts/validated.ts';
import { adChanges } from '#functions/generate/ad-changes.ts';
import { Scratch } from '#functions/generate/compose-feed.ts';
import { Differences } from '#functions/generate/feed-differences.ts';
import { avito } from '#marketplace/avito.ts';
import { mergeById } from '#shared/merge-by-id.ts';
import { validAd } from '../../fakes/ads.ts';

async function* stream<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

/** A feed: some of five Ids, each with one of two titles. */
const feed = fc
  .array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D', 'E'), fc.constantFrom('one', 'other')))
  .map((chosen) => [...new Map(chosen)].sort().map(([id, Title]) => ({ ...validAd(id), fields: { Title } })));

const noted = async (live: Ad[], next: Ad[]) =>
  Scratch.use(join(tmpdir(), `differences-${randomUUID()}`), async (scratch) => {
    const differences = new Differences(scratch);
    for await (const { left, right } of mergeById(stream(live), stream(next)))
      await differences.note(left, right);
    return Array.fromAsync(adChanges(differences.in(stream(next)), avito.feed));
  });

test('what is noted while a feed is made is all that tells it from the live one', async () => {
  await fc.assert(
    fc.asyncProperty(feed, feed, async (live, next) => {
      const all = adChanges(mergeById(stream(live), stream(next)), avito.feed);
      expect(await noted(live, next)).toEqual(await Array.fromAsync(all));
    }),
    { numRuns: 60 },
  );
});
