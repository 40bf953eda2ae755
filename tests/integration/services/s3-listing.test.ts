import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { s3ObjectStore } from '#shared/aws/s3-object-store.ts';
import { s3Host } from '../../fakes/s3-host.ts';

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

test('a listing goes on behind the thousand objects of its first page, in their order, each with its version', async () => {
  const keys = Array.from(
    { length: 2_300 },
    (_, at) => `batches/spring/north/${String(at).padStart(5, '0')}.pdf`,
  );
  await using host = await s3Host();
  for (const key of keys) host.put(key, Buffer.from('abc'));
  const objects = await Array.fromAsync(s3ObjectStore(host.client, 'inbox').list('batches/spring/'));
  expect(objects.map(({ key }) => key)).toEqual(keys);
  const modifiedAt = expect.stringMatching(/T\d\d:\d\d:\d\d\.000Z$/);
  expect(objects[0]).toEqual({ key: keys[0], bytes: 3, version: 'v1.x', modifiedAt });
  expect(host.pages).toEqual(['', keys[999], keys[1_999]]);
});

test('a version is read as long as it is kept, whatever lies under its key, and has its own time', async () => {
  await using host = await s3Host();
  const store = s3ObjectStore(host.client, 'inbox');
  const key = 'inbox/demo/цены & "2027".pdf';
  await store.write(key, 'first', 'application/pdf');
  const first = await store.head(key);
  await store.write(key, 'second', 'application/pdf');
  expect(await store.head(key, first?.version)).toEqual(first);
  expect(textOf(await store.read(key, first?.version))).toBe('first');
  expect(textOf(await store.read(key))).toBe('second');
  expect(await store.head(key, 'v99.x')).toBeNull();
  const [newest, ...older] = await Array.fromAsync(store.versions('inbox/'));
  expect([newest, ...older]).toEqual([await store.head(key), first]);
  expect(await Array.fromAsync(store.list('inbox/'))).toEqual([newest]);
});

test('versions are listed over pages that break within one key', async () => {
  await using host = await s3Host();
  for (let time = 0; time < 1_500; time++) host.put('inbox/demo/list.pdf', Buffer.from(`${time}`));
  const store = s3ObjectStore(host.client, 'inbox');
  expect(await Array.fromAsync(store.versions('inbox/'))).toHaveLength(1_500);
  expect(await Array.fromAsync(store.list('inbox/'))).toHaveLength(1);
});

test('what the console makes of a new folder is no file', async () => {
  await using host = await s3Host();
  host.put('inbox/demo/', Buffer.from(''));
  host.put('inbox/demo/list.pdf', Buffer.from('abc'));
  const objects = await Array.fromAsync(s3ObjectStore(host.client, 'inbox').versions('inbox/'));
  expect(objects.map(({ key }) => key)).toEqual(['inbox/demo/list.pdf']);
});

test('what is removed is gone with all its versions and marks, over pages; what only begins alike stays', async () => {
  await using host = await s3Host();
  for (let time = 0; time < 1_200; time++) host.put('inbox/demo/цены & "2027".pdf', Buffer.from(`${time}`));
  for (const key of [
    'inbox/demo/',
    'inbox/demo/gone.pdf',
    'inbox/demo2/list.pdf',
    'pictures/a.png',
    'pictures/a.png2',
  ])
    host.put(key, Buffer.from('abc'));
  host.mark('inbox/demo/gone.pdf');
  const store = s3ObjectStore(host.client, 'inbox');
  for (const key of ['inbox/demo/', 'pictures/a.png', 'inbox/nobody/']) await store.remove(key);
  expect([...host.objects.keys()]).toEqual(['inbox/demo2/list.pdf', 'pictures/a.png2']);
  await expect(store.remove('')).rejects.toThrow('names no object');
});

test('a file is sent once more, whole, where the bucket wants it later', async () => {
  await using host = await s3Host();
  const path = join(await mkdtemp(join(tmpdir(), 'feedwright-')), 'validated.json');
  await writeFile(path, 'row '.repeat(100_000));
  host.refuse(1);
  const store = s3ObjectStore(host.client, 'artefacts');
  await store.writeFile('runs/validated.json', path, 'application/json');
  expect(textOf(await store.read('runs/validated.json'))).toBe('row '.repeat(100_000));
});
