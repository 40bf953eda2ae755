import { basename } from 'node:path';
import type { DocumentResult } from '#desk/documents/documents.ts';
import { type Problem, problem } from '#desk/problems.ts';
import type { Execution } from '#local/machines/journal.ts';
import type { Ended, Progress } from '#local/machines/progress.ts';

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

const asProblem = ({ execution, ended }: Failure): Problem =>
  problem('failed', {
    file: 'key' in execution.input ? basename(String(execution.input.key)) : execution.machine,
    stage: execution.machine,
    category: ended.error ?? ended.status,
    reason: ended.cause ?? `The execution ended as ${ended.status}.`,
    whatToDo: 'This is a bug: report it with handlers.log from the data folder.',
  });

/** Failures that no document's own record tells of. */
export const failureProblems = (failures: Failure[], results: DocumentResult[]): Problem[] => {
  const recorded = new Set(results.map(({ document }) => document.claimedBy));
  return failures.filter(({ execution }) => !recorded.has(execution.name)).map(asProblem);
};
