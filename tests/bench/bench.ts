/**
 * `npm run bench`                      names the benches
 * `npm run bench -- extract`           runs tests/bench/extract.bench.ts
 * `npm run bench -- feed 20000`        what follows the name is the bench's own
 *
 * A bench measures and prints; it fails when its work does, never for the time that takes.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ENDING = '.bench.ts';
const USAGE_EXIT_CODE = 2;

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length));

/** In a process of its own, set up as the program's. */
const bench = (name: string, args: string[]): number =>
  spawnSync(process.execPath, [...process.execArgv, join(import.meta.dirname, name + ENDING), ...args], {
    stdio: 'inherit',
  }).status ?? 1;

const [name, ...args] = process.argv.slice(2);
if (name !== undefined && names.includes(name)) process.exitCode = bench(name, args);
else {
  console.log(`npm run bench -- NAME, one of: ${names.join(', ')}`);
  process.exitCode = name === undefined ? 0 : USAGE_EXIT_CODE;
}
