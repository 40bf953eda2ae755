// `npm run test:deployed`: the same set-up as the program's own, then the whole app on a local emulator of AWS.
import { run } from '../../cli/setup.mjs';

run('tests/deployed/run.ts', process.argv.slice(2));
