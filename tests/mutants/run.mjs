// `npm run mutants`: the same set-up as the program's own, then the mutants.
import { run } from '../../cli/setup.mjs';

run('tests/mutants/mutants.ts', process.argv.slice(2));
