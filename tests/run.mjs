// `npm test` on a fresh machine: the same set-up as the program's own, then every test that needs no AWS, the slow sweeps left out.
import { run } from '../cli/setup.mjs';

const words = process.argv.slice(2);
/** A file that is named is run, be it a sweep's or a long story. */
const isChosen = words.some((word) => word.startsWith('--project') || word.includes('.test.'));
run('node_modules/vitest/vitest.mjs', [
  'run',
  ...(isChosen ? [] : ['--project=!sweeps', '--project=!stories', '--project=!console']),
  ...words,
]);
