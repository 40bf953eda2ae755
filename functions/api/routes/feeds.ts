import * as z from 'zod';
import { FeedDiff } from '#contracts/feed-diff.ts';
import { DecideFeed } from '#desk/feeds/decide.ts';
import { listDeliveries } from '#desk/feeds/deliver.ts';
import { BringFeedBack } from '#desk/feeds/roll-back.ts';
import { diffFeed, listFeeds, showFeed } from '#desk/feeds/versions.ts';
import { DeliveryReceipt, FeedVersion } from '#shared/table/feed-records.ts';
import { acts, answers, lists, pageOf } from '../route.ts';
import { OfDealer } from './dealer-id.ts';

const Shown = z.object({ ...FeedVersion.shape, isLive: z.boolean() });

const OfVersion = OfDealer.extend({ version: z.coerce.number().int().positive() });

const PATH = '/dealers/{dealerId}/feeds';
const VERSION = `${PATH}/{version}` as const;

const SHOW = answers({
  path: VERSION,
  permission: 'dealer.read',
  summary: 'One version, and whether it is live',
  in: OfVersion,
  out: Shown,
  answer: async (wish, { ports }) => {
    const { feed, live } = await showFeed(wish, ports);
    return { ...feed, isLive: feed.version === live };
  },
});

/** Versions of a feed, what people decide about them, and how they came to their URL; `channel` says which feed. */
export const FEED_ROUTES = [
  lists({
    path: PATH,
    permission: 'dealer.read',
    summary: 'Versions of the feed, the newest first',
    in: OfDealer,
    out: Shown,
    page: async (wish, part, { ports }) => {
      const { feeds, live } = await listFeeds(wish, ports);
      const shown = feeds.toReversed().map((feed) => ({ ...feed, isLive: feed.version === live }));
      return pageOf(shown, part);
    },
  }),
  SHOW,
  answers({
    path: `${VERSION}/diff` as const,
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'What a version does to the one that was live when it was built, ad by ad',
    in: OfVersion,
    out: FeedDiff,
    answer: async (wish, { ports }) => (await diffFeed(wish, ports)).difference,
  }),
  acts({
    method: 'POST',
    path: `${VERSION}/approve` as const,
    permission: 'feed.decide',
    seen: SHOW,
    summary: 'Let a held version go out',
    in: DecideFeed.extend(OfVersion.shape),
    command: 'feed.approve',
  }),
  acts({
    method: 'POST',
    path: `${VERSION}/reject` as const,
    permission: 'feed.decide',
    seen: SHOW,
    summary: 'Keep a version from going out',
    in: DecideFeed.extend(OfVersion.shape),
    command: 'feed.reject',
  }),
  acts({
    method: 'POST',
    path: `${VERSION}/rollback` as const,
    permission: 'feed.decide',
    summary: 'Make the bytes of an older version the newest one',
    in: BringFeedBack.extend(OfVersion.shape),
    command: 'feed.rollback',
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/deliveries',
    permission: 'feed.deliver',
    summary: 'Bring the feed to its URL now',
    in: OfDealer,
    command: 'feed.deliver',
  }),
  lists({
    path: '/dealers/{dealerId}/deliveries',
    permission: 'dealer.read',
    summary: 'Receipts of deliveries, the newest first',
    in: OfDealer,
    out: DeliveryReceipt,
    page: async ({ dealerId }, part, { ports }) => pageOf(await listDeliveries(dealerId, ports), part),
  }),
] as const;
