import { BaseSequencer, type TestSpecification } from 'vitest/node';

const isSweep = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/tests/sweeps/');

/** Vitest begins with the largest files where it knows no durations; what takes longest here are small ones. */
export default class SweepsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isSweep), ...sorted.filter((file) => !isSweep(file))];
  }
}
