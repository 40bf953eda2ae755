import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Every form in which the SDK and the permissions name it. */
const SCAN = /\bScanCommand\b|\bpaginateScan\b|\bparallelScan\b|dynamodb:Scan\b|\.scan\(/;

test('no program of ours reads a whole table, and none has the right to', () => {
  const files = globSync(['functions/**/*.ts', 'infra/**/*.ts', 'state-machines/*.json']);
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => SCAN.test(readFileSync(file, 'utf8')))).toEqual([]);
});
