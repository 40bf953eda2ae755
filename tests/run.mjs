// `npm test` on a fresh machine: the same set-up as the program's own, then every test that needs no AWS.
import { run } from '../infra/local/setup.mjs';

run('node_modules/vitest/vitest.mjs', ['run', ...process.argv.slice(2)]);
