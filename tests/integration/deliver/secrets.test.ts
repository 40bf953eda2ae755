import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testDealer } from '../../fakes/dealer.ts';
import { ftpHost } from '../../fakes/ftp-host.ts';
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

const SECRET = 'planted p@ss/w?rd+&';

/** How hosts, logs and files may write it. */
const FORMS = [
  SECRET,
  encodeURIComponent(SECRET),
  new URLSearchParams({ a: SECRET }).toString().slice(2),
  JSON.stringify(SECRET).slice(1, -1),
  ...(['base64', 'base64url', 'hex'] as const).map((form) => Buffer.from(SECRET).toString(form)),
];

/** What the host says: the password in every form of it. */
const refusal = (username: string): string => `No entry for ${username} with ${FORMS.join(' or ')}`;

test('Nothing that a run leaves behind or says holds the password, even where the host echoes it', async () => {
  const root = join(folder, 'host');
  await mkdir(root);
  const host = stack.use(await ftpHost({ root, password: SECRET, refusal }));
  const web = stack.use(await webHost(root));
  await mkdir(join(folder, 'dealers'));
  await writeFile(join(folder, 'dealers/north.json'), JSON.stringify(testDealer({}, web.url)));
  const out = join(folder, 'out');

  await writeSecrets(host.secret);
  const good = await feedwright(folder, 'process', LIST, BOOK, '--dealer', 'north', '--out', out);
  await rm(join(root, 'api/avito/feed.xml'));
  await writeSecrets({ ...host.secret, username: 'nobody' });
  const bad = await feedwright(out, 'deliver', '--dealer', 'north');

  const left = await filesOf(out);
  const events = String(left.get('.feedwright/events.jsonl'));
  expect(events).toContain('"outcome":"delivered"');
  expect(events).toContain('No entry for nobody with ********');
  expect(bad.stdout).toContain('halted');
  expect([...left.keys()].some((name) => name.startsWith('.feedwright/table/'))).toBe(true);
  const said = good.stdout + good.stderr + bad.stdout + bad.stderr;
  for (const form of FORMS) {
    for (const [name, body] of left) expect(body.includes(form), `${name}: ${form}`).toBe(false);
    expect(said).not.toContain(form);
  }
});
