import type { Reporter, TestCase } from 'vitest/node';

/** Names each test as it begins: where all is ended by a time limit, the last one named is what hung. */
export default class StartedReporter implements Reporter {
  onTestCaseReady(test: TestCase): void {
    process.stdout.write(` … ${test.fullName}\n`);
  }
}
