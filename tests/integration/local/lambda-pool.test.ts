import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lambdaPoolOf } from '#local/machines/lambda-pool.ts';
import { workingDirectory } from './feedwright.ts';

const HANDLERS = {
  echo: 'export const handler = async (event, context) => ({ event, name: context.functionName });',
  busy: 'export const handler = async () => { const e = new Error("held"); e.name = "LeaseBusy"; throw e; };',
  dies: 'export const handler = async () => { setImmediate(() => { throw new Error("gone"); }); await new Promise(() => {}); };',
  loops: 'export const handler = async () => { for (;;); };',
  exits: 'export const handler = async () => { process.exit(7); };',
};

const poolIn = async (folder: string) => {
  for (const [name, code] of Object.entries(HANDLERS)) {
    await mkdir(join(folder, 'operations', name), { recursive: true });
    await writeFile(join(folder, 'operations', name, 'handler.ts'), code);
  }
  return lambdaPoolOf({ functions: folder, log: join(folder, 'handlers.log') }, { loops: 1 });
};

test('calls the handler in the folder of the name; errors keep theirs; a dead thread is replaced', async () => {
  await using folder = await workingDirectory();
  const { lambda, close } = await poolIn(folder.path);
  expect(await lambda('echo', { a: 1 })).toEqual({ event: { a: 1 }, name: 'echo' });
  await expect(lambda('busy', {})).rejects.toMatchObject({ name: 'LeaseBusy', message: 'held' });
  await expect(lambda('nowhere', {})).rejects.toThrow('nowhere');
  await expect(lambda('dies', {})).rejects.toMatchObject({ name: 'Runtime.ExitError', message: 'gone' });
  await expect(lambda('exits', {})).rejects.toThrow('code 7');
  expect(await lambda('echo', {})).toEqual({ event: {}, name: 'echo' });
  await close();
});

test('a call that takes longer than its function may is ended, whatever it does, and the next one answered', async () => {
  await using folder = await workingDirectory();
  const { lambda, close } = await poolIn(folder.path);
  await expect(lambda('loops', {})).rejects.toMatchObject({ name: 'Sandbox.Timedout' });
  expect(await lambda('echo', {})).toMatchObject({ name: 'echo' });
  await close();
});
