import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Plan } from '#contracts/plan.ts';
import type { RunState } from '#contracts/state.ts';
import { nextPage } from '#functions/operations/batch/batch.ts';
import { plan } from '#functions/operations/batch/plan.ts';
import { batchProgress } from '#functions/operations/batch/progress.ts';
import { MatchingError } from '#shared/errors.ts';
import { bundledPlans } from '#shared/plans.ts';
import type { Ports } from '#shared/ports.ts';
import type { BatchFile } from '#shared/table/batch-records.ts';
import { aBook, addDealers, aList, bring } from '../../fakes/batch-lists.ts';
import { functionsOn, machineOn } from '../../fakes/machine.ts';
import { testPorts } from '../../fakes/ports.ts';

const PREFIX = 'batches/spring/';

const open = async () => {
  const ports = await testPorts();
  onTestFinished(() => ports[Symbol.asyncDispose]());
  await addDealers(ports, 'north', 'south');
  return ports;
};

const folder = () => mkdtemp(join(tmpdir(), 'feedwright-batch-'));

const filesOf = (ports: Ports): Promise<BatchFile[]> => ports.table.batchFiles.query({ batchId: 'spring' });

const manifestOf = async (ports: Ports) =>
  JSON.parse(Buffer.from(await ports.artefacts.read('batches/spring/manifest.json')).toString());

const run = async (
  ports: Ports,
  attempt = 1,
  changes: Parameters<typeof machineOn>[2] = {},
  more: object = {},
) => {
  const runner = await machineOn(ports, await folder(), changes);
  runner.start({
    machine: 'batch',
    name: `spring-${attempt}`,
    input: { batchId: 'spring', prefix: PREFIX, startedBy: 'anna', attempt, ...more },
  });
  await runner.idle();
  return filesOf(ports);
};

const byName = (files: BatchFile[]) =>
  Object.fromEntries(files.map(({ key, status }) => [key.slice(PREFIX.length), status]));

test('each dealer’s lists become one feed, a broken file a line of the manifest with its reason', async () => {
  const ports = await open();
  await bring(ports, PREFIX, {
    'north/2027/book.pdf': await aBook(),
    'north/a.pdf': await aList(1),
    'north/b.pdf': await aList(2, { brand: 'LYNX' }),
    'south/c.pdf': await aList(3),
    'south/broken.pdf': 'no list',
    'west/d.pdf': await aList(4),
  });
  const files = await run(ports);
  expect(byName(files)).toMatchObject({
    'south/broken.pdf': 'rejected',
    'west/d.pdf': 'rejected',
    'north/a.pdf': expect.stringMatching(/published|review/),
  });
  expect(await ports.table.channelStates.get({ dealerId: 'north' })).toMatchObject({ builtFeed: 1 });
  const manifest = await manifestOf(ports);
  expect(manifest.batch).toMatchObject({ status: 'ended', files: 6 });
  expect(manifest.files).toHaveLength(6);
  expect(manifest.files.find(({ key }: BatchFile) => key.endsWith('broken.pdf'))).toMatchObject({
    status: 'rejected',
    reason: { code: 'not-a-pdf' },
  });
  expect(manifest.dealers).toMatchObject([
    { dealerId: 'north', status: 'built', feedVersion: 1 },
    { dealerId: 'south', status: 'none' },
    { dealerId: 'west', status: 'none' },
  ]);
  const documents = await ports.table.documents.query({ dealerId: 'north' });
  expect(documents.filter(({ kind }) => kind === 'price-list').map(({ feedVersion }) => feedVersion)).toEqual(
    [1, 1],
  );
});

test('a book that is read last still comes before any feed: lists that were matched without it are matched again', async () => {
  const ports = await open();
  await bring(ports, PREFIX, { 'north/book.pdf': await aBook(), 'north/a.pdf': await aList(1) });
  const listHasEnded = async () =>
    (await ports.table.documents.query({ dealerId: 'north' })).some(({ status }) => status === 'review');
  const generated: string[] = [];
  const functions = functionsOn(ports);
  await run(ports, 1, {
    generate: async (state) => {
      generated.push(state.runId);
      return functions.generate?.(state);
    },
    catalogue: async (state) => {
      await vi.waitUntil(listHasEnded, { timeout: 20_000 });
      return functions.catalogue?.(state);
    },
  });
  expect(generated).toHaveLength(1);
  const [list] = await ports.table.lists.query({ dealerId: 'north' });
  expect(list?.catalogueRevision).toBe(1);
  expect(await ports.table.feeds.get({ dealerId: 'north', version: 1 })).toMatchObject({
    ads: expect.any(Number),
  });
  expect(byName(await filesOf(ports))).toMatchObject({ 'north/book.pdf': 'catalogued' });
});

test('a batch that is resumed runs what failed and nothing that was done', async () => {
  const ports = await open();
  await bring(ports, PREFIX, { 'north/a.pdf': await aList(1), 'south/b.pdf': await aList(2) });
  const functions = functionsOn(ports);
  const failing = async (state: RunState) => {
    if (state.dealerId === 'south') throw new MatchingError('the disk is full', { stage: 'match' });
    return functions.match?.(state);
  };
  const before = await run(ports, 1, { match: failing });
  expect(byName(before)).toMatchObject({ 'north/a.pdf': 'review', 'south/b.pdf': 'failed' });
  expect(before.find(({ status }) => status === 'failed')?.ending?.reason).toMatchObject({
    values: { text: expect.stringContaining('the disk is full') },
  });
  const extracted: string[] = [];
  const after = await run(ports, 2, {
    extract: async (state) => {
      extracted.push(state.dealerId);
      return functions.extract?.(state);
    },
  });
  expect(extracted).toEqual(['south']);
  expect(byName(after)).toEqual({ 'north/a.pdf': 'review', 'south/b.pdf': 'review' });
  expect(await batchProgress('spring', ports)).toMatchObject({
    files: 2,
    processed: 2,
    failed: 0,
    products: 12,
  });
});

test('a manifest names the files, one a line; one that is not there is a line of the report', async () => {
  const ports = await open();
  await bring(ports, PREFIX, { 'north/a.pdf': await aList(1), 'north/b.pdf': await aList(2) });
  await ports.artefacts.write(
    'batches/spring/files.txt',
    'north/b.pdf\r\nnorth/c.pdf\nnorth/b.pdf\n',
    'text/plain',
  );
  const files = await run(ports, 1, {}, { manifest: 'batches/spring/files.txt' });
  expect(byName(files)).toEqual({ 'north/b.pdf': 'review', 'north/c.pdf': 'rejected' });
  expect(files.find(({ status }) => status === 'rejected')?.ending).toMatchObject({
    reason: { code: 'batch-file-missing' },
  });
});

test('a dealer with thousands of files leaves each other its turn, and the others’ feeds do not wait for its last', async () => {
  const ports = await open();
  const few = ['a', 'north', 'zulu'];
  const keys = [
    ...Array.from({ length: 300 }, (_, at) => `${PREFIX}many/${at}.pdf`),
    ...few.map((dealerId) => `${PREFIX}${dealerId}/list.pdf`),
  ];
  const list = async function* () {
    for (const key of keys.toSorted()) yield { key, bytes: 1, version: 'v', modifiedAt: '' };
  };
  const inForce = { brand: 'LYNX', modelYear: 2027, market: 'FI', sha256: '', runId: '', order: '' };
  for (const dealerId of ['many', ...few])
    await ports.table.lists.put({ dealerId, documentId: dealerId, ...inForce });
  const [starter] = bundledPlans() as [Plan];
  const now = new Date().toISOString();
  await ports.table.plans.put({
    ...{ ...starter, scope: 'SHARED', name: 'four', listsAtOnce: 4 },
    ...{ putBy: 'anna', putAt: now },
  });
  await ports.table.dealerPlans.put({ dealerId: 'many', plan: 'four', givenBy: 'anna', givenAt: now });
  const request = { batchId: 'spring', prefix: PREFIX, startedBy: 'anna', attempt: 1 };
  const sized = { ...ports, batchAtOnce: 20, inbox: { ...ports.inbox, list } };
  const pages = [];
  let state = await plan(request, sized);
  do {
    const { phase, after, group, batchId, attempt, lastGroup } = state;
    state = await nextPage({ phase, after, group, batchId, attempt, lastGroup }, sized);
    pages.push(state);
  } while (state.route === 'run');
  const owners = pages.map(({ items }) => items.map(({ kind, dealerId }) => `${kind} ${dealerId}`));
  expect(owners[0]?.slice(0, 4).toSorted()).toEqual(['file a', 'file many', 'file north', 'file zulu']);
  expect(owners[0]).toHaveLength(7);
  expect(owners[1]).toEqual(['feed a', 'feed north', 'feed zulu']);
  expect(owners.at(-2)).toEqual(['feed many']);
  expect(owners.flat().filter((owner) => owner === 'file many')).toHaveLength(300);
  expect([pages[0]?.atOnce, pages[2]?.atOnce]).toEqual([20, 4]);
  expect(pages.length).toBeLessThan(12);
});

const documentOf = (dealerId: string) => ({
  ...{ dealerId, documentId: 'a', sha256: '', runId: 'r', claimedBy: 'r', status: 'review' as const },
  ...{ key: `inbox/${dealerId}/a.pdf`, name: 'a.pdf', version: '1', bytes: 1 },
  receivedAt: '2026-11-01T10:00:00.000Z',
});

test('dealers that have files left are passed over many at once, none is left out, and no list retired by hand comes back', async () => {
  const ports = await open();
  const { batchDealers, lists, documents } = ports.table;
  const ready = ['dealer-030', 'dealer-031', 'dealer-149'];
  const names = Array.from({ length: 150 }, (_, at) => `dealer-${String(at).padStart(3, '0')}`);
  await batchDealers.putAll(
    names.map((dealerId) => ({
      ...{ batchId: 'spring', dealerId, status: 'none' as const, attempt: 0 },
      group: ready.includes(dealerId) ? 0 : 1,
    })),
  );
  for (const dealerId of ready) {
    const read = { dealerId, documentId: 'a', sha256: '', runId: 'r' };
    const list = { ...read, brand: 'LYNX', modelYear: 2027, market: '', order: '1' };
    await lists.put(list);
    const retired = { by: 'anna', at: '2026-11-01T11:00:00.000Z' };
    await lists.put({ ...list, documentId: 'retired', modelYear: 2026, retired });
    await documents.put({ ...documentOf(dealerId), documentId: 'retired' });
    await documents.put(documentOf(dealerId));
  }
  let reads = 0;
  const pageOf: typeof batchDealers.pageOf = (key, part) => {
    reads += 1;
    return batchDealers.pageOf(key, part);
  };
  const counting = { ...ports, table: { ...ports.table, batchDealers: { ...batchDealers, pageOf } } };
  const from = {
    batchId: 'spring',
    attempt: 1,
    phase: 'again' as const,
    group: 0,
    lastGroup: 1,
    after: null,
  };
  const { items, phase } = await nextPage(from, counting);
  expect(items.map(({ dealerId }) => dealerId)).toEqual(ready);
  expect(phase).toBe('feeds');
  expect(reads).toBeLessThan(10);
});

test('thousands of files with the longest names that S3 takes leave every state under 256 KiB', async () => {
  const ports = await open();
  const key = (at: number) =>
    `${PREFIX}north/${String(at).padStart(1_024 - PREFIX.length - 'north/'.length, 'x')}`;
  const objects = Array.from({ length: 3_000 }, (_, at) => ({
    key: key(at),
    bytes: at,
    version: 'v',
    modifiedAt: '',
  }));
  const inbox = {
    ...ports.inbox,
    list: async function* () {
      yield* objects;
    },
  };
  let [pages, items] = [0, 0];
  const request = { batchId: 'spring', prefix: PREFIX, startedBy: 'anna', attempt: 1 };
  let state = await plan(request, { ...ports, inbox });
  do {
    state = await nextPage(state, ports);
    pages += 1;
    items += state.items.length;
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(256 * 1024);
    expect(state.items.length).toBeLessThanOrEqual(500);
  } while (state.route === 'run');
  expect(items).toBe(3_000);
  expect(pages).toBeGreaterThan(6);
});
