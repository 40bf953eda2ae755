import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { AuditEvent } from '#shared/table/audit-trail.ts';
import { loopbackSessions } from '../../../functions/api/identity/loopback-session.ts';
import { apiOn } from '../../fakes/api.ts';
import { aRun } from '../../fakes/listed.ts';
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
  const audit = { ...ports.audit, query: async () => ACTS };
  const { ask } = apiOn({ ...ports, audit }, { sessions });
  return { ids, ports, ask: (path: string) => ask(path, { headers }) };
};

type Item = Record<string, unknown>;

/** Each page of a list, with how often the table was asked for it. */
const walk = async (
  ask: (path: string) => ReturnType<ReturnType<typeof apiOn>['ask']>,
  path: string,
  limit: number,
  nameOf: (item: Item) => string = ({ dealerId }) => String(dealerId),
) => {
  const asked = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
  onTestFinished(() => asked.mockRestore());
  const pages: { names: string[]; reads: number }[] = [];
  let next: string | null = '';
  while (next !== null) {
    asked.mockClear();
    const cursor = next && `&cursor=${encodeURIComponent(next)}`;
    const { status, body } = await ask(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`);
    expect(status, JSON.stringify(body)).toBe(200);
    pages.push({ names: body.items.map(nameOf), reads: asked.mock.calls.length });
    next = body.next;
  }
  return pages;
};

const MANY = 1_001;
const LIMIT = 200;
const NUMBERS = Array.from({ length: MANY }, (_, at) => String(at).padStart(4, '0'));
/** An instant of this month for each, none of them like another. */
const instantOf = (number: string): string => new Date(Date.now() - Number(number) * 1_000).toISOString();

const ACTS: AuditEvent[] = NUMBERS.map((number) => ({
  ...{ scope: 'SHARED', month: '', step: 'intended', id: number, at: instantOf(number) },
  ...{ who: 'anna', action: 'rules.put', subject: number, details: {} },
}));

type ManyPorts = Awaited<ReturnType<typeof overDealers>>['ports'];

/** So many of what operators list, beside twelve dealers; the newest is the first. */
const add = async ({ table }: ManyPorts): Promise<void> => {
  const person = { issuer: 'https://id.example', name: 'x', createdAt: instantOf('0000') };
  await table.members.putAll(
    NUMBERS.map((number) => ({ ...person, memberId: number, subject: number, email: '' })),
  );
  const batch = { prefix: 'batches/a/', status: 'ended' as const, attempt: 1, files: 1, bytes: 1 };
  await table.batches.putAll(
    NUMBERS.map((number) => ({
      ...{ ...batch, batchId: number, startedBy: 'anna' },
      ...{ startedAt: instantOf(number), attemptedAt: instantOf(number) },
    })),
  );
  await table.rules.putAll(
    NUMBERS.map((number) => ({
      ...{ scope: 'SHARED', name: 'avito', version: number, rules: {} },
      ...{ putBy: 'anna', putAt: instantOf(number) },
    })),
  );
  const { document } = aRun();
  await table.documents.putAll(
    NUMBERS.map((number) => ({
      ...{ ...document, documentId: number, status: 'failed' as const, receivedAt: instantOf(number) },
      // Most are of one, and each of the others has some in between.
      dealerId: `dealer-00${Number(number) % 3 === 0 ? String(Number(number) % 12).padStart(2, '0') : '01'}`,
    })),
  );
};

test('the feeds of 1,001 dealers come page by page, each once, and a page reads no more than its own', async () => {
  const { ids, ask } = await overDealers(MANY);
  const pages = await walk(ask, '/feeds', LIMIT);
  expect(pages.flatMap(({ names }) => names)).toEqual(ids);
  expect(pages.map(({ names }) => names.length)).toEqual([200, 200, 200, 200, 200, 1]);
  // Its dealers, their states and versions, a hundred at a time.
  for (const { reads } of pages) expect(reads).toBeLessThan(10);
  // Of the dealers themselves each one's versions.
  const asked = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
  expect((await ask('/dealers?limit=20')).body.items).toHaveLength(20);
  expect(asked.mock.calls.length).toBeLessThan(30);
});

const LISTS: readonly (readonly [path: string, nameOf: (item: Item) => unknown])[] = [
  ['/members', ({ memberId }) => memberId],
  ['/batches', ({ batchId }) => batchId],
  ['/rules/versions', ({ version }) => version],
  ['/audit', ({ subject }) => subject],
  ['/documents?state=failed', ({ documentId }) => documentId],
];

test('1,001 of everything else that operators list come page by page, each once', async () => {
  const { ask, ports } = await overDealers(12);
  await add(ports);
  for (const [path, nameOf] of LISTS) {
    const pages = await walk(ask, path, LIMIT, (item) => String(nameOf(item)));
    expect(
      pages.flatMap(({ names }) => names),
      path,
    ).toEqual(NUMBERS);
    expect(pages, path).toHaveLength(6);
  }
});

test.each(['/today', '/tasks'])('%s of many dealers is found once for all its pages', async (path) => {
  const { ids, ask } = await overDealers(12);
  const [first, ...others] = await walk(ask, path, 5);
  expect([first, ...others].flatMap((page) => page?.names ?? []).toSorted()).toEqual(ids);
  expect(first?.reads).toBeGreaterThan(ids.length);
  expect(others).toHaveLength(2);
  // What is asked by then is how much may be asked.
  for (const { reads } of others) expect(reads).toBeLessThan(5);
  // Who begins anew is told how things stand now.
  const [again] = await walk(ask, path, 5);
  expect(again?.reads).toBeGreaterThan(ids.length);
});
