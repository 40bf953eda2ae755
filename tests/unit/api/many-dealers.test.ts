import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, onTestFinished, test, vi } from 'vitest';
import { loopbackSessions } from '../../../functions/api/identity/loopback-session.ts';
import { apiOn } from '../../fakes/api.ts';
import { aDealer } from '../../fakes/listings.ts';
import { testPorts } from '../../fakes/ports.ts';

/** An operator's API over so many dealers, the feed of each held; their records alone, since nothing was built. */
const overDealers = async (count: number) => {
  const ports = await testPorts();
  onTestFinished(() => ports[Symbol.asyncDispose]());
  const ids = Array.from({ length: count }, (_, at) => `dealer-${String(at).padStart(4, '0')}`);
  const feed = (id: string) => ({ publicUrl: `https://${id}.example/feed.xml`, path: '/feed.xml' });
  const dealers = ids.map((id) => ({
    ...{ dealerId: id, version: '1', configuration: aDealer({ id, feed: feed(id) }) },
  }));
  const version = { version: 1, key: 'feeds/x', sha256: 'x', bytes: 1, ads: 1, revision: 1 };
  const held = { ...version, status: 'held' as const, builtAt: '2026-11-01T10:00:00.000Z' };
  const state = { builtRevision: 1, builtFeed: 1, verifiedFeed: 0 };
  await ports.table.dealers.putAll(dealers);
  await ports.table.feeds.putAll(ids.map((dealerId) => ({ dealerId, ...held })));
  await ports.table.channelStates.putAll(ids.map((dealerId) => ({ dealerId, ...state })));
  const sessions = loopbackSessions('anna');
  const headers = { cookie: sessions.open(sessions.newTicket()) ?? '' };
  const { ask } = apiOn(ports, { sessions });
  return { ids, ask: (path: string) => ask(path, { headers }) };
};

/** Each page of a list, with how often the table was asked for it. */
const walk = async (
  ask: (path: string) => ReturnType<ReturnType<typeof apiOn>['ask']>,
  path: string,
  limit: number,
) => {
  const asked = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
  onTestFinished(() => asked.mockRestore());
  const pages: { dealers: string[]; reads: number }[] = [];
  let next: string | null = '';
  while (next !== null) {
    asked.mockClear();
    const { status, body } = await ask(`${path}?limit=${limit}${next && `&cursor=${next}`}`);
    expect(status, JSON.stringify(body)).toBe(200);
    const dealers = body.items.map(({ dealerId }: { dealerId: string }) => dealerId);
    pages.push({ dealers, reads: asked.mock.calls.length });
    next = body.next;
  }
  return pages;
};

test('the feeds of 1,001 dealers come page by page, each once, and a page reads no more than its own', async () => {
  const { ids, ask } = await overDealers(1_001);
  const pages = await walk(ask, '/feeds', 200);
  expect(pages.flatMap(({ dealers }) => dealers)).toEqual(ids);
  expect(pages.map(({ dealers }) => dealers.length)).toEqual([200, 200, 200, 200, 200, 1]);
  // Its dealers, their states and versions, a hundred at a time.
  for (const { reads } of pages) expect(reads).toBeLessThan(10);
});

test.each(['/today', '/tasks'])('%s of many dealers is found once for all its pages', async (path) => {
  const { ids, ask } = await overDealers(12);
  const [first, ...others] = await walk(ask, path, 5);
  expect([first, ...others].flatMap((page) => page?.dealers ?? []).toSorted()).toEqual(ids);
  expect(first?.reads).toBeGreaterThan(ids.length);
  expect(others).toHaveLength(2);
  // What is asked by then is how much may be asked.
  for (const { reads } of others) expect(reads).toBeLessThan(5);
  // Who begins anew is told how things stand now.
  const [again] = await walk(ask, path, 5);
  expect(again?.reads).toBeGreaterThan(ids.length);
});
