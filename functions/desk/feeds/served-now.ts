import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import { choiceFor } from '#functions/deliver/feed-choice.ts';
import { servedAt } from '#functions/deliver/verify.ts';
import { feedStateOf } from '#shared/feed-state.ts';
import { servedFeed, wholeFeed } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import type { ChannelState, FeedVersion } from '#shared/table/feed-records.ts';

export type UrlPorts = Pick<Ports, 'table' | 'web'>;

/** A host that does not answer by then does not answer a person either; the delivery asks longer. */
const PATIENCE_MS = 15_000;

const SILENT = new Error(`no answer within ${PATIENCE_MS / 1000} seconds`);

const askUrl = async (url: string, { web }: UrlPorts) => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(SILENT), PATIENCE_MS);
  try {
    return await servedAt(url, { get: (asked) => Promise.race([web.get(asked), promise]) });
  } finally {
    clearTimeout(timer);
  }
};

const withHash = (feeds: readonly FeedVersion[], sha256: string | null): FeedVersion | undefined =>
  feeds.find((feed) => [wholeFeed(feed), servedFeed(feed)].some((body) => body.sha256 === sha256));

/** `older`: a version of ours that another has taken the place of. `foreign`: bytes of somebody else's, or an error. */
export const SERVED = ['ours', 'older', 'foreign', 'silent', 'not-yet'] as const;

/** What a public URL serves, just asked. */
export interface ServedNow {
  url: string;
  serves: (typeof SERVED)[number];
  /** Which version of ours. */
  version: number | null;
  /** Why that is wrong; null where it is ours, or nothing was ever brought there. */
  reason: Reason | null;
}

/** Asks what a dealer's public URL serves: ours is what is live, and what a delivery may just have brought. */
const served = async (url: string, state: ChannelState, ports: UrlPorts): Promise<ServedNow> => {
  const { live, unproven } = await choiceFor(state, ports);
  if (!live) return { url, serves: 'not-yet', version: null, reason: null };
  const { sha256, reason } = await askUrl(url, ports);
  const ours = withHash([live, ...unproven], sha256);
  if (ours) return { url, serves: 'ours', version: ours.version, reason: null };
  const { dealerId } = state;
  const older = sha256 === null ? undefined : withHash(await ports.table.feeds.query({ dealerId }), sha256);
  if (older) return { url, serves: 'older', version: older.version, reason };
  const serves = reason.code === 'url-silent' ? 'silent' : 'foreign';
  return { url, serves, version: null, reason };
};

/** What a dealer's public URL in the table's channel serves now; null where nothing of the dealer has come. */
export const servedNow = async (
  { id, feed: { publicUrl } }: Dealer,
  ports: UrlPorts,
): Promise<ServedNow | null> => {
  const state = await feedStateOf(id, ports);
  return state && served(publicUrl, state, ports);
};
