import { describe, expect, test } from 'vitest';
import { Delivery } from '#contracts/delivered.ts';
import { receipt } from '#functions/deliver/receipt.ts';
import { burnsNow, objectivesNow } from '#functions/operations/watch/objectives.ts';
import { watch } from '#functions/operations/watch/watch.ts';
import { putDealer } from '#shared/dealers.ts';
import { noteOutcome, noteSale } from '#shared/objectives.ts';
import type { Ports } from '#shared/ports.ts';
import { talliesOn } from '../../../functions/api/tallies.ts';
import { aDealer } from '../../fakes/listings.ts';
import { testPorts } from '../../fakes/ports.ts';

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

const documentOf = (dealerId: string, documentId: string) => ({
  ...{ dealerId, documentId, key: 'inbox/x', name: 'x', version: '1', bytes: 1, receivedAt: hoursAgo(3) },
  ...{ claimedBy: 'run', runId: 'run' },
});

/** One file with the lists of two years, one version live and two that nobody has decided on. */
const fill = async (dealerId: string, { table }: Ports) => {
  await putDealer({ ...aDealer(), id: dealerId }, { table }, { fromFile: false });
  await table.documents.put({ ...documentOf(dealerId, 'list'), status: 'review', counts: { products: 30 } });
  for (const modelYear of [2026, 2027])
    await table.lists.put({
      ...{ dealerId, brand: 'LYNX', modelYear, market: 'FI', sha256: 'x' },
      ...{ documentId: 'list', runId: 'run', order: '1' },
    });
  const feed = { dealerId, key: 'x', sha256: 'x', bytes: 1, revision: 1 };
  await table.feeds.put({ ...feed, version: 1, ads: 28, status: 'delivered', builtAt: hoursAgo(90) });
  await table.feeds.put({ ...feed, version: 2, ads: 5, status: 'superseded', builtAt: hoursAgo(30) });
  await table.feeds.put({ ...feed, version: 3, ads: 4, status: 'held', builtAt: hoursAgo(1) });
  await table.channelStates.add({ dealerId }, { builtFeed: 3, verifiedFeed: 1 });
};

describe('the hourly look', () => {
  test('adds up all dealers; what has waited longest is that of one', async () => {
    await using ports = await testPorts();
    await fill('north', ports);
    await fill('south', ports);
    const { HeldHours, ...standings } = await watch(ports);
    expect(standings).toEqual({
      ...{ Dealers: 2, Lists: 4, Products: 60, AdsLive: 56, FeedsHeld: 2, InReview: 0, StuckMinutes: 0 },
    });
    expect(HeldHours).toBeCloseTo(30, 0);
  });

  test('a version superseded by one that goes out is held no more', async () => {
    await using ports = await testPorts();
    await fill('north', ports);
    await ports.table.feeds.patchIf({ dealerId: 'north', version: 3 }, { status: 'built' });
    expect(await watch(ports)).toMatchObject({ FeedsHeld: 0, HeldHours: 0 });
  });

  test('a document that came long ago and is at work now is not stuck', async () => {
    await using ports = await testPorts();
    await fill('north', ports);
    await ports.table.documents.put({ ...documentOf('north', 'open'), status: 'processing' });
    expect((await watch(ports)).StuckMinutes).toBeCloseTo(180, 0);
    await ports.table.statistics.put({
      ...{ dealerId: 'north', documentId: 'open', runId: 'run', stage: 'match', engine: '', costUsd: 0 },
      ...{ processed: 1, succeeded: 1, failed: 0, seconds: 1, inputTokens: 0, outputTokens: 0 },
      ...{ startedAt: hoursAgo(0.1), endedAt: hoursAgo(0.1) },
    });
    expect((await watch(ports)).StuckMinutes).toBeCloseTo(6, 0);
  });
});

describe('what is promised', () => {
  const dealerId = aDealer().id;

  const withDealer = async () => {
    const ports = await testPorts();
    await putDealer(aDealer(), ports, { fromFile: false });
    return ports;
  };

  const list = (id: string, hours: number, seconds: number | null, ports: Ports) =>
    noteOutcome({ dealerId, objective: 'list-to-feed', at: hoursAgo(hours), id, seconds }, ports);

  const standingOf = async (name: string, ports: Ports) =>
    (await objectivesNow(ports)).objectives.find((each) => each.name === name);

  test('is kept by those that came in time, and what was late or never came is counted against it', async () => {
    await using ports = await withDealer();
    for (let each = 1; each <= 18; each++) await list(`in-time-${each}`, 100 + each, 60 * each, ports);
    await list('late', 200, 16 * 60, ports);
    await list('never', 300, null, ports);
    await list('long-ago', 24 * 29, null, ports);
    const standing = await standingOf('list-to-feed', ports);
    // Fifteen minutes are in time, sixteen and more are not: four lists, and the one that never came.
    expect(standing).toMatchObject({ all: 20, good: 15, share: 0.75, p95: 18 * 60 });
    expect(standing?.left).toBeCloseTo(1 - 0.25 / 0.05, 5);
    expect(standing?.burns).toEqual({ fast: 0, slow: 0 });
  });

  test('burns where several went wrong lately, by the longer window and by the shorter one', async () => {
    await using ports = await withDealer();
    await list('a', 0.4, null, ports);
    // One mishap has an alarm of its own.
    expect(await burnsNow(ports)).toEqual({ fast: 0, slow: 0 });
    await list('b', 0.5, null, ports);
    await list('c', 0.6, 60, ports);
    const { fast, slow } = await burnsNow(ports);
    expect([fast, slow]).toEqual([
      expect.closeTo(2 / 3 / 0.05 / 11, 5),
      expect.closeTo(2 / 3 / 0.05 / 2.8, 5),
    ]);
    for (let each = 0; each < 60; each++) await list(`well-${each}`, 3, 60, ports);
    expect((await burnsNow(ports)).fast).toBeLessThan(1);
  });

  test('burns too where that was known only after the look of that hour', async () => {
    await using ports = await withDealer();
    for (const id of ['a', 'b']) await list(id, 1.2, null, ports);
    expect((await burnsNow(ports)).fast).toBeGreaterThan(1);
  });

  test('burns at the API by its own hours, and few questions that failed are a mishap', async () => {
    await using ports = await withDealer();
    const tally = (failed: number) => ({
      ...{ hour: hoursAgo(0).slice(0, '2026-11-30T17'.length), process: 'one', answered: 20, failed },
      ...{ searches: 0, reads: [], cacheHits: 0, cacheMisses: 0, ttl: 2_000_000_000 },
    });
    await ports.table.answerTallies.put(tally(2));
    const mishap = await standingOf('api-answered', ports);
    // Of a thousand one may fail; somebody is told from 14.4 and 6 times as many.
    expect(mishap?.burns).toEqual({ fast: expect.closeTo(2 / 14.4, 5), slow: expect.closeTo(2 / 6, 5) });
    await ports.table.answerTallies.put(tally(15));
    expect((await standingOf('api-answered', ports))?.burns.fast).toBeGreaterThan(1);
  });

  test('of a sale ends when a delivery has seen the URL without it, and not by an earlier one or a look', async () => {
    await using ports = await withDealer();
    await ports.table.channelStates.add({ dealerId }, { builtFeed: 1, verifiedFeed: 1 });
    const sold = { dealerId, at: hoursAgo(0.2) };
    await noteSale({ ...sold, withdrawal: 3 }, ports);
    expect(await standingOf('sold-to-gone', ports)).toMatchObject({ all: 0 });
    const deliver = (deliveryId: string, changes: object) =>
      receipt(
        Delivery.parse({
          ...{ channel: 'avito', dealerId, deliveryId, window: 'manual', deadline: hoursAgo(0) },
          ...{ mode: 'withdraw', outcome: 'delivered', withdrawals: 3, ...changes },
        }),
        ports,
      );
    await deliver('01', { withdrawals: 2 });
    await deliver('02', { mode: 'verify' });
    await deliver('03', { outcome: 'failed' });
    expect(await standingOf('sold-to-gone', ports)).toMatchObject({ all: 0 });
    await deliver('04', {});
    const gone = await standingOf('sold-to-gone', ports);
    expect(gone).toMatchObject({ all: 1, good: 1, p95: expect.closeTo(12 * 60, -1) });
    // Told again by an act that was broken off; and one that began before it and was counted after it.
    await noteSale({ ...sold, withdrawal: 4 }, ports);
    await noteSale({ dealerId, at: hoursAgo(0.3), withdrawal: 4 }, ports);
    expect(await standingOf('sold-to-gone', ports)).toMatchObject({ all: 2, good: 1, p95: null });
    await deliver('05', { withdrawals: 4 });
    expect(await standingOf('sold-to-gone', ports)).toMatchObject({
      ...{ all: 2, good: 1, p95: expect.closeTo(18 * 60, -1) },
    });
  });

  test('of the API is counted by the hour, whatever process has answered', async () => {
    await using ports = await withDealer();
    const tell = [talliesOn(ports), talliesOn(ports)];
    const answer = {
      kind: 'read',
      route: '/dealers/{dealerId}/search',
      status: 200,
      milliseconds: 40,
    } as const;
    await tell[0]?.(answer);
    await tell[1]?.({ ...answer, milliseconds: 450 });
    await tell[1]?.({ ...answer, kind: 'dear', route: '/x', status: 500, milliseconds: 9_000 });
    const { searches } = await objectivesNow(ports);
    expect(searches).toBe(2);
    expect(await standingOf('api-answered', ports)).toMatchObject({ all: 3, good: 2 });
    expect(await standingOf('api-fast', ports)).toMatchObject({ all: 2, good: 1, p95: 0.5 });
    // What was not written down yet when its hour ends counts, too.
    const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000;
    let now = hour;
    const later = talliesOn({ ...ports, clock: () => new Date(now) });
    for (const seconds of [-90, -40, 1]) {
      now = hour + seconds * 1_000;
      await later({ ...answer, kind: 'dear', route: '/x' });
    }
    expect(await standingOf('api-answered', ports)).toMatchObject({ all: 6, good: 5 });
  });
});
