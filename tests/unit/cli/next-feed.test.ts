import { expect, test } from 'vitest';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { whatBecomesOf } from '../../../cli/say/next-feed.ts';

const feed: FeedVersion = {
  ...{ dealerId: 'demo', version: 4, key: 'k', sha256: 's', bytes: 1, ads: 1, revision: 1, status: 'built' },
  ...{
    builtAt: '2026-11-03T10:00:00.000Z',
    decision: { by: 'anna', at: '2026-11-03T10:00:00.000Z', why: '' },
  },
};

test('only a feed that may go is announced as going out', () => {
  const statuses = ['built', 'held', 'approved', 'rejected', 'delivered', 'superseded'] as const;
  const announced = statuses.filter((status) => whatBecomesOf({ ...feed, status }).includes('goes out'));
  expect(announced).toEqual(['built', 'approved']);
  expect(whatBecomesOf({ ...feed, status: 'rejected' })).toContain('was rejected by anna');
});
