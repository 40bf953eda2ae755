import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Plan } from '#contracts/plan.ts';
import { admit, fillPlaces, leavePlace, lineUp } from '#functions/operations/admit/admit.ts';
import { admitArrivals } from '#functions/operations/admit/arrivals.ts';
import { nextLine } from '#functions/operations/admit/turns.ts';
import { executionOf, type InboxFile } from '#functions/operations/reconcile/unknown-files.ts';
import { bundledPlans } from '#shared/plans.ts';
import type { Ports } from '#shared/ports.ts';
import { documentIdOf } from '#shared/run.ts';
import type { WaitingLine } from '#shared/table/coordination-records.ts';
import { testPorts } from '../../../fakes/ports.ts';

const fileOf = (dealerId: string, name: string, ending = 'pdf'): InboxFile => {
  const key = `inbox/${dealerId}/${name}.${ending}`;
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
  await Promise.all(all.map((file) => admit(file, ports)));
  expect(new Set(ports.started).size).toBe(3);
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

it('a file whose place or start could not be asked for waits on, and is begun without being dropped again', async () => {
  let isAway = true;
  const status = async () => {
    if (isAway) throw new Error('Rate exceeded');
    return null;
  };
  await using bare = await admitting();
  const ports = { ...bare, machines: { ...bare.machines, status } };
  await expect(admit(fileOf('north', 'list'), ports)).rejects.toThrow('Rate exceeded');
  isAway = false;
  await fillPlaces(ports);
  expect(ports.started).toEqual([executionOf(fileOf('north', 'list'))]);
});

it('a file whose call was killed between its place and its start has that one place, and no second', async () => {
  await using ports = await admitting();
  const file = fileOf('north', 'list');
  const until = Date.now() + 60_000;
  await ports.table.places.put({ place: 1, owner: executionOf(file), dealerId: 'north', until });
  expect(await admit(file, ports)).toBe('started');
  const places = await ports.table.places.query({});
  expect(places.map(({ place }) => place)).toEqual([1]);
  expect(places[0]?.until).toBeGreaterThan(until);
});

it('a file that was lined up twice, by its event and by a listing, costs its dealer no turn', async () => {
  await using bare = await admitting({ admission: { places: 1, perDealer: 1 } });
  let now = Date.now();
  const status = async (_: string, name: string) =>
    bare.started.includes(name) ? ('RUNNING' as const) : null;
  const ports = { ...bare, machines: { ...bare.machines, status }, clock: () => new Date(now++) };
  const [north, south] = [files('north', 2), files('south', 2)];
  const comeAt = ({ object, ...file }: InboxFile, modifiedAt: string) =>
    lineUp({ ...file, object: { ...object, modifiedAt } }, ports);
  for (const [minute, file] of north.entries()) {
    await comeAt(file, `2026-11-22T10:0${minute}:00.000Z`);
    await comeAt(file, `2026-11-22T10:0${minute}:01Z`);
  }
  for (const file of south) await lineUp(file, ports);
  for (let ended = 0; ended < 4; ended++) {
    await fillPlaces(ports);
    await leavePlace(ports.started.at(-1) as string, ports);
  }
  const owners = ports.started.map((name) => (north.map(executionOf).includes(name) ? 'north' : 'south'));
  expect(owners).toEqual(['north', 'south', 'north', 'south']);
});

it('a dealer that is given another plan has what that allows at once with what waits already', async () => {
  await using ports = await admitting();
  const at = new Date().toISOString();
  const [starter] = bundledPlans() as [Plan];
  await ports.table.plans.put({
    ...starter,
    scope: 'SHARED',
    name: 'one',
    listsAtOnce: 1,
    putBy: 'anna',
    putAt: at,
  });
  const give = (plan: string) =>
    ports.table.dealerPlans.put({ dealerId: 'north', plan, givenBy: 'anna', givenAt: at });
  await give('one');
  expect(await admitAll(files('north', 2), ports)).toEqual(['started', 'waiting']);
  await give('unlimited');
  expect(await admit(fileOf('north', '1'), ports)).toBe('started');
});

it('whoever waits beside a dealer with many files waits for one of them at most', async () => {
  await using ports = await admitting();
  const north = files('north', 6);
  const others = ['south', 'west', 'east'].map((dealerId) => fileOf(dealerId, 'list'));
  for (const file of north) await admit(file, ports);
  for (const file of others) await lineUp(file, ports);
  await fillPlaces(ports);
  for (let ended = 0; ports.started.length < 9; ended++) {
    await leavePlace(ports.started[ended] as string, ports);
    await fillPlaces(ports);
  }
  const owners = ports.started.map((name) => (others.map(executionOf).includes(name) ? 'other' : 'north'));
  expect(owners.slice(2, 6).filter((owner) => owner === 'other')).toHaveLength(3);
  expect(new Set(ports.started).size).toBe(9);
  expect([
    await ports.table.waitingLines.query({}),
    await ports.table.waitingFiles.query({ dealerId: 'north' }),
  ]).toEqual([[], []]);
});

it('a sheet goes by its dealer’s own lists and everybody’s who wait, one at a time', async () => {
  await using ports = await admitting();
  await admitAll([...files('north', 3), fileOf('south', 'list')], ports);
  const sheets = [fileOf('north', 'stock', 'csv'), fileOf('north', 'more', 'xlsx')] as const;
  expect(await admitAll([...files('west', 2), ...sheets], ports)).not.toContain('started');
  await leavePlace(executionOf(fileOf('south', 'list')), ports);
  await fillPlaces(ports);
  expect(sheets.map(executionOf)).toContain(ports.started.at(-1));
  await leavePlace(executionOf(fileOf('north', '0')), ports);
  await fillPlaces(ports);
  expect(executionOf(fileOf('west', '0'))).toBe(ports.started.at(-1));
});

it('no dealer waits for more than one turn of each other, none has more than its plan, and no place is idle', () => {
  const dealer = fc.record({ files: fc.integer({ min: 1, max: 30 }), slots: fc.integer({ min: 1, max: 5 }) });
  const world = fc.record({
    places: fc.integer({ min: 1, max: 4 }),
    dealers: fc.array(dealer, { minLength: 1, maxLength: 7 }),
    ends: fc.infiniteStream(fc.nat()),
  });
  fc.assert(
    fc.property(world, ({ places, dealers, ends }) => {
      const left = dealers.map(({ files }) => files);
      const lines = dealers.map(
        ({ slots }, at): WaitingLine => ({ dealerId: `${at}`, kind: 'list', slots, since: at }),
      );
      const held: number[] = [];
      const turns: number[] = [];
      /** Turns that others had had when the dealer last got one, or last held something. */
      const waitsSince = dealers.map(() => 0);
      const holds = (at: number) => held.filter((other) => other === at).length;
      for (let ended = 0; ended < dealers.reduce((sum, { files }) => sum + files, 0); ended++) {
        for (;;) {
          const waiting = lines.filter((_, at) => (left[at] as number) > 0);
          const line = nextLine(
            waiting,
            held.map((at) => ({ dealerId: `${at}` })),
          );
          const mayHave = waiting.filter(({ dealerId, slots }) => holds(Number(dealerId)) < slots);
          expect(line === null).toBe(mayHave.length === 0);
          if (!line || held.length === places) break;
          const at = Number(line.dealerId);
          const others = turns.slice(waitsSince[at]);
          if (holds(at) === 0) expect(new Set(others).size).toBe(others.length);
          turns.push(at);
          held.push(at);
          left[at] = (left[at] as number) - 1;
          lines[at] = { ...line, since: dealers.length + turns.length };
          waitsSince[at] = turns.length;
          expect(holds(at)).toBeLessThanOrEqual(line.slots);
        }
        const [at] = held.splice((ends.next().value as number) % held.length, 1) as [number];
        if (holds(at) === 0) waitsSince[at] = turns.length;
      }
      expect(left.every((count) => count === 0)).toBe(true);
    }),
    { numRuns: 60 },
  );
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
        { messageId: 'ended', body: JSON.stringify({ detail: { dealerId: 'north' } }) },
        { messageId: 'broken', body: 'no event' },
      ],
    },
    {
      lineUp: async (file) => {
        asked.push(file);
        return 'waiting';
      },
      fillPlaces: async () =>
        new Map(
          asked
            .filter(({ dealerId }) => dealerId !== 'south')
            .map((file) => [executionOf(file), 'started'] as const),
        ),
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
