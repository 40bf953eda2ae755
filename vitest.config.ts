import { defineConfig } from 'vitest/config';
import { ofTheDay } from './tests/of-the-day.ts';
import SweepsFirst from './tests/sweeps-first.ts';

/** The limit ends what hangs; on a machine with much else to do a test takes ten times its time and is right. */
const project = (name: string, testTimeout: number, more: object = {}) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    ...more,
  },
});

/** Files of plain functions share their modules: loading these anew for each file took longer than the tests. */
const SHARED = { isolate: false };

/** A seed: the table answers as late as the cloud's, see `tests/fakes/late-table.ts`. */
const LATE = { env: { LATE_TABLE: process.env.LATE_TABLE ?? '1' } };

/** Of these files `npm test` tries a part, see `tests/matrix.ts`; each night tries the rest. */
const MATRICES = [
  'tests/golden/{layouts,mutations,price-lists,recognized-lists,second-reader,spec-books-typed-anew}.test.ts',
  'tests/integration/{order,concurrency,stock,verdict/traps,bad-files/bombs,deliver/odd-hosts}.test.ts',
  'tests/unit/match/never-a-contradiction.test.ts',
];

/** Long stories of the command line: the sweeps tell them, `npm test` the others. */
const STORIES = [
  'api dealers extract feed feed-guard knowledge lists match one-set-of-data plugins preview process reference reports',
  'review rules scan spreadsheets try two-channels',
].flatMap((names) => names.split(' ').map((name) => `tests/integration/local/${name}.test.ts`));

/** Told at each landing, of the stories a part. */
const PRINTED = 'tests/integration/local/printed-commands.test.ts';

/** Of scans, real FTP servers and whole recoveries: as long, and told by the sweeps too. */
const LONG = [
  'tests/integration/{batch/batch-machine,recovery/command,services/read-pages}.test.ts',
  'tests/integration/deliver/{host-in-trouble,real-hosts,secrets,withdrawal}.test.ts',
];

/** What systematic kills and orders have shown already, tried once more at random. */
const AT_RANDOM = ['tests/sweeps/{killed-host,many-lists}.test.ts'];

/** `MATRICES=rest npm run test:sweeps` does each night what CI's twenty minutes have no room for. */
const IS_NIGHT = process.env.MATRICES !== undefined;

/** The samples are put through once for all tests of the command line. */
const BY_COMMANDS = { globalSetup: './tests/integration/local/samples-put-through.ts', ...SHARED };

/** `tests/deployed` is not here: it needs an emulator of AWS, see `npm run test:deployed`. */
export default defineConfig({
  test: {
    // By default one core is left to people; on CI's two that doubles the time.
    maxWorkers: '100%',
    reporters: ['default', './tests/progress-reporter.ts', './tests/counts-reporter.ts'],
    sequence: { sequencer: SweepsFirst },
    projects: [
      project('unit', 30_000, SHARED),
      project('infra', 60_000, SHARED),
      project('golden', 180_000, SHARED),
      project('integration', 300_000, {
        ...LATE,
        ...SHARED,
        exclude: ['tests/integration/local/**', ...LONG],
      }),
      project('local', 300_000, {
        include: ['tests/integration/local/**/*.test.ts'],
        exclude: [...STORIES, PRINTED],
        ...BY_COMMANDS,
      }),
      project('stories', 300_000, {
        ...{ include: [...ofTheDay(STORIES, 2), PRINTED], ...BY_COMMANDS },
      }),
      // In a real browser, against a running host: `npm run test:console`.
      project('console', 120_000, BY_COMMANDS),
      // Slow ones, of many seeds, kills and files: `npm run test:sweeps`.
      project('sweeps', 900_000, {
        env: { ...LATE.env, MATRICES: process.env.MATRICES ?? 'rest' },
        include: ['tests/sweeps/**/*.test.ts', ...(IS_NIGHT ? MATRICES : []), ...LONG],
        exclude: IS_NIGHT ? [] : AT_RANDOM,
      }),
    ],
  },
});
