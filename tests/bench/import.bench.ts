/**
 * How long a cold start is busy with a function's own code: processor time of importing each bundled handler in a fresh
 * process, and the sources beside it: `npm run bench -- import [RUNS] [FUNCTION …]`. Wanted: ≤ 150 ms, of the fastest run: what it
 * takes where nothing disturbs it. Where others are at work on the machine processor time rises, too, by half and more;
 * a bare start of Node, which is timed in turn with each import, rises alike, and the ratio of both does not.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundles, entryOf } from '../../infra/bundling.ts';
import { FUNCTION_NAMES, type FunctionName } from '../../infra/functions.ts';

const WANTED_MS = 150;
const [RUNS = '9', ...named] = process.argv.slice(2);
const runs = Number(RUNS);
const names = FUNCTION_NAMES.filter((name) => named.length === 0 || named.includes(name));

/** What Lambda sets and a module may read as it is imported. */
const ENVIRONMENT = {
  ...{ AWS_REGION: 'eu-north-1', POWERTOOLS_SERVICE_NAME: 'bench' },
  ...Object.fromEntries(
    ['INBOX', 'ARTEFACTS', 'ASSETS', 'TABLE', 'AUDIT', 'MACHINES'].map((name) => [
      `FEEDWRIGHT_${name}`,
      'bench',
    ]),
  ),
  FEEDWRIGHT_HINTS: 'https://hints.example',
};

const CPU_MS = '(({ user, system }) => (user + system) / 1000)';

const importing = (path: string) => `
  const before = process.cpuUsage();
  await import(${JSON.stringify(pathToFileURL(path))});
  process.stdout.write(String(${CPU_MS}(process.cpuUsage(before))), () => process.exit());`;

/** All of a process that does nothing. */
const BARE = `process.stdout.write(String(${CPU_MS}(process.cpuUsage())), () => process.exit());`;

/** What a program in a fresh process prints, a number. */
const printedBy = (program: string): number => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    env: { ...process.env, ...ENVIRONMENT },
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Processor time of several programs, each run in turn with the others. */
const timesOf = (...programs: string[]): number[][] => {
  const rounds = Array.from({ length: runs }, () => programs.map(printedBy));
  return programs.map((_, at) => rounds.map((round) => round[at] as number));
};

const rowOf = (name: FunctionName) => {
  const programs = [importing(join(bundles().folder, `${name}.mjs`)), importing(entryOf(name)), BARE];
  const [bundled = [], sources = [], bare = []] = timesOf(...programs);
  const fastest = Math.min(...bundled);
  return {
    function: name,
    'fastest ms': Math.round(fastest),
    'median ms': Math.round(median(bundled)),
    'of wanted': fastest <= WANTED_MS ? 'within' : 'OVER',
    'bare start ms': Math.round(Math.min(...bare)),
    'of a bare start': (fastest / Math.min(...bare)).toFixed(1),
    'of the sources': (fastest / Math.min(...sources)).toFixed(2),
  };
};

console.log(`Processor time of importing each handler; wanted ${WANTED_MS} ms`);
console.table(names.map(rowOf));
