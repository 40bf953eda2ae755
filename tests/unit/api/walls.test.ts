import { expect, onTestFinished, test } from 'vitest';
import { AccessDenied } from '#shared/table/walled-table.ts';
import { walledPorts } from '../../../functions/api/walls.ts';
import { tablesOf } from '../../fakes/api.ts';
import { testPorts } from '../../fakes/ports.ts';

/** Objects of two dealers, and pictures, which are nobody’s. */
const KEYS = [
  'runs/demo/1/match.json',
  'runs/demonstration/1/match.json',
  'pictures/0a.png',
  'pictures/0b.png',
];

const behindTheWall = async () => {
  const ports = await testPorts();
  onTestFinished(() => ports[Symbol.asyncDispose]());
  for (const key of KEYS) await ports.artefacts.write(key, key, 'text/plain');
  return walledPorts(ports, tablesOf(ports), 'demo');
};

const listed = async (keys: AsyncIterable<{ key: string }>) =>
  (await Array.fromAsync(keys)).map(({ key }) => key);

test('Behind the wall are the dealer’s own objects, listed and read', async () => {
  const { artefacts } = await behindTheWall();
  expect(await listed(artefacts.list('runs/demo/'))).toEqual(['runs/demo/1/match.json']);
  expect(String(await artefacts.read('runs/demo/1/match.json'))).toBe('runs/demo/1/match.json');
  await expect(artefacts.read('runs/demonstration/1/match.json')).rejects.toThrow(AccessDenied);
  await expect(artefacts.read('runs/demo/../demonstration/1/match.json')).rejects.toThrow(AccessDenied);
});

test('A picture is read by who knows its name, and nobody is told the names of all', async () => {
  const { artefacts } = await behindTheWall();
  expect(String(await artefacts.read('pictures/0a.png'))).toBe('pictures/0a.png');
  for (const prefix of ['pictures/', 'pictures/0', 'runs/demo', '']) {
    const names = async () => listed(artefacts.list(prefix));
    await expect(names(), prefix).rejects.toThrow(AccessDenied);
    await expect((async () => artefacts.versions(prefix))(), prefix).rejects.toThrow(AccessDenied);
  }
});
