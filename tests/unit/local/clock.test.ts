import { expect, test } from 'vitest';
import { knownDealers } from '#local/host/dealers.ts';
import { dueAt, startClock } from '#local/machines/clock.ts';
import type { Execution } from '#local/machines/journal.ts';

const dealers = await knownDealers();

test.each([
  ['2026-11-22T15:00:00Z', ['deliver']],
  ['2026-11-22T15:02:00Z', ['check']],
  ['2026-11-22T15:15:00Z', ['deliver']],
  ['2026-11-22T15:30:00Z', []],
  ['2026-11-22T15:59:00Z', ['verify']],
  ['2026-11-22T16:00:00Z', ['deliver']],
])('at %s (Moscow opens at 19:00) starts %j', (at, modes) => {
  expect(dueAt(new Date(at), dealers)).toEqual(modes);
});

test('begins with a look back over a day and a sweep, for what was missed while no host ran', () => {
  const begun: Execution[] = [];
  const start = (execution: Execution) => String(begun.push(execution));
  startClock(async () => [], { start }).stop();
  expect(begun.map(({ input }) => input)).toMatchObject([{ mode: 'check', hours: 24 }, { mode: 'deliver' }]);
});
