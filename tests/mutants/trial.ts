import { join } from 'node:path';
import { createVitest, type TestModule, type TestSpecification } from 'vitest/node';
import { type Numbered, withMutants } from './mutate.ts';

const ROOT = join(import.meta.dirname, '../..');
/** How many times more often than in a sound run a mutant may be reached before it counts as endless. */
const ROUNDS = 100;
const NONE = { id: -1, mostReached: 0 };

const weaving = (mutants: readonly Numbered[]) => ({
  name: 'mutants',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    const here = mutants.filter(({ file }) => join(ROOT, file) === id);
    return here.length > 0 ? { code: withMutants(code, here), map: null } : null;
  },
});

/** Vitest in this process with every mutant in the sources, and the unit tests that import one of these. */
const startVitest = (mutants: readonly Numbered[]) =>
  createVitest(
    {
      root: ROOT,
      config: false,
      watch: false,
      // What it keeps on disk is found again by the file's contents, whatever a plugin made of them.
      fsModuleCache: false,
      include: ['tests/unit/**/*.test.ts'],
      setupFiles: [join(import.meta.dirname, 'reach.ts')],
      related: [...new Set(mutants.map(({ file }) => join(ROOT, file)))],
      reporters: [{}],
      maxWorkers: 1,
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
    { plugins: [weaving(mutants)] },
  );

const isSound = (module: TestModule): boolean => module.ok();
const timeOf = (module: TestModule): number => {
  const { duration, collectDuration, environmentSetupDuration } = module.diagnostic();
  return duration + collectDuration + environmentSetupDuration;
};
/** What became of a mutant; `unreached` when no test comes by, which is a survivor too. */
export type Outcome = 'killed' | 'survived' | 'unreached';

export interface Trial {
  /** Test files that fail without any mutant: they judge nothing. */
  unsound: string[];
  judge(mutant: Numbered): Promise<Outcome>;
  close(): Promise<void>;
}

/** Runs the tests once as they are; then `judge` runs those that reach a mutant, quickest first, until one fails. */
export async function prepareTrial(mutants: readonly Numbered[]): Promise<Trial> {
  const vitest = await startVitest(mutants);
  const related = await vitest.getRelevantTestSpecifications();
  const run = async (specifications: TestSpecification[], mutant: { id: number; mostReached: number }) => {
    vitest.provide('mutant', mutant);
    const { testModules } = await vitest.runTestSpecifications(specifications);
    // It answers what earlier runs left too: without this one killed mutant would kill all that follow.
    return testModules.filter(({ moduleId }) => specifications.some((one) => one.moduleId === moduleId));
  };
  const modules = await run(related, NONE);
  const witnesses = modules
    .filter(isSound)
    .toSorted((one, other) => timeOf(one) - timeOf(other))
    .map((module) => ({
      specifications: related.filter(({ moduleId }) => moduleId === module.moduleId),
      reached: module.meta().reached ?? {},
    }));

  const judge = async ({ id }: Numbered): Promise<Outcome> => {
    const reaching = witnesses.filter(({ reached }) => id in reached);
    const mostReached = ROUNDS * Math.max(...reaching.map(({ reached }) => reached[id] ?? 0));
    for (const { specifications } of reaching)
      if (!(await run(specifications, { id, mostReached })).every(isSound)) return 'killed';
    return reaching.length > 0 ? 'survived' : 'unreached';
  };
  return {
    unsound: modules.filter((module) => !isSound(module)).map(({ relativeModuleId }) => relativeModuleId),
    judge,
    close: () => vitest.close(),
  };
}
