import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testDealer } from '../../fakes/dealer.ts';
import { ftpHost, PASSWORD } from '../../fakes/ftp-host.ts';
import { webHost } from '../../fakes/web-host.ts';
import { feedwright, sample, workingDirectory } from '../local/feedwright.ts';

const LIST = sample('price-lists/ski-doo-2027-fi.pdf');
const BOOK = sample('spec-books/ski-doo-2027-spec-book.pdf');

let stack: AsyncDisposableStack;
let folder: string;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = stack.use(await workingDirectory()).path;
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'config'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await stack.disposeAsync();
});

const writeSecrets = async (secret: Record<string, string>) => {
  const path = join(folder, 'config/feedwright/secrets.json');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify({ 'ftp/north': secret }));
  await chmod(path, 0o600);
};

/** Everything that a run leaves behind. */
const filesOf = async (out: string): Promise<Map<string, Buffer>> => {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(paths.map(async (path) => [relative(out, path), await readFile(path)] as const)),
  );
};

test('Nothing that a run leaves behind or says holds the password, even where the host echoes it', async () => {
  const root = join(folder, 'host');
  await mkdir(root);
  const host = stack.use(await ftpHost({ root }));
  const web = stack.use(await webHost(root));
  await mkdir(join(folder, 'dealers'));
  await writeFile(join(folder, 'dealers/north.json'), JSON.stringify(testDealer({}, web.url)));
  const run = async (out: string, secret: Record<string, string>) => {
    await writeSecrets(secret);
    const { stdout, stderr } = await feedwright(
      folder,
      'process',
      LIST,
      BOOK,
      '--dealer',
      'north',
      '--out',
      out,
    );
    return stdout + stderr;
  };

  const said = [await run('good', host.secret), await run('bad', { ...host.secret, username: 'nobody' })];

  const [good, bad] = [await filesOf(join(folder, 'good')), await filesOf(join(folder, 'bad'))];
  expect(String(good.get('.feedwright/events.jsonl'))).toContain('"outcome":"delivered"');
  expect(String(bad.get('.feedwright/events.jsonl'))).toContain('No entry for nobody with ********');
  expect([...good.keys()].some((name) => name.startsWith('.feedwright/table/'))).toBe(true);
  for (const [name, body] of [...good, ...bad]) expect(body.includes(PASSWORD), name).toBe(false);
  for (const words of said) expect(words).not.toContain(PASSWORD);
});
