// `npm run bench`: the same set-up as the program's own, then the benches by name.
import { run } from '../../cli/setup.mjs';

run('tests/bench/bench.ts', process.argv.slice(2));
