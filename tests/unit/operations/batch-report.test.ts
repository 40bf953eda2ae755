import { expect, test } from 'vitest';
import { reportPage } from '#functions/operations/batch/report.ts';
import { reason } from '#messages/reason.ts';

const AT = '2026-11-22T10:00:00.000Z';
const BATCH = {
  ...{ batchId: 'spring', prefix: 'batches/spring/', startedBy: 'anna', startedAt: AT },
  ...{ attempt: 1, attemptedAt: AT, status: 'ended' as const, files: 1, bytes: 9, endedAt: AT },
};
const PROGRESS = {
  ...{ batchId: 'spring', status: 'ended' as const, files: 1, processed: 1, failed: 0 },
  ...{ byStatus: { published: 1 }, products: 3, perMinute: null, secondsLeft: null },
};

test('a dealer whose feed waits reads on the page why, and what to do', () => {
  const held = reason('feed-held', { version: 7, dealerId: 'north', reasons: [reason('feed-empty')] });
  const page = reportPage({
    progress: { ...PROGRESS, batch: BATCH },
    dealers: [
      { batchId: 'spring', dealerId: 'north', status: 'held', attempt: 1, feedVersion: 7, reason: held },
    ],
    files: [],
  });
  expect(page).toContain('Feed version 7 is held back: the feed would be empty.');
  expect(page).toContain('What it changes: npx feedwright feed diff north');
});
