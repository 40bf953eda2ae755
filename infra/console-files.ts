import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILT = join(ROOT, 'console/dist');
/** Beside the files: of what they were built. */
const MARK = join(BUILT, '.built-of');

/** What the console is built of, as far as it is ours; packages are told by the lock. */
const SOURCES = [
  ...['console/{index.html,vite.config.ts}', 'console/{src,public}/**', 'infra/runbook.md'],
  ...['functions/{contracts,messages}/**', 'functions/api/roles.ts', 'package-lock.json'],
];

/** Files whose change makes another console, by their paths in the project. */
export const consoleSources = async (): Promise<string[]> => {
  const files = await Array.fromAsync(glob(SOURCES, { cwd: ROOT, withFileTypes: true }));
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  return paths.map((path) => path.slice(ROOT.length)).sort();
};

const contentHash = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const path of await consoleSources()) hash.update(path).update(await readFile(join(ROOT, path)));
  return hash.digest('hex');
};

/** A process of its own: what a build takes in memory goes with it. */
const build = async (): Promise<void> => {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--config', 'console/vite.config.ts'], {
    ...{ cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] },
    // React is another one where the environment says "test".
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The console could not be built: ${said.trim()}`);
};

/** The folder of the console's files, built anew where they are of other sources. Throws where they cannot be built. */
export const builtConsole = async (): Promise<string> => {
  const hash = await contentHash();
  if ((await readFile(MARK, 'utf8').catch(() => '')) === hash) return BUILT;
  await build();
  await writeFile(MARK, hash);
  return BUILT;
};
