import { expect, test } from 'vitest';
import { deliverSoon } from '#local/machines/deliver-soon.ts';
import type { Execution } from '#local/machines/journal.ts';
import { progressOf } from '#local/machines/progress.ts';
import { runState } from '../../fakes/records.ts';

const run = { machine: 'price-list', name: 'run-1', input: {} };
const SOON = '2026-11-01T07:30:00.000Z';

/** What is started when documents close with these feeds. */
const startedFor = (
  ...feeds: { version: number; beside?: Record<string, number>; soon?: string }[]
): Execution[] => {
  const progress = progressOf();
  const started: Execution[] = [];
  deliverSoon({ progress, start: (execution) => String(started.push(execution)) });
  for (const feed of feeds) {
    const Payload = runState({ dealerId: 'demo', feed: { sha256: 'f', ...feed } });
    progress.emit('left', run, { state: 'Close', seconds: 1, output: { Payload } });
  }
  return started;
};

test('a feed that was built shortly before its window goes at once, whichever runs tell of it', () => {
  const started = startedFor({ version: 4, soon: SOON }, { version: 4, soon: '2026-11-01T07:31:00.000Z' });
  expect(started).toMatchObject([
    { machine: 'delivery', input: { at: SOON, mode: 'soon', dealerId: 'demo' } },
  ]);
});

test('one of another channel too, though the first’s is the same as before', () => {
  const feeds = [3, 4].map((version, at) => ({
    version: 4,
    beside: { other: version },
    soon: `2026-11-01T07:3${at}:00.000Z`,
  }));
  expect(startedFor(...feeds)).toHaveLength(2);
});

test('one that a window will bring anyway waits for it', () => {
  expect(startedFor({ version: 4 })).toEqual([]);
});
