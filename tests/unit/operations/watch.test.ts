import { describe, expect, test } from 'vitest';
import { watch } from '#functions/operations/watch/watch.ts';
import { putDealer } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
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
