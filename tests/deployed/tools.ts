import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { sha256 } from '#shared/hash.ts';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const INSTALL_TIMEOUT_MS = 120_000;

const cacheRoot = (): string => process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');

/** Outside the checkout, one folder for each set of versions. */
const folder = (): string =>
  join(cacheRoot(), 'feedwright', `deployed-${sha256(readFileSync(REQUIREMENTS)).slice(0, 12)}`);

const install = (target: string) =>
  spawnSync(
    'python3',
    ['-m', 'pip', 'install', '--quiet', '--no-compile', '--target', target, '--requirement', REQUIREMENTS],
    {
      encoding: 'utf8',
      timeout: INSTALL_TIMEOUT_MS,
      env: { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1' },
    },
  );

/**
 * Brings the emulator and cfn-lint into the cache folder, whole or not at all. Answers null when they are
 * there, else why they cannot be had.
 */
export const installTools = (): string | null => {
  if (existsSync(folder())) return null;
  mkdirSync(dirname(folder()), { recursive: true });
  const half = mkdtempSync(`${folder()}-`);
  const { status, error, stderr } = install(half);
  if (status === 0) renameSync(half, folder());
  else rmSync(half, { recursive: true });
  if (status === 0) return null;
  return `Python 3 with pip and a package index are needed: ${error?.message ?? stderr.trim().split('\n').at(-1)}`;
};

/** How Python finds the tools. */
export const pythonEnvironment = () => ({ PYTHONPATH: folder(), PYTHONUNBUFFERED: '1' });
