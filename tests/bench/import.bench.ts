/**
 * How long a cold start is busy with a function's own code: each bundled handler imported by a fresh process, and
 * the sources beside it: `npm run bench -- import [RUNS]`. Wanted: ≤ 150 ms, of the fastest run: what it takes where
 * nothing disturbs it. Where others are at work on the machine the median is far above, and the ratio to a bare start
 * of Node says more than both.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundles, entryOf } from '../../infra/bundling.ts';
import { FUNCTION_NAMES, type FunctionName } from '../../infra/functions.ts';

const WANTED_MS = 150;
const runs = Number(process.argv[2] ?? 9);

/** What Lambda sets and a module may read as it is imported. */
const ENVIRONMENT = { AWS_REGION: 'eu-north-1', POWERTOOLS_SERVICE_NAME: 'bench' };

const programOf = (path: string) => `
  const start = performance.now();
  await import(${JSON.stringify(pathToFileURL(path))});
  process.stdout.write(String(performance.now() - start), () => process.exit());`;

const inFreshProcess = (program: string): { importMs: number; wholeMs: number } => {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    env: { ...process.env, ...ENVIRONMENT },
  });
  if (status !== 0) throw new Error(stderr);
  return { importMs: Number(stdout), wholeMs: performance.now() - start };
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const importsOf = (path: string): number[] =>
  Array.from({ length: runs }, () => inFreshProcess(programOf(path)).importMs);

const bareMs = Math.min(...Array.from({ length: runs }, () => inFreshProcess('').wholeMs));

const rowOf = (name: FunctionName) => {
  const bundled = importsOf(join(bundles().folder, `${name}.mjs`));
  const [fastest, fromSources] = [Math.min(...bundled), Math.min(...importsOf(entryOf(name)))];
  return {
    function: name,
    'fastest ms': Math.round(fastest),
    'median ms': Math.round(median(bundled)),
    'of wanted': fastest <= WANTED_MS ? 'within' : 'OVER',
    'of a bare start': (fastest / bareMs).toFixed(1),
    'of the sources': (fastest / fromSources).toFixed(2),
  };
};

console.log(
  `Import of each handler; wanted ${WANTED_MS} ms; a bare start of Node takes ${Math.round(bareMs)} ms`,
);
console.table(FUNCTION_NAMES.map(rowOf));
