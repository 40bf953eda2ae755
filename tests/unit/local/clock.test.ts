import { expect, test } from 'vitest';
import { knownDealers } from '#local/host/dealers.ts';
import { dueAt } from '#local/machines/clock.ts';

const dealers = await knownDealers();

test.each([
  ['2026-11-22T15:00:00Z', ['deliver']],
  ['2026-11-22T15:02:00Z', ['check']],
  ['2026-11-22T15:30:00Z', []],
  ['2026-11-22T15:59:00Z', ['verify']],
  ['2026-11-22T16:00:00Z', ['deliver']],
])('at %s (Moscow opens at 19:00) starts %j', (at, modes) => {
  expect(dueAt(new Date(at), dealers)).toEqual(modes);
});
