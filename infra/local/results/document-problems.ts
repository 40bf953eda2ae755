import type { DocumentResult } from './documents.ts';
import { type Problem, problem, type Severity } from './problems.ts';

const SEVERITY_OF: Record<string, Severity> = {
  processing: 'failed',
  failed: 'failed',
  rejected: 'rejected',
  review: 'waiting',
};

const NOT_ENDED = {
  category: 'not-ended',
  reason: 'The run has not ended.',
  whatToDo: 'Run the command again; handlers.log in the data folder says more.',
};

/** The last stage that could not do all its work, else the last that ran. */
const stageOf = ({ stages }: DocumentResult): string =>
  (stages.findLast(({ failed }) => failed > 0) ?? stages.at(-1))?.stage ?? 'intake';

/** What keeps a document, or products of it, out of the feed: how its record says that it ended. */
export const documentProblems = (result: DocumentResult): Problem[] => {
  const severity = SEVERITY_OF[result.document.status];
  if (!severity) return [];
  const { category, reason, whatToDo } = result.document.ending ?? NOT_ENDED;
  return [problem(severity, { file: result.file, stage: stageOf(result), category, reason, whatToDo })];
};
