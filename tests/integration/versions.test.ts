import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NewObject } from '#functions/intake/request.ts';
import { reconcile } from '#functions/operations/reconcile/reconcile.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { s3ObjectStore } from '#shared/aws/s3-object-store.ts';
import type { Ports } from '#shared/ports.ts';
import { addDemoDealer, begin, goOn } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';
import { s3Host } from '../fakes/s3-host.ts';

const KEY = 'inbox/demo/pricelist.pdf';
const LIST = { layout: 'banded', language: 'fi', modelYear: 2027, productCount: 4, seed: 3 } as const;
const lists: Uint8Array[] = [];

beforeAll(async () => {
  for (const brand of ['SKI-DOO', 'LYNX'] as const)
    lists.push((await generatePriceList({ ...LIST, brand })).bytes);
});

const [bucket, folder] = [
  async () => {
    const host = await s3Host();
    return { inbox: s3ObjectStore(host.client, 'inbox'), close: () => host[Symbol.asyncDispose]() };
  },
  async (ports: Ports) => ({ inbox: ports.inbox, close: async () => {} }),
];

/** Each event in its turn, after all of the files have come. */
const dropBothThenRead = async (ports: Ports) => {
  const events: NewObject[] = [];
  for (const bytes of lists) {
    await ports.inbox.write(KEY, bytes, 'application/pdf');
    events.push({ key: KEY, version: (await ports.inbox.head(KEY))?.version });
  }
  for (const [at, event] of events.entries()) await goOn(await begin(event, `run-${at}`, ports), ports);
};

const brandsInForce = async ({ table }: Ports) =>
  (await table.lists.query({ dealerId: 'demo' })).map(({ brand }) => brand).sort();

describe.each([
  ['a bucket', bucket],
  ['a folder', folder],
])('two files under one name in %s', (_, inboxOf) => {
  it('are both read when the second comes before the first is read', async () => {
    await using bare = await testPorts();
    const { inbox, close } = await inboxOf(bare);
    const ports = { ...bare, inbox };
    await addDemoDealer(ports);
    await dropBothThenRead(ports);
    expect(await brandsInForce(ports)).toEqual(['LYNX', 'SKI-DOO']);
    await close();
  });

  it('are both found when no event told of them', async () => {
    await using bare = await testPorts();
    const { inbox, close } = await inboxOf(bare);
    const started: object[] = [];
    const start: Ports['machines']['start'] = async (_machine, _name, input) => started.push(input) > 0;
    const ports = { ...bare, inbox, machines: { ...bare.machines, start } };
    for (const bytes of lists) await inbox.write(KEY, bytes, 'application/pdf');
    await reconcile({ ...ports, clock: () => new Date(Date.now() + 3_600_000) });
    const versions = (await Array.fromAsync(inbox.versions('inbox/'))).map(({ version }) => version);
    expect(started).toEqual(versions.map((version) => ({ key: KEY, version })));
    expect(new Set(versions).size).toBe(2);
    await close();
  });
});

it('a version that was kept outlives a person who writes another file over it', async () => {
  await using ports = await testPorts();
  await ports.inbox.write(KEY, lists[0] ?? '', 'application/pdf');
  const object = await ports.inbox.head(KEY);
  if (!object) throw new Error('nothing was written');
  expect(await ports.inbox.keep(object)).toBe(true);
  await writeFile(join(ports.place.folder, 'inbox', KEY), 'another file');
  expect(Buffer.from(await ports.inbox.read(KEY, object.version))).toEqual(Buffer.from(lists[0] ?? ''));
  expect(await ports.inbox.head(KEY, object.version)).toEqual(object);
  expect(await ports.inbox.keep({ ...object, version: 'of-before' })).toBe(false);
  await expect(ports.inbox.read(KEY, 'of-before')).rejects.toThrow(/was not kept/);
});
