import { expect, it } from 'vitest';
import { reconcile as reconcileNow } from '#functions/operations/reconcile/reconcile.ts';
import { audited } from '#shared/audit.ts';
import type { ExecutionStatus, Ports } from '#shared/ports.ts';
import { documentIdOf } from '#shared/run.ts';
import { timePasses } from '../../fakes/late-table.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';

const KEY = 'inbox/demo/list.pdf';
const LATER_MS = 3 * 60 * 60_000;

/** Ports whose machines stand as told and keep what they are asked to start, each name once, three hours from now. */
const watchedPorts = async (standing: Record<string, ExecutionStatus> = {}) => {
  const ports = await testPorts();
  await addDemoDealer(ports);
  const started = new Map<string, object>();
  const machines: Ports['machines'] = {
    start: async (machine, name, input) => {
      const key = `${machine}:${name}`;
      if (started.has(key)) return false;
      started.set(key, input);
      return true;
    },
    status: async (machine, name) => standing[`${machine}:${name}`] ?? null,
  };
  const later = { clock: () => new Date(Date.now() + LATER_MS) };
  return { ...ports, ...later, machines, started };
};

type WatchedPorts = Awaited<ReturnType<typeof watchedPorts>>;

/** It comes by the hour: what an index lacked when it was written, it has by then. */
const reconcile = async (ports: Ports) => {
  await timePasses();
  return reconcileNow(ports);
};

const dropped = async (ports: WatchedPorts, key = KEY) => {
  await ports.inbox.write(key, 'bytes', 'application/pdf');
  const { version = '' } = (await ports.inbox.head(key)) ?? {};
  return { key, version, documentId: documentIdOf(key, version) };
};

const record = async (ports: WatchedPorts, status: 'processing' | 'published', claimedBy = 'run-1') => {
  const { documentId, key, version } = await dropped(ports);
  await ports.table.documents.put({
    ...{ dealerId: 'demo', documentId, key, version, name: 'list.pdf', bytes: 5, status },
    ...{ claimedBy, runId: claimedBy, receivedAt: '2026-11-22T10:00:00.000Z' },
  });
  return documentId;
};

/** The document of a list that is in force. */
const inForce = async (ports: WatchedPorts): Promise<string> => {
  const documentId = await record(ports, 'published');
  await ports.table.lists.put({
    ...{ dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2027, market: 'FI', documentId },
    ...{ sha256: 'a', runId: 'run-1', order: '1' },
  });
  return documentId;
};

/** The same of a dealer whose offers have changed since the last build. */
const behind = async (ports: WatchedPorts): Promise<string> => {
  const documentId = await inForce(ports);
  await ports.table.states.add({ dealerId: 'demo' }, { offersRevision: 2 });
  return documentId;
};

it('a file that no record knows is started, under one name however often it is found', async () => {
  await using ports = await watchedPorts();
  const { key, version, documentId } = await dropped(ports);
  expect(await reconcile(ports)).toEqual([{ what: 'file', dealerId: 'demo', subject: key, done: 'started' }]);
  await reconcile(ports);
  expect([...ports.started]).toEqual([[`price-list:found-${documentId}`, { key, version }]]);
});

it('files that came long ago are looked for within a day, each once', async () => {
  await using ports = await watchedPorts();
  for (let number = 0; number < 12; number++) await dropped(ports, `inbox/demo/${number}.pdf`);
  const roomy = { ...ports, admission: { places: 20, perDealer: 20 } };
  const found: number[] = [];
  for (let hour = 0; hour < 24; hour++) {
    const clock = () => new Date(Date.now() + 5 * 24 * LATER_MS + hour * 3_600_000);
    found.push((await reconcileNow({ ...roomy, clock })).filter(({ what }) => what === 'file').length);
  }
  expect(found.reduce((sum, count) => sum + count, 0)).toBe(12);
  expect(Math.max(...found)).toBeLessThan(12);
});

it('a file that came a moment ago is left to its event', async () => {
  await using ports = await watchedPorts();
  await dropped(ports);
  expect(await reconcile({ ...ports, clock: () => new Date() })).toEqual([]);
});

it('every file is held against the records, also behind the first page of them', async () => {
  await using ports = await watchedPorts();
  for (let number = 0; number < 130; number++)
    await ports.inbox.write(`inbox/demo/${number}.pdf`, `${number}`, 'application/pdf');
  expect(await reconcile({ ...ports, admission: { places: 150, perDealer: 150 } })).toHaveLength(130);
});

it('files for which there is no room wait, and are not told as lost', async () => {
  await using ports = await watchedPorts();
  for (const name of ['a', 'b', 'c']) await dropped(ports, `inbox/demo/${name}.pdf`);
  expect(await reconcile({ ...ports, admission: { places: 2, perDealer: 2 } })).toHaveLength(2);
  expect(ports.started.size).toBe(2);
});

it('a place goes whose execution is over or never began, and stays while it is at work', async () => {
  await using ports = await watchedPorts({ 'price-list:runs': 'RUNNING', 'catalogue:ended': 'SUCCEEDED' });
  for (const [place, owner] of ['runs', 'ended', 'unknown'].entries())
    await ports.table.places.put({ place, owner, dealerId: 'demo', until: Date.now() + 2 * LATER_MS });
  expect((await reconcile(ports)).map(({ what, subject }) => [what, subject])).toEqual([
    ['place', 'ended'],
    ['place', 'unknown'],
  ]);
  expect((await ports.table.places.query({})).map(({ owner }) => owner)).toEqual(['runs']);
});

it('a file whose execution ended without a record is closed as failed, and so has one', async () => {
  await using bare = await watchedPorts();
  const { key, documentId, version } = await dropped(bare);
  const machines = { ...bare.machines, status: async () => 'FAILED' as const };
  expect(await reconcile({ ...bare, machines })).toMatchObject([{ what: 'file', done: 'closed' }]);
  expect([...bare.started.values()]).toMatchObject([
    {
      detail: {
        name: `found-${documentId}`,
        status: 'FAILED',
        input: JSON.stringify({ key, version }),
      },
    },
  ]);
});

it('a document that has ended, or whose execution runs, is left alone', async () => {
  await using ports = await watchedPorts({ 'catalogue:run-2': 'RUNNING', 'price-list:run-2': 'SUCCEEDED' });
  await record(ports, 'published');
  expect(await reconcile(ports)).toEqual([]);
  await record(ports, 'processing', 'run-2');
  expect(await reconcile(ports)).toEqual([]);
});

it.each([
  'FAILED',
  'TIMED_OUT',
  'ABORTED',
  'SUCCEEDED',
] as const)('a document that an execution left open when it ended as %s is closed as failed', async (status) => {
  await using ports = await watchedPorts({ 'price-list:run-1': status });
  const documentId = await record(ports, 'processing');
  expect(await reconcile(ports)).toEqual([
    { what: 'document', dealerId: 'demo', subject: documentId, done: 'closed' },
  ]);
  expect([...ports.started.keys()]).toEqual([expect.stringMatching(/^failure:lost-/)]);
  expect([...ports.started.values()]).toMatchObject([{ detail: { name: 'run-1', status: 'FAILED' } }]);
});

it('a document whose execution nobody knows goes on where it stood', async () => {
  await using ports = await watchedPorts();
  const documentId = await record(ports, 'processing');
  expect(await reconcile(ports)).toMatchObject([{ subject: documentId, done: 'redriven' }]);
  expect([...ports.started.values()]).toEqual([
    { dealerId: 'demo', documentId, leftBy: 'run-1', redrives: 1 },
  ]);
});

it('the lease of a build that was killed goes, one that runs stays, and the feed is built', async () => {
  await using ports = await watchedPorts();
  const documentId = await behind(ports);
  const lease = { dealerId: 'demo', name: 'generate', owner: 'killed' };
  await ports.table.locks.put({ ...lease, until: Date.now() + 2 * LATER_MS });
  expect(await reconcile(ports)).toEqual([]);
  await ports.table.locks.put({ ...lease, until: Date.now() });
  expect(await reconcile(ports)).toMatchObject([
    { what: 'lease', subject: 'generate', done: 'removed' },
    { what: 'feed', done: 'built' },
  ]);
  expect([...ports.started.values()]).toMatchObject([{ documentId, from: 'generate' }]);
});

it('rules that were put in force by a command killed before it refreshed the lists reach them', async () => {
  await using ports = await watchedPorts();
  const documentId = await inForce(ports);
  const name = ports.parts.marketplace;
  const act = { dealerId: null, action: 'rules.put', subject: 'v1', details: {}, who: 'anna' };
  void audited({ ...act, id: 'act-1', at: new Date().toISOString() }, ports, () => new Promise(() => {}));
  await ports.table.rules.put({ scope: 'SHARED', name, version: 'CURRENT', points: 'v1' });
  expect(await reconcile(ports)).toMatchObject([{ what: 'act', dealerId: 'all', done: 'ended' }]);
  expect([...ports.started.values()]).toMatchObject([{ documentId, from: 'match' }]);
  expect(await reconcile(ports)).toEqual([]);
});

const inHours = (ports: WatchedPorts, hours: number) => ({
  ...ports,
  clock: () => new Date(Date.now() + LATER_MS + hours * 3_600_000),
});

it.each([
  ['a feed that is behind', behind],
  ['a document without an execution', (ports: WatchedPorts) => record(ports, 'processing')],
])('%s is taken up once an hour, each time anew, and given up loudly', async (_, broken) => {
  await using ports = await watchedPorts();
  await broken(ports);
  for (let hour = 0; hour < 5; hour++) {
    expect(await reconcile(inHours(ports, hour))).toHaveLength(1);
    expect(await reconcile(inHours(ports, hour))).toEqual([]);
    expect(ports.started.size).toBe(hour + 1);
  }
  for (const hour of [5, 6])
    expect(await reconcile(inHours(ports, hour))).toMatchObject([{ done: 'given-up' }]);
  expect(ports.started.size).toBe(5);
});

it('what is broken anew after it was given up is mended anew', async () => {
  await using ports = await watchedPorts();
  await behind(ports);
  for (let hour = 0; hour < 6; hour++) await reconcile(inHours(ports, hour));
  await ports.table.states.add({ dealerId: 'demo' }, { offersRevision: 1 });
  expect(await reconcile(inHours(ports, 6))).toMatchObject([{ what: 'feed', done: 'built' }]);
});
