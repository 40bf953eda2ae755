import { expect, test } from 'vitest';
import { countsLine } from '../../counts-reporter.ts';

test('names passed and failed, and skipped only when some were', () => {
  expect(countsLine(['passed', 'passed', 'failed'])).toBe('2 passed, 1 failed');
  expect(countsLine(['passed', 'skipped'])).toBe('1 passed, 0 failed, 1 skipped');
});
