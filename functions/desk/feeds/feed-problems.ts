import { reason } from '#messages/reason.ts';
import type { DeliveryReceipt, FeedVersion } from '#shared/table/feed-records.ts';
import type { Problem } from '../problems.ts';
import type { Delivered } from './deliver.ts';

const FILE = 'feed.xml';
const PROVEN = ['delivered', 'unchanged'];

const heldBack = ({ version, dealerId, status, heldFor = [] }: FeedVersion): Problem[] =>
  status === 'held'
    ? [
        {
          ...{ severity: 'waiting', file: FILE, stage: 'generate' },
          reason: reason('feed-held', { version, dealerId, reasons: heldFor }),
        },
      ]
    : [];

const undelivered = ({ outcome, reason: cause }: DeliveryReceipt): Problem[] =>
  PROVEN.includes(outcome) || outcome === 'held'
    ? []
    : [
        {
          ...{ severity: 'waiting', file: FILE, stage: 'deliver' },
          reason: reason('feed-undelivered', { category: outcome, cause: cause ?? null }),
        },
      ];

/** What keeps the feed from its URL. */
export const feedProblems = (feed: FeedVersion | null, delivery: DeliveryReceipt | null): Problem[] => [
  ...(feed ? heldBack(feed) : []),
  ...(delivery ? undelivered(delivery) : []),
];

const unrecorded = (dealerId: string): Problem => ({
  ...{ severity: 'waiting', file: FILE, stage: 'deliver' },
  reason: reason('delivery-without-receipt', { dealerId }),
});

/** The same after a delivery by hand: a feed that it left no receipt of may not have gone out. */
export const deliveredProblems = ({ dealerId, feed, delivery }: Delivered): Problem[] => [
  ...feedProblems(feed, delivery),
  ...(feed && !delivery ? [unrecorded(dealerId)] : []),
];
