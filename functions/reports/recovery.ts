import type { Report } from '#contracts/report.ts';
import type { LoadedRun } from './load-run.ts';

/**
 * What went wrong on the way and how it was got over (S1-22): stages tried again, engines that another one stood in
 * for, and runs of the same lists that ended with an error.
 */
export const recoveryOf = (runs: readonly LoadedRun[]): Report['recovery'] => ({
  retries: runs.flatMap(({ document, stages }) =>
    stages.flatMap(({ stage, retried }) => (retried ? [{ document: document.name, stage, ...retried }] : [])),
  ),
  fallbacks: runs.flatMap(({ document, extracted, matched }) =>
    [...extracted.engine.declined, ...matched.engine.declined].map((declined) => ({
      document: document.name,
      ...declined,
    })),
  ),
  failedRuns: runs.flatMap(({ document, failures }) =>
    failures.map(({ stage, runId, error = '' }) => ({ document: document.name, stage, runId, error })),
  ),
});
