import type { ValidatedProduct } from '#contracts/validated.ts';
import type { DocumentResult } from './documents.ts';
import { type Problem, problem, type Severity } from './problems.ts';

const SEVERITY_OF: Record<string, Severity> = {
  processing: 'failed',
  failed: 'failed',
  rejected: 'rejected',
};

const NOT_ENDED = {
  category: 'not-ended',
  reason: 'The run has not ended.',
  whatToDo: 'Run the command again; handlers.log in the data folder says more.',
};

const ownProblem = ({ file, document, stages }: DocumentResult): Problem[] => {
  const severity = SEVERITY_OF[document.status];
  if (!severity) return [];
  const { category, reason, whatToDo } = document.ending ?? NOT_ENDED;
  return [problem(severity, { file, stage: stages.at(-1)?.stage ?? 'intake', category, reason, whatToDo })];
};

/** Products that are not published, by each reason they have. */
export const byReason = (products: ValidatedProduct[]): [string, ValidatedProduct[]][] => {
  const pairs = products.flatMap((product) => product.reasons.map((reason) => ({ reason, product })));
  const groups = Map.groupBy(pairs, ({ reason }) => reason);
  return [...groups].map(([reason, grouped]) => [reason, grouped.map(({ product }) => product)]);
};

const WHAT_TO_DO = {
  review: "Supply what is missing (the spec book, the dealer's configuration) or check the row of the list.",
  rejected: 'A rule forbids it: correct the list or the rule.',
};

const productProblems = ({ file, validated }: DocumentResult): Problem[] =>
  (['review', 'rejected'] as const).flatMap((verdict) =>
    byReason((validated?.products ?? []).filter((product) => product.verdict === verdict)).map(
      ([reason, products]) =>
        problem('waiting', {
          file,
          stage: 'validate',
          category: verdict,
          reason,
          whatToDo: WHAT_TO_DO[verdict],
          products: products.map(({ modelCode }) => modelCode),
        }),
    ),
  );

/** What keeps a document, or products of it, out of the feed. */
export const documentProblems = (result: DocumentResult): Problem[] => [
  ...ownProblem(result),
  ...productProblems(result),
];
