/**
 * `npm run test:deployed` deploys the whole app to an emulator of AWS on loopback and works with it. It needs
 * Python; the emulator comes from PyPI into a cache folder. Where it cannot be had, that is said and nothing fails.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installTools } from './tools.ts';

const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

const test = (args: string[]): number =>
  spawnSync(process.execPath, [VITEST, 'run', '--config', 'tests/deployed/vitest.config.ts', ...args], {
    stdio: 'inherit',
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  }).status ?? 1;

const missing = installTools();
if (missing === null) process.exitCode = test(process.argv.slice(2));
else console.log(`Skipped: there is no emulator of AWS to deploy to. ${missing}`);
