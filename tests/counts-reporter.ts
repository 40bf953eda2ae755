import type { Reporter, TestModule } from 'vitest/node';

const OUTCOMES = ['passed', 'failed', 'skipped'] as const;

const statesOf = (modules: readonly TestModule[]) =>
  modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));

const count = <Value>(values: Value[], wanted: Value) => values.filter((value) => value === wanted).length;

/** `N passed, N failed`, and `, N skipped` when some were: one line that a program can read. */
export const countsLine = (states: string[]): string =>
  OUTCOMES.map((outcome) => ({ outcome, number: count(states, outcome) }))
    .filter(({ outcome, number }) => outcome !== 'skipped' || number > 0)
    .map(({ outcome, number }) => `${number} ${outcome}`)
    .join(', ');

/** Prints the counts of vitest's own run as its last line. A file that could not be loaded counts as failed. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0);
    const states = [...statesOf(modules), ...broken.map(() => 'failed')];
    process.stdout.write(`\n${countsLine(states)}\n`);
  }
}
