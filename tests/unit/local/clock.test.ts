import { afterEach, describe, expect, test, vi } from 'vitest';
import { knownDealers } from '#local/host/dealers.ts';
import { dueAt, startClock } from '#local/machines/clock.ts';
import type { Execution } from '#local/machines/journal.ts';
import { testDealer } from '../../fakes/dealer.ts';

const dealers = await knownDealers();

test.each([
  ['2026-11-22T15:00:00Z', ['deliver', 'remind']],
  ['2026-11-22T15:02:00Z', ['check']],
  ['2026-11-22T15:05:00Z', ['judge']],
  ['2026-11-22T15:15:00Z', ['deliver']],
  ['2026-11-22T15:30:00Z', []],
  ['2026-11-22T15:59:00Z', ['verify']],
  ['2026-11-22T16:00:00Z', ['deliver', 'remind']],
])('at %s (Moscow opens at 19:00) starts %j', (at, modes) => {
  expect(dueAt(new Date(at), dealers)).toEqual(modes);
});

test('keeps the windows of every channel that a dealer sells in', () => {
  const feed = { publicUrl: 'https://north.example/second.xml', path: '/second.xml' };
  const dealer = testDealer({ channels: { second: { feed, windows: ['12:30'] } } });
  expect(dueAt(new Date('2026-11-22T08:45:00Z'), [dealer])).toEqual(['deliver']);
  expect(dueAt(new Date('2026-11-22T09:29:00Z'), [dealer])).toEqual(['verify']);
});

test('begins with a look back over a day and a sweep, for what was missed while no host ran', () => {
  const begun: Execution[] = [];
  const start = (execution: Execution) => String(begun.push(execution));
  startClock(async () => [], { start }).stop();
  expect(begun.map(({ input }) => input)).toMatchObject([
    { mode: 'check', hours: 24 },
    { mode: 'deliver' },
    { mode: 'judge' },
    { mode: 'remind' },
  ]);
});

describe('While the host runs', () => {
  afterEach(() => vi.useRealTimers());

  /** A clock begun at this moment, and what it begins from the next minute on. */
  const running = (at: string) => {
    vi.useFakeTimers({ now: new Date(at) });
    const begun: Execution[] = [];
    const start = (execution: Execution) => String(begun.push(execution));
    const { stop } = startClock(async () => dealers, { start });
    begun.length = 0;
    return { stop, begun: () => begun.map(({ input }) => input) };
  };

  test('each minute is kept once, though timers wake a little early', async () => {
    const { stop, begun } = running('2026-11-22T15:58:59.999Z');
    await vi.advanceTimersByTimeAsync(1);
    vi.setSystemTime('2026-11-22T15:58:59.990Z');
    await vi.advanceTimersByTimeAsync(4 * 60_000 - 1000);
    stop();
    expect(begun()).toEqual([
      { at: '2026-11-22T15:59:00.000Z', mode: 'verify' },
      { at: '2026-11-22T16:00:00.000Z', mode: 'deliver' },
      { at: '2026-11-22T16:00:00.000Z', mode: 'remind' },
      { at: '2026-11-22T16:02:00.000Z', mode: 'check' },
    ]);
  });

  test('minutes that a closed laptop slept through are made up for as at its start', async () => {
    const { stop, begun } = running('2026-11-22T15:50:30Z');
    vi.setSystemTime('2026-11-23T06:10:15Z');
    await vi.advanceTimersByTimeAsync(60_000);
    stop();
    expect(begun()).toMatchObject([
      { mode: 'check', hours: 24 },
      { mode: 'deliver' },
      { mode: 'judge' },
      { mode: 'remind' },
    ]);
  });
});
