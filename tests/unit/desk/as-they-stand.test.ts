import { expect, test } from 'vitest';
import { asTheyStand } from '#desk/feeds/versions.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';

type Status = FeedVersion['status'];

const statusesOf = (statuses: Status[], verifiedFeed: number): Status[] => {
  const feeds = statuses.map((status, index) => ({ version: index + 1, status }) as FeedVersion);
  return asTheyStand(feeds, { verifiedFeed }).map(({ status }) => status);
};

const STANDING: [string, Status[], number, Status[]][] = [
  [
    'built one after the other is superseded but the newest',
    ['delivered', 'built', 'approved', 'built'],
    1,
    ['delivered', 'superseded', 'superseded', 'built'],
  ],
  ['was overtaken by what is live is superseded', ['built', 'delivered'], 2, ['superseded', 'delivered']],
  ['goes while a newer one is held stays as it is', ['built', 'held'], 0, ['built', 'held']],
  [
    'goes since a newer one was rejected stays as it is',
    ['approved', 'rejected'],
    0,
    ['approved', 'rejected'],
  ],
];

test.each(STANDING)('a version that %s', (_, recorded, live, shown) => {
  expect(statusesOf(recorded, live)).toEqual(shown);
});
