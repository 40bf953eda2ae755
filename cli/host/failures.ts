import { basename } from 'node:path';
import type { DocumentResult } from '#desk/documents/documents.ts';
import type { Problem } from '#desk/problems.ts';
import type { Execution } from '#local/machines/journal.ts';
import type { Ended, Progress } from '#local/machines/progress.ts';
import { reason } from '#messages/reason.ts';

interface Failure {
  execution: Execution;
  ended: Ended;
}

/** Keeps the executions that fail from now on. */
export const watchFailures = (progress: Progress): Failure[] => {
  const failures: Failure[] = [];
  progress.on('ended', (execution, ended) => {
    if (ended.status !== 'SUCCEEDED') failures.push({ execution, ended });
  });
  return failures;
};

const asProblem = ({ execution, ended }: Failure): Problem => ({
  severity: 'failed',
  file: 'key' in execution.input ? basename(String(execution.input.key)) : execution.machine,
  stage: execution.machine,
  reason: reason('run-broke', {
    category: ended.error ?? ended.status,
    text: ended.cause ?? reason('execution-ended', { status: ended.status }),
  }),
});

/** Failures that no document's own record tells of. */
export const failureProblems = (failures: Failure[], results: DocumentResult[]): Problem[] => {
  const recorded = new Set(results.map(({ document }) => document.claimedBy));
  return failures.filter(({ execution }) => !recorded.has(execution.name)).map(asProblem);
};
