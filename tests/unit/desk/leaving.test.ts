import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putDealerInUse, resumeDealer } from '#desk/dealers/put-dealer.ts';
import type { ArchiveIndex } from '#desk/leaving/archive.ts';
import { eraseDealer } from '#desk/leaving/erase-dealer.ts';
import { exportDealer, exportDealerTo } from '#desk/leaving/export-dealer.ts';
import { WHAT_IT_IS } from '#desk/leaving/what-it-is.ts';
import { putSource } from '#desk/market/sources.ts';
import { keepToken } from '#desk/members/dealer-tokens.ts';
import { acceptInvitation, invite } from '#desk/members/invitations.ts';
import { memberFor } from '#desk/members/members.ts';
import type { DeskPorts } from '#desk/ports.ts';
import { forgetObjects, forgetRecords } from '#local/host/retention.ts';
import { sha256 } from '#shared/hash.ts';
import type { ObjectStore } from '#shared/ports.ts';
import { ownPartitions, sharedPartitions } from '#shared/table/partitions.ts';
import { deskOn } from '../../fakes/desk.ts';
import { aDealer } from '../../fakes/listings.ts';
import { tableAt, testPorts } from '../../fakes/ports.ts';

type World = Awaited<ReturnType<typeof testPorts>>;

const KEEPER = { who: 'keeper' };
const RUN = 'run-1';
/** Bytes of no other file. */
const pictureOf = (text: string) => ({ key: `pictures/${sha256(text)}.png`, name: `${sha256(text)}.png` });
const SHARED_PICTURE = pictureOf('a picture of a book that both have');

/** What is planted of a dealer, each found by its own letters wherever it comes to lie. */
const marksOf = (dealerId: string) => {
  const mark = (what: string) => `qx${what}of${dealerId}`;
  return {
    ...{
      name: mark('name'),
      address: mark('street'),
      phone: `+7 900 ${dealerId.charCodeAt(0)}-44-33`,
      text: mark('words'),
    },
    ...{ person: mark('person'), token: mark('program'), shop: mark('shop'), file: mark('file') },
    ...{ older: mark('older'), record: mark('record'), object: mark('object'), batch: mark('batch') },
    email: `${mark('mail')}@north.example`,
  };
};
/** What no archive may hold. */
const secretsOf = (dealerId: string) => ({
  url: `sesame${dealerId}`,
  digest: sha256(`token of ${dealerId}`),
  invitation: sha256(`invitation to ${dealerId}`),
});

/** Every kind of record, those of a channel twice. */
const kindsOf = ({ table }: World): [collection: object, kind: string][] =>
  [...Object.values(table), ...Object.values(table.ofChannel('classifieds'))].flatMap((one) =>
    typeof one === 'object' && 'kind' in one ? [[one, one.kind] as [object, string]] : [],
  );

/** A record of every kind that lies in partitions of the dealer's own, whatever the kind is made of. */
const plantRecords = async (dealerId: string, ports: World) => {
  const { record: planted } = marksOf(dealerId);
  const { client, name: TableName } = tableAt(ports.place.table);
  const items = kindsOf(ports).flatMap(([one, kind]) =>
    [...ownPartitions([one], { dealerId, runs: [RUN] }), ...sharedPartitions([one])].map((PK) => ({
      ...{ PK, SK: `PLANTED#${dealerId}#${kind}`, __edb_e__: kind, dealerId },
      planted: `${planted} ${kind}`,
    })),
  );
  await Promise.all(items.map((Item) => client.send(new PutCommand({ TableName, Item }))));
};

const plantPeople = async (dealerId: string, desk: DeskPorts) => {
  const { person, email, token } = marksOf(dealerId);
  const { digest, invitation } = secretsOf(dealerId);
  await keepToken(KEEPER, { dealerId, name: token, role: 'viewer', days: 9, digest }, desk);
  await invite(KEEPER, { dealerId, email, role: 'editor', digest: invitation }, desk);
  const member = await memberFor(
    { issuer: 'https://id.example', subject: person, email, name: person },
    desk,
  );
  await acceptInvitation(member as NonNullable<typeof member>, { dealerId, digest: invitation }, desk);
  const whose = `${dealerId}: ${token} (${digest.slice(0, 8)})`;
  await desk.table.allowances.put({ whose, kind: 'read', left: 1, countedAt: 0, ttl: 9_999_999_999 });
};

const plantObjects = async (dealerId: string, { inbox, artefacts, assets, site }: World) => {
  const { file, older, object, batch } = marksOf(dealerId);
  await inbox.write(`inbox/${dealerId}/${file}.pdf`, `${older} 1`, 'application/pdf');
  await inbox.write(`inbox/${dealerId}/${file}.pdf`, `${file}, the newer one`, 'application/pdf');
  await inbox.write(`batches/spring/${dealerId}/list.pdf`, batch, 'application/pdf');
  for (const key of [
    ...[`runs/${dealerId}/${RUN}/matched.json`, `feeds/${dealerId}/classifieds/000001-a.xml`],
    ...[`reports/${dealerId}/report.html`, `reports/${dealerId}/exports/1/old.csv`],
    ...[`verdicts/${dealerId}/avito/501.json`, `deliveries/${dealerId}/classifieds/pictures.json`],
    `batches/b-${dealerId}/manifest.json`,
  ])
    await artefacts.write(key, `${object} ${key}`, 'text/plain');
  const own = pictureOf(dealerId);
  await assets.write(own.key, object, 'image/png');
  await assets.write(SHARED_PICTURE.key, 'what both have', 'image/png');
  const names = JSON.stringify({ 'https://x.example/1.png': { name: own.name }, other: SHARED_PICTURE.name });
  await artefacts.write(`pictures/${dealerId}/own.json`, names, 'application/json');
  await site?.write(`${dealerId}/feed.xml`, object, 'application/xml');
};

const plantWork = async (dealerId: string, { table, clock }: World) => {
  const { file, batch } = marksOf(dealerId);
  const at = clock().toISOString();
  const document = {
    dealerId,
    name: file,
    version: '1',
    bytes: 1,
    receivedAt: at,
    claimedBy: RUN,
    runId: RUN,
  };
  const key = `batches/spring/${dealerId}/list.pdf`;
  await table.documents.put({ ...document, documentId: 'd1', key, status: 'failed' });
  // However that came there: what it names is another dealer's.
  const strange = `batches/spring/${dealerId === 'north' ? 'south' : 'north'}/list.pdf`;
  await table.documents.put({ ...document, documentId: 'd2', key: strange, status: 'failed' });
  const ofBatch = {
    prefix: 'batches/spring/',
    status: 'ended',
    attempt: 1,
    bytes: 1,
    startedBy: 'keeper',
  } as const;
  for (const batchId of [`b-${dealerId}`, 'b-both']) {
    await table.batches.put({ ...ofBatch, batchId, files: 1, startedAt: at, attemptedAt: at });
    const row = {
      batchId,
      dealerId,
      place: batch,
      version: '1',
      bytes: 1,
      status: 'failed',
      attempt: 1,
    } as const;
    await table.batchFiles.put({ ...row, key, documentId: 'd1' });
    await table.batchDealers.put({ batchId, dealerId, status: 'none', attempt: 1 });
  }
};

const plant = async (dealerId: string, ports: World) => {
  const [desk, marks] = [deskOn(ports), marksOf(dealerId)];
  const at = `https://${dealerId}.example`;
  const configuration = aDealer({
    ...{ id: dealerId, name: marks.name, address: marks.address },
    contact: { managerName: marks.person, phone: marks.phone, method: 'По телефону' },
    description: marks.text,
    ...{ pictures: { baseUrl: `${at}/p/`, path: '/p' }, ftp: { secretName: `${dealerId}/ftp` } },
    feed: { publicUrl: `${at}/feed.xml`, path: '/feed.xml' },
  });
  await putDealerInUse(KEEPER, { configuration, origin: 'a test' }, desk);
  const channels = {
    classifieds: { feed: { publicUrl: `${at}/c.xml`, path: '/c.xml' }, windows: ['06:00'] },
  };
  await ports.table.dealerVersions.put({
    dealerId,
    version: 'older',
    configuration: { ...configuration, channels },
  });
  const url = `https://reader:${secretsOf(dealerId).url}@shop.example/${dealerId}`;
  await putSource(KEEPER, { dealerId, name: marks.shop, url }, desk);
  await plantPeople(dealerId, desk);
  await plantWork(dealerId, ports);
  await plantRecords(dealerId, ports);
  await plantObjects(dealerId, ports);
};

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
  const folders = { replaced: join(folder, 'inbox-versions'), artefacts: join(folder, 'artefacts') };
  await forgetObjects(folders, new Date(Date.now() + 29 * day * 1000));
  expect(await filesIn(folder)).toEqual(there);
  const later = await mkdtemp(join(tmpdir(), 'kept-'));
  await cp(folder, later, { recursive: true });
  await forgetObjects(
    { replaced: join(later, 'inbox-versions'), artefacts: join(later, 'artefacts') },
    new Date(Date.now() + 400 * day * 1000),
  );
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
