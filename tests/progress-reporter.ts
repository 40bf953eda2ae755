import type { Reporter, TestModule, TestSpecification } from 'vitest/node';

const STEPS = 10;

/** After each tenth of the files: how many are done, in how many seconds. */
export default class ProgressReporter implements Reporter {
  #files = 0;
  #done = 0;
  #began = 0;

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#files = specifications.length;
    this.#done = 0;
    this.#began = performance.now();
  }

  onTestModuleEnd(_module: TestModule): void {
    const before = this.#tenth();
    this.#done += 1;
    if (this.#tenth() === before || this.#files < STEPS) return;
    const seconds = Math.round((performance.now() - this.#began) / 1000);
    process.stdout.write(`   ${this.#done} of ${this.#files} files, ${seconds} s\n`);
  }

  #tenth = (): number => Math.floor((this.#done * STEPS) / this.#files);
}
