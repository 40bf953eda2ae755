import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { feedwright, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

const GUIDE = join(import.meta.dirname, '../../../docs/api.md');

/** The blocks of the guide, as a shell runs them. */
const examples = async (): Promise<string[]> =>
  [...(await readFile(GUIDE, 'utf8')).matchAll(/```sh\n(.*?)```/gs)].map(([, text = '']) => text);

const shell = (cwd: string, script: string, environment: Record<string, string>) =>
  promisify(execFile)('bash', ['-euc', script], { cwd, env: { ...process.env, ...environment } });

const SHEET = 'Code;Model;Engine;Track;Price EUR\nZZQ1;Summit X;850 E-TEC;165;19 540,00\n';

test('the examples of the guide run as they stand', async () => {
  await using folder = await workingDirectory();
  await using host = await startWithSamples(folder.path);
  const printed = (await feedwright(folder.path, 'sign-in')).stdout.trim();
  await writeFile(join(folder.path, 'list.csv'), SHEET);
  const blocks = await examples();
  expect(blocks).toHaveLength(5);
  const script = blocks.map((block) => `echo '== example'\n${block}\necho`).join('\n');
  const { stdout } = await shell(folder.path, script, { LINK: printed });
  const [me, questions, drop, program, act] = stdout.split('== example\n').slice(1);
  expect(JSON.parse(me ?? '')).toMatchObject({ overall: 'admin' });
  expect(JSON.parse(questions ?? '').items.length).toBeGreaterThan(0);
  expect(drop).toMatch(/^200\n\{"items":\[/);
  await host.says(/list\.csv/);
  expect(JSON.parse(program ?? '').items).toHaveLength(5);
  expect(JSON.parse(act ?? '')).toMatchObject({ name: 'feed.deliver', state: 'done' });

  const HOST = printed.replace(/\/sign-in.*/, '');
  const said = (init: RequestInit) => fetch(`${HOST}/api/me`, init).then(({ status }) => status);
  expect(await said({})).toBe(401);
  expect(await said({ headers: { cookie: 'feedwright-session=guessed' } })).toBe(401);
  expect((await fetch(printed, { redirect: 'manual' })).status).toBe(403);
  expect((await fetch(`${HOST}/api/uploads/e30.forged`, { method: 'PUT', body: 'x' })).status).toBe(403);
  expect(await host.stop()).toBe(0);
});
