import type { Ad } from '#contracts/validated.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { checkAd } from '#reference/rules/check-ad.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { GenerationError } from '#shared/errors.ts';
import { servedFeed } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';

/** The ads that the public URL was last seen to serve; none where there is no such version. */
export async function* liveAds(
  feed: FeedVersion | null,
  shape: FeedShape,
  { artefacts }: Pick<Ports, 'artefacts'>,
): AsyncGenerator<Ad> {
  if (feed) yield* readFeed(await artefacts.readStream(servedFeed(feed).key), shape);
}

/** Whether the rules let the ad into a feed. */
export const isFit = (ad: Ad, rules: RuleSet): boolean =>
  checkAd(ad, rules).every(({ severity }) => severity === 'warn');

/**
 * The ads of a feed as written, each held against the rules again. Throws `GenerationError` at the first that
 * breaks one.
 */
export async function* recheckedAds(
  bytes: AsyncIterable<Uint8Array>,
  shape: FeedShape,
  rules: RuleSet,
): AsyncGenerator<Ad> {
  for await (const ad of readFeed(bytes, shape)) {
    if (!isFit(ad, rules)) throw new GenerationError(`Ad ${ad.id} breaks a rule`, { stage: 'generate' });
    yield ad;
  }
}
