// Runs on any Node from 20 on: it makes the project ready on a fresh machine, then hands over to Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODE_NEEDED = 24;
/** As shells say it: ended by a signal. */
const SIGNALLED = 128;
/**
 * What a page is read from lives for milliseconds; by default V8 gives such values up to 130 MB, which is no faster, and
 * begins to place them among those that live on: a long list then leaves some 2 MB a page to be swept later.
 */
const ROOM_FOR_THE_SHORT_LIVED = ['--max-semi-space-size=16', '--no-allocation-site-pretenuring'];
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const majorOf = (version) => Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);
const changedAt = (file) => statSync(join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

const giveUp = (advice) => {
  process.stderr.write(`${advice}\n`);
  process.exit(1);
};

const packagesAreCurrent = () =>
  changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json');

const installPackages = () => {
  process.stderr.write('Installing the packages (npm ci), about half a minute, the first time only …\n');
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    giveUp('npm ci failed, see above: check the network or the npm registry, then run this again.');
};

const bundledNode = () => {
  const node = join(ROOT, 'node_modules/.bin/node');
  const { stdout } = spawnSync(node, ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return majorOf(stdout ?? '') >= NODE_NEEDED ? node : null;
};

const findNode = () =>
  (majorOf(process.version) >= NODE_NEEDED ? process.execPath : bundledNode()) ??
  giveUp(
    `Feedwright needs Node ${NODE_NEEDED}; this is ${process.version} and the packages brought none. ` +
      'Run `npm rebuild node` (install scripts must be allowed), or install Node 24 from https://nodejs.org.',
  );

const passSignals = (child) => {
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
};

/** Installs what is missing, runs `script` (a path in the project) with Node 24 and ends as it ends. */
export const run = (script, args) => {
  if (!packagesAreCurrent()) installPackages();
  const child = spawn(findNode(), [...ROOM_FOR_THE_SHORT_LIVED, join(ROOT, script), ...args], {
    stdio: 'inherit',
    // Compiled once, loaded twice as fast: every thread of the host reads the same modules.
    env: { NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compiled'), ...process.env },
  });
  passSignals(child);
  child.on('error', (error) => giveUp(`Node ${NODE_NEEDED} did not start: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? SIGNALLED + constants.signals[signal] : code;
  });
};

if (import.meta.main ?? process.argv[1] === fileURLToPath(import.meta.url)) {
  const [script, ...args] = process.argv.slice(2);
  if (script) run(script, args);
}
