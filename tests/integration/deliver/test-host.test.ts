import { mkdtemp, readdir } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileSystem, type FtpConnection } from 'ftp-srv';
import { expect, test } from 'vitest';
import { sentenceOf } from '#messages/say.ts';
import type { Ports } from '#shared/ports.ts';
import { ftpHost } from '../../fakes/ftp-host.ts';
import { deliveryScene } from './support.ts';

/** Tries the dealer's host by the delivery machine, as people do; each step and what came of it. */
const tried = async (scene: Awaited<ReturnType<typeof deliveryScene>>, changes: Partial<Ports> = {}) => {
  await scene.deliver({ mode: 'test', dealerId: 'north' }, changes);
  const kept = await scene.ports.table.hostTests.get({ dealerId: 'north' });
  return kept?.steps.map(({ step, outcome, reason }) => [step, outcome, reason ? sentenceOf(reason) : '']);
};

const filesIn = async (root: string): Promise<string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

test('a host that is as it should be is tried to the end, and nothing is left there', async () => {
  await using scene = await deliveryScene();
  const host = scene.use(await ftpHost({ root: scene.root }));
  scene.secret = host.secret;
  await scene.dealer();
  expect(await tried(scene)).toEqual(
    ['connect', 'write', 'rename', 'ask', 'clean'].map((step) => [step, 'done', '']),
  );
  expect(await filesIn(scene.root)).toEqual([]);
});

test('wrong credentials end it at the first step', async () => {
  await using scene = await deliveryScene();
  const host = scene.use(await ftpHost({ root: scene.root }));
  scene.secret = { ...host.secret, password: 'not that' };
  await scene.dealer();
  const [connect, ...others] = (await tried(scene)) ?? [];
  expect(connect).toEqual(['connect', 'failed', expect.stringContaining('No entry for dealer')]);
  expect(others.map(([, outcome]) => outcome)).toEqual(['left', 'left', 'left', 'left']);
  expect(JSON.stringify([connect, ...others])).not.toContain('not that');
});

test('a web host that serves another folder is told, and the file is deleted all the same', async () => {
  await using scene = await deliveryScene();
  const other = await mkdtemp(join(tmpdir(), 'other-'));
  const host = scene.use(await ftpHost({ root: other }));
  scene.secret = host.secret;
  await scene.dealer();
  const steps = await tried(scene);
  expect(steps?.[3]).toEqual(['ask', 'failed', expect.stringMatching(/feedwright-test\.xml answers 404/)]);
  expect(steps?.[4]).toEqual(['clean', 'done', '']);
  expect(await filesIn(other)).toEqual([]);
});

test('a host that renames nothing says so, and the live feed is not touched', async () => {
  await using scene = await deliveryScene();
  const host = scene.use(await ftpHost({ root: scene.root, unknown: ['RNTO'] }));
  scene.secret = host.secret;
  await scene.dealer();
  const steps = await tried(scene);
  expect(steps?.slice(0, 3).map(([, outcome]) => outcome)).toEqual(['done', 'done', 'failed']);
  expect(await filesIn(scene.root)).toEqual([]);
});

test('a host that hangs up while the web is asked is entered again, and nothing is left there', async () => {
  await using scene = await deliveryScene();
  const connections: FtpConnection[] = [];
  const fileSystem = (connection: FtpConnection, root: string) => {
    connections.push(connection);
    return new FileSystem(connection, { root, cwd: '/' });
  };
  const host = scene.use(await ftpHost({ root: scene.root, fileSystem }));
  scene.secret = host.secret;
  await scene.dealer();
  const { get } = scene.ports.web;
  const hangUp = async (url: string) => {
    for (const { commandSocket } of connections as unknown as { commandSocket: Socket }[])
      commandSocket.destroy();
    return get(url);
  };
  const steps = await tried(scene, { web: { get: hangUp } });
  expect(steps?.slice(3).map(([, outcome]) => outcome)).toEqual(['done', 'done']);
  expect(await filesIn(scene.root)).toEqual([]);
});

test('a host that renames and says that it has not keeps nothing either', async () => {
  await using scene = await deliveryScene();
  const fileSystem = (connection: FtpConnection, root: string) => {
    const files = new FileSystem(connection, { root, cwd: '/' });
    const { rename } = files;
    files.rename = async (from, to) => {
      await rename.call(files, from, to);
      throw new Error('no');
    };
    return files;
  };
  const host = scene.use(await ftpHost({ root: scene.root, fileSystem }));
  scene.secret = host.secret;
  await scene.dealer();
  expect((await tried(scene))?.[2]?.[1]).toBe('failed');
  expect(await filesIn(scene.root)).toEqual([]);
});
