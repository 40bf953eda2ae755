import type { DeliveryReceipt, FeedVersion } from '#shared/table/records.ts';
import { type Problem, problem } from '../problems.ts';

const FILE = 'feed.xml';
const PROVEN = ['delivered', 'unchanged'];

const heldBack = ({ version, status, reason = '' }: FeedVersion): Problem[] =>
  status === 'held'
    ? [
        problem('waiting', {
          file: FILE,
          stage: 'generate',
          category: 'feed-held',
          reason: `Feed version ${version} is held back: ${reason}.`,
          whatToDo: 'Check the price lists; the feed delivered last stays in place meanwhile.',
        }),
      ]
    : [];

const undelivered = ({ outcome, reason = '' }: DeliveryReceipt): Problem[] =>
  PROVEN.includes(outcome) || outcome === 'held'
    ? []
    : [
        problem('waiting', {
          file: FILE,
          stage: 'deliver',
          category: outcome,
          reason: `The feed is not proven at its URL: ${reason}`,
          whatToDo: 'Check the FTP account and the public URL of the dealer; the next window tries again.',
        }),
      ];

/** What keeps the feed from its URL. */
export const feedProblems = (feed: FeedVersion | null, delivery: DeliveryReceipt | null): Problem[] => [
  ...(feed ? heldBack(feed) : []),
  ...(delivery ? undelivered(delivery) : []),
];
