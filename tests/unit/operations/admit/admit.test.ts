import { expect, it } from 'vitest';
import { admit, leavePlace } from '#functions/operations/admit/admit.ts';
import { admitArrivals } from '#functions/operations/admit/arrivals.ts';
import { executionOf, type InboxFile } from '#functions/operations/reconcile/unknown-files.ts';
import type { Ports } from '#shared/ports.ts';
import { documentIdOf } from '#shared/run.ts';
import { testPorts } from '../../../fakes/ports.ts';

const fileOf = (dealerId: string, name: string): InboxFile => {
  const key = `inbox/${dealerId}/${name}.pdf`;
  const object = { key, version: 'v1', bytes: 1, modifiedAt: '2026-11-22T10:00:00.000Z' };
  return { object, dealerId, documentId: documentIdOf(key, 'v1') };
};

const files = (dealerId: string, count: number) =>
  Array.from({ length: count }, (_, at) => fileOf(dealerId, `${at}`));

/** Ports with room for three files, two of one dealer, that keep the names of what was started. */
const admitting = async (changes: Partial<Ports> = {}) => {
  const bare = await testPorts();
  const started: string[] = [];
  const start: Ports['machines']['start'] = async (_, name) => started.push(name) > 0;
  const machines = { ...bare.machines, start };
  return { ...bare, machines, admission: { places: 3, perDealer: 2 }, started, ...changes };
};

const admitAll = async (all: InboxFile[], ports: Ports) => {
  const admissions = [];
  for (const file of all) admissions.push(await admit(file, ports));
  return admissions;
};

it('as many files are begun as there are places, and the others wait', async () => {
  await using ports = await admitting();
  const all = [...files('north', 2), ...files('south', 2)];
  expect(await admitAll(all, ports)).toEqual(['started', 'started', 'started', 'waiting']);
  expect(ports.started).toEqual(all.slice(0, 3).map(executionOf));
});

it('one dealer does not take all places: another one’s file finds room', async () => {
  await using ports = await admitting();
  expect(await admitAll(files('north', 3), ports)).toEqual(['started', 'started', 'waiting']);
  expect(await admit(fileOf('south', 'list'), ports)).toBe('started');
});

it('who ends makes room, and nobody else’s place is given back with it', async () => {
  await using ports = await admitting();
  const [first, second, third] = files('north', 3) as [InboxFile, InboxFile, InboxFile];
  await admitAll([first, second], ports);
  await leavePlace(executionOf(first), ports);
  await leavePlace('an execution without a place', ports);
  expect(await admit(third, ports)).toBe('started');
  expect((await ports.table.places.query({})).map(({ owner }) => owner).toSorted()).toEqual(
    [second, third].map(executionOf).toSorted(),
  );
});

it('a place that a killed execution left is free once its time has run out', async () => {
  await using ports = await admitting();
  await admitAll(files('north', 2), ports);
  const hours = (count: number) => ({ ...ports, clock: () => new Date(Date.now() + count * 3_600_000) });
  expect(await admit(fileOf('north', 'list'), hours(6))).toBe('waiting');
  expect(await admit(fileOf('north', 'list'), hours(7))).toBe('started');
});

it('many asking at the same moment never have more places than there are', async () => {
  await using ports = await admitting();
  const all = Array.from({ length: 12 }, (_, at) => fileOf(`dealer-${at}`, 'list'));
  const admissions = await Promise.all(all.map((file) => admit(file, ports)));
  expect(admissions.filter((each) => each === 'started')).toHaveLength(3);
  expect(await ports.table.places.query({})).toHaveLength(3);
});

it('a file that is known, or whose execution is, takes no place', async () => {
  const machines: Ports['machines'] = { start: async () => false, status: async () => 'SUCCEEDED' };
  await using ports = await admitting({ machines });
  expect(await admit(fileOf('north', 'list'), ports)).toBe('known');
  expect(await ports.table.places.query({})).toEqual([]);
});

it('a start that fails leaves no place behind', async () => {
  const start = async () => {
    throw new Error('Rate exceeded');
  };
  await using ports = await admitting({ machines: { start, status: async () => null } });
  await expect(admit(fileOf('north', 'list'), ports)).rejects.toThrow('Rate exceeded');
  expect(await ports.table.places.query({})).toEqual([]);
});

const message = (messageId: string, object: object) => ({
  messageId,
  body: JSON.stringify({ detail: { bucket: { name: 'inbox' }, object }, time: '2026-11-22T10:00:00Z' }),
});

it('messages go back for which there is no room, or which fail; each file is its own version', async () => {
  const asked: InboxFile[] = [];
  const told: string[] = [];
  const returned = await admitArrivals(
    {
      Records: [
        message('begun', { key: 'inbox/north/цены & 1.pdf', size: 5, 'version-id': 'v7', etag: 'abc' }),
        message('full', { key: 'inbox/south/list.pdf', size: 5, 'version-id': 'v1', etag: 'abc' }),
        message('folder', { key: 'inbox/west/', size: 0, 'version-id': 'v1', etag: 'abc' }),
        message('unversioned', { key: 'inbox/east/list.pdf', size: 5, etag: 'abc' }),
        { messageId: 'broken', body: 'no event' },
      ],
    },
    async (file) => {
      asked.push(file);
      return file.dealerId === 'south' ? 'waiting' : 'started';
    },
    (_, messageId) => told.push(messageId),
  );
  expect(returned.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['full', 'broken']);
  expect(told).toEqual(['broken']);
  expect(asked.map(({ object }) => [object.key, object.version])).toEqual([
    ['inbox/north/цены & 1.pdf', 'v7'],
    ['inbox/south/list.pdf', 'v1'],
    ['inbox/east/list.pdf', '"abc"'],
  ]);
});
