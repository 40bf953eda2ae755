import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import samples from '#samples/dealers/samples.json' with { type: 'json' };
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { Offer, ReviewItem } from '#shared/table/records.ts';
import { feedwright } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

/** A feed that is built shortly before a window goes by itself: here people decide when, at any time of day. */
const farFromItsWindows = async (cwd: string) => {
  const inTenHours = new Date(Date.now() + 13 * 60 * 60_000).toISOString().slice('2026-11-22T'.length, -8);
  await mkdir(join(cwd, 'dealers'));
  await writeFile(join(cwd, 'dealers/samples.json'), JSON.stringify({ ...samples, windows: [inTenHours] }));
};

/** A host whose sample dealer is live, and the commands of a second terminal beside it. */
export const liveHost = async (cwd: string) => {
  await farFromItsWindows(cwd);
  const { url, ...host } = await startWithSamples(cwd);
  const json = async <Answer>(...words: string[]): Promise<Answer> =>
    JSON.parse((await feedwright(cwd, ...words, '--json')).stdout);
  return {
    host,
    served: () => fetch(url).then((response) => response.text()),
    feeds: () => json<FeedVersion[]>('feed', 'list', 'samples'),
    offered: () => json<Offer[]>('offers', 'list', 'samples'),
    waiting: () => json<ReviewItem[]>('review', 'list', 'samples'),
    json,
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
};

export const published = (offers: Offer[]): Offer[] =>
  offers.filter(({ verdict }) => verdict === 'published');
