import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resumeDealer } from '#desk/dealers/put-dealer.ts';
import type { ArchiveIndex } from '#desk/leaving/archive.ts';
import { eraseDealer } from '#desk/leaving/erase-dealer.ts';
import { exportDealer, exportDealerTo } from '#desk/leaving/export-dealer.ts';
import { WHAT_IT_IS } from '#desk/leaving/what-it-is.ts';
import type { DeskPorts } from '#desk/ports.ts';
import { forgetObjects, forgetRecords } from '#local/host/retention.ts';
import { sha256 } from '#shared/hash.ts';
import type { ObjectStore } from '#shared/ports.ts';
import { ownPartitions } from '#shared/table/partitions.ts';
import { deskOn } from '../../fakes/desk.ts';
import {
  KEEPER,
  kindsOf,
  marksOf,
  pictureOf,
  plant,
  SHARED_PICTURE,
  secretsOf,
  type World,
} from '../../fakes/leaving.ts';
import { tableAt, testPorts } from '../../fakes/ports.ts';

const recordsIn = async (name: string): Promise<Record<string, unknown>[]> =>
  (await tableAt(name).client.send(new ScanCommand({ TableName: name, ConsistentRead: true }))).Items ?? [];

const filesIn = async (folder: string): Promise<[path: string, body: string][]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return Promise.all(paths.map(async (path) => [path, await readFile(path, 'latin1')]));
};

/** All that stores hold, as texts: records and files with their names. */
const everything = async ({ place }: World): Promise<string[]> => [
  ...(await recordsIn(place.table)).map((record) => JSON.stringify(record)),
  ...(await filesIn(place.folder)).map(
    ([path, body]) => `${path} ${Buffer.from(body, 'latin1').toString('utf8')}`,
  ),
];

const concerns = (dealerId: string) => (text: string) =>
  new RegExp(`\\b${dealerId}\\b|of${dealerId}|${sha256(dealerId)}`).test(text);

const unzipped = async (bytes: Uint8Array): Promise<Map<string, Uint8Array>> => {
  const zip = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false, checkSignature: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of await zip.getEntries())
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  return files;
};

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Whoever removes something the n-th time is killed: before it is done, or right after. */
const fused = (ports: DeskPorts, killed: number, forgotten: Set<string>): DeskPorts => {
  let left = 3 * killed + 1;
  const burning =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      left -= 1;
      if (left === 0 && killed % 2 === 0) throw new Error('killed before');
      const result = await work(...args);
      if (left === 0) throw new Error('killed after');
      return result;
    };
  const store = (one: ObjectStore): ObjectStore => ({ ...one, remove: burning(one.remove) });
  const { table } = ports;
  /** Its people are let in up to here. */
  const removeDealer: typeof table.dealers.remove = async (key) => {
    const { record: who } = marksOf('north');
    const late = { dealerId: 'north', commandId: 'late', name: 'stock.set', channel: 'avito', wish: '{}' };
    await table.commands.put({
      ...late,
      who,
      at: '2026-11-30T12:00:00Z',
      state: 'waiting',
      ttl: 9_999_999_999,
    });
    await table.dealers.remove(key);
  };
  const kinds = ['leavings', 'dealers', 'batches', 'members'] as const;
  const removing = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      {
        ...table[kind],
        remove: burning((kind === 'dealers' ? removeDealer : table[kind].remove) as () => Promise<void>),
      },
    ]),
  );
  return {
    ...ports,
    ...{ inbox: store(ports.inbox), artefacts: store(ports.artefacts), assets: store(ports.assets) },
    site: ports.site && store(ports.site),
    table: {
      ...{ ...table, ...removing },
      partitions: { ...table.partitions, removeAll: burning(table.partitions.removeAll) },
    } as DeskPorts['table'],
    forgetSecret: burning(async (name) => !!forgotten.add(name)),
  };
};

let ports: World;
beforeAll(async () => {
  ports = await testPorts();
  for (const dealerId of ['north', 'south']) await plant(dealerId, ports);
});
afterAll(() => ports[Symbol.asyncDispose]());

const eraseNorth = (desk: DeskPorts) => eraseDealer(KEEPER, { dealer: 'north', confirm: 'north' }, desk);

test('What was kept long enough is forgotten on one machine, too, and nothing else', async () => {
  const { used } = ports.table;
  const piece = { dealerId: 'south', kind: 'pages', period: '2025-01', amount: 1 } as const;
  const [now, day] = [Math.floor(Date.now() / 1000), 24 * 60 * 60];
  for (const [unit, ttl] of [
    ['over', now - 5],
    ['kept', now + day],
  ] as const)
    await used.put({ ...piece, unit, ttl });
  const { answerTallies } = ports.table;
  const tally = {
    process: 'p',
    answered: 1,
    failed: 0,
    searches: 0,
    reads: [],
    cacheHits: 0,
    cacheMisses: 0,
  };
  await answerTallies.put({ ...tally, hour: '2026-10-01T10', ttl: now - 5 });
  await answerTallies.put({ ...tally, hour: '2026-11-30T10', ttl: now + day });
  await forgetRecords(ports);
  expect((await answerTallies.query({})).map(({ hour }) => hour)).toEqual(['2026-11-30T10']);
  expect((await used.query({ dealerId: 'south' })).map(({ unit }) => unit)).toEqual(['kept']);
  const { folder } = ports.place;
  const there = await filesIn(folder);
  const foldersIn = (root: string) => ({
    ...{ replaced: join(root, 'inbox-versions'), artefacts: join(root, 'artefacts') },
    assets: join(root, 'assets'),
  });
  await forgetObjects(foldersIn(folder), new Date(Date.now() + 29 * day * 1000));
  expect(await filesIn(folder)).toEqual(there);
  const later = await mkdtemp(join(tmpdir(), 'kept-'));
  await cp(folder, later, { recursive: true });
  await forgetObjects(foldersIn(later), new Date(Date.now() + 400 * day * 1000));
  const left = (await filesIn(later)).map(([path]) => path.slice(later.length + 1));
  expect(left.filter((path) => /^inbox-versions|^artefacts.reports/.test(path))).toEqual([]);
  expect(left.filter((path) => /^artefacts.runs/.test(path))).toHaveLength(2);
  await rm(later, { recursive: true });
});

describe('A dealer that leaves', () => {
  test('takes everything along, and no secret', async () => {
    const { files } = await exportDealer(KEEPER, { dealerId: 'north' }, deskOn(ports));
    const archive = await unzipped(await ports.artefacts.read(files[0]?.key ?? ''));
    const whole = [...archive]
      .map(([name, body]) => `${name}\n${Buffer.from(body).toString('utf8')}`)
      .join('\n');
    for (const mark of Object.values(marksOf('north'))) expect(whole).toContain(mark);
    for (const secret of Object.values(secretsOf('north')))
      expect(whole.split('\n').filter((line) => line.includes(secret))).toEqual([]);
    for (const mark of Object.values(marksOf('south'))) expect(whole).not.toContain(mark);
    const index: ArchiveIndex = JSON.parse(Buffer.from(archive.get('index.json') ?? []).toString());
    expect(index).toMatchObject({ dealer: 'north', secrets: ['north/ftp'] });
    expect(index.files.map(({ path }) => path).sort()).toEqual(
      [...archive.keys()].filter((name) => name !== 'index.json').sort(),
    );
    for (const { path, bytes, sha256, records } of index.files) {
      const body = archive.get(path) ?? new Uint8Array();
      expect([path, body.length, hashOf(body)]).toEqual([path, bytes, sha256]);
      if (records !== undefined) expect(Buffer.from(body).toString().match(/\n/g)).toHaveLength(records);
    }
  });

  test('finds each kind of record said in words', () => {
    const isOwn = ([one]: [object, string]) =>
      ownPartitions([one], { dealerId: 'x', runs: ['r'] }).length > 0;
    const kinds = new Set(
      kindsOf(ports)
        .filter(isOwn)
        .map(([, kind]) => kind),
    );
    expect([...kinds].filter((kind) => !WHAT_IT_IS[kind])).toEqual([]);
    expect(kinds.size).toBeGreaterThan(40);
  });

  test('is not erased before it is named twice', async () => {
    const erased = eraseDealer(KEEPER, { dealer: 'north', confirm: 'nort' }, deskOn(ports));
    await expect(erased).rejects.toMatchObject({ reason: { code: 'erase-unconfirmed' } });
    expect(await ports.table.leavings.get({ dealerId: 'north' })).toBeNull();
  });

  const eraseSouth = (desk = deskOn(ports), key?: string) =>
    eraseDealer({ ...KEEPER, ...(key && { key }) }, { dealer: 'south', confirm: 'south' }, desk);
  const SOUTH = { dealerId: 'south' };
  const staying = () => resumeDealer(KEEPER, SOUTH, deskOn(ports));

  test('is not erased while an act of before is at work, nor where nobody knows what its host serves', async () => {
    const { acts, deliveries } = ports.table;
    const at = new Date().toISOString();
    const act = {
      scope: 'D#south',
      id: 'a',
      who: 'anna',
      action: 'dealer.put',
      subject: 'south',
      at,
      ttl: 9e9,
    };
    await acts.put(act);
    await expect(eraseSouth()).rejects.toMatchObject({
      reason: { code: 'dealer-at-work', values: { names: ['dealer.put'] } },
    });
    await acts.remove(act);
    const batch = {
      batchId: 'all',
      prefix: 'batches/',
      status: 'planning',
      attempt: 1,
      files: 0,
      bytes: 0,
    } as const;
    await ports.table.batches.put({ ...batch, startedBy: 'anna', startedAt: at, attemptedAt: at });
    const desk = deskOn(ports);
    const planning = { ...desk, machines: { ...desk.machines, status: async () => 'RUNNING' as const } };
    await expect(eraseSouth(planning)).rejects.toMatchObject({
      reason: { code: 'dealer-at-work', values: { names: ['all'] } },
    });
    await ports.table.batches.remove(batch);
    const brought = {
      ...SOUTH,
      window: at,
      sequence: '1',
      feedVersion: 1,
      bytes: 1,
      sha256: 'a',
      server: 'f',
    };
    const receipt = { ...brought, warnings: [], attempts: 1, url: '', seconds: 1, at };
    await deliveries.put({ ...receipt, outcome: 'servedStale' });
    await expect(eraseSouth()).rejects.toMatchObject({ reason: { code: 'farewell-unconfirmed' } });
    await deliveries.remove(receipt);
    // It sells there no more, and nobody has emptied what was brought there.
    const { channelStates } = ports.table.ofChannel('classifieds');
    await channelStates.add(SOUTH, { verifiedFeed: 1 });
    await expect(eraseSouth()).rejects.toMatchObject({
      reason: { code: 'farewell-unconfirmed', values: { names: ['classifieds'] } },
    });
    await channelStates.remove(SOUTH);
    expect(await staying()).toMatchObject({ left: true });
  });

  test('and was brought back is not erased by what was asked for before', async () => {
    const versions = () => {
      throw new Error('killed');
    };
    const desk = deskOn({ ...ports, inbox: { ...ports.inbox, versions } });
    await expect(eraseSouth(desk, 'k')).rejects.toThrow('killed');
    await staying();
    await expect(eraseSouth(deskOn(ports), 'k')).rejects.toMatchObject({ reason: { code: 'leaving-over' } });
    const hourLater = { ...ports, clock: () => new Date(Date.now() + 61 * 60_000) };
    await ports.table.acts.put({
      ...{ scope: 'SHARED', id: sha256(JSON.stringify(['j', 'dealer.leave', 'south'])), who: 'keeper' },
      ...{ action: 'dealer.leave', subject: 'south', at: new Date().toISOString(), ttl: 9e9 },
    });
    await expect(eraseSouth(deskOn(hourLater), 'j')).rejects.toMatchObject({
      reason: { code: 'leaving-over' },
    });
    expect(await ports.table.leavings.get(SOUTH)).toBeNull();
    expect(await ports.inbox.head(`inbox/south/${marksOf('south').file}.pdf`)).not.toBeNull();
  });

  test('has nothing made of it any more, and does not come back, once things are being removed', async () => {
    const counts = { objects: 1, bytes: 1, records: 1, pictures: 0, accounts: 0, members: 0 };
    await ports.table.leavings.put({ ...SOUTH, by: 'anna', at: '2026-11-30T12:00:00Z', counts });
    const leaving = { reason: { code: 'dealer-leaving' } };
    await expect(exportDealer(KEEPER, SOUTH, deskOn(ports))).rejects.toMatchObject(leaving);
    await expect(staying()).rejects.toMatchObject(leaving);
    await ports.table.leavings.remove(SOUTH);
  });

  test('is told what its archive lacks where the address of the installation is not seen', async () => {
    const path = join(ports.place.folder, 'south.zip');
    const desk = { ...deskOn(ports), site: null };
    const { leftOut } = await exportDealerTo(KEEPER, SOUTH, path, desk);
    await rm(path);
    expect(leftOut).toHaveLength(2);
  });

  test('leaves nothing behind, wherever its erasure is killed; nobody else loses a byte', async () => {
    const before = (await everything(ports))
      .filter(concerns('south'))
      .filter((text) => !concerns('north')(text));
    const forgotten = new Set<string>();
    let killed = 0;
    let erased: Awaited<ReturnType<typeof eraseNorth>> | null = null;
    while (!erased) {
      const desk = deskOn(ports);
      erased = await eraseNorth(fused(desk, killed, forgotten)).catch((error) => {
        if (!/^killed/.test(error.message)) throw error;
        return null;
      });
      killed += erased ? 0 : 1;
    }
    expect(killed).toBeGreaterThan(6);
    expect(erased).toMatchObject({
      farewell: 'nothing-live',
      counts: { accounts: 1, members: 1, pictures: 1 },
    });
    const after = await everything(ports);
    const left = after.filter((text) => Object.values(marksOf('north')).some((mark) => text.includes(mark)));
    expect(left).toEqual([]);
    // That somebody asked for it, by the dealer's id alone.
    const named = after.filter(concerns('north')).filter((text) => !concerns('south')(text));
    expect(named.filter((text) => !text.includes('SHARED#ACTS'))).toEqual([]);
    expect([...forgotten]).toEqual(['north/ftp']);
    expect(after.filter(concerns('south')).sort()).toEqual(expect.arrayContaining(before.sort()));
    expect(await ports.assets.head(SHARED_PICTURE.key)).not.toBeNull();
    expect(await ports.assets.head(pictureOf('north').key)).toBeNull();
  });

  test('is told of by the audit trail: who, when, and what was counted', async () => {
    const month = new Date().toISOString().slice(0, 7);
    const events = await ports.audit.query({ scope: 'SHARED', month });
    const told = events.filter(({ subject }) => subject === 'north');
    const done = told.filter(({ action, step }) => action === 'dealer.erase' && step === 'done');
    expect(done).toMatchObject([{ who: 'keeper' }]);
    expect(done[0]?.details).toMatchObject({ farewell: 'nothing-live', members: 1, accounts: 1 });
    for (const mark of Object.values(marksOf('north'))) expect(JSON.stringify(told)).not.toContain(mark);
    const own = await ports.audit.query({ scope: 'D#north', month });
    expect(JSON.stringify(own)).not.toContain(secretsOf('north').url);
  });
});
