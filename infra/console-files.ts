import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { glob, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** A folder for each state of the sources, under its hash: who serves an older one goes on. */
const BUILT = join(ROOT, 'console/built');

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
const build = async (into: string): Promise<void> => {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const child = spawn(
    process.execPath,
    [vite, 'build', '--config', 'console/vite.config.ts', '--outDir', into],
    {
      ...{ cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] },
      // React is another one where the environment says "test".
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The console could not be built: ${said.trim()}`);
};

const isBuilt = (folder: string): boolean => existsSync(join(folder, 'index.html'));

/**
 * The folder of the console's files, built where there is none of these sources yet; of several who build at once each
 * builds for itself, and the first is taken. Throws where they cannot be built.
 */
export const builtConsole = async (make = build, root = BUILT): Promise<string> => {
  const folder = join(root, await contentHash());
  if (isBuilt(folder)) return folder;
  const part = join(root, `.${randomUUID()}`);
  try {
    await make(part);
    await rename(part, folder).catch((error) => {
      if (!isBuilt(folder)) throw error;
    });
    return folder;
  } finally {
    await rm(part, { recursive: true, force: true });
  }
};
