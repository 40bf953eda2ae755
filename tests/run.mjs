// `npm test` on a fresh machine: the same set-up as the program's own, then every test that needs no AWS, the slow sweeps left out.
import { run } from '../cli/setup.mjs';

const words = process.argv.slice(2);
const isChosen = words.some((word) => word.startsWith('--project'));
run('node_modules/vitest/vitest.mjs', [
  'run',
  ...(isChosen ? [] : ['--project=!sweeps', '--project=!stories']),
  ...words,
]);
