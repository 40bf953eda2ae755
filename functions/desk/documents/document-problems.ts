import type { Note, ValidatedProduct, Verdict } from '#contracts/validated.ts';
import { type Problem, problem, type Severity } from '../problems.ts';
import type { DocumentResult } from './documents.ts';

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

/** How a document ended, where that keeps it or products of it out of the feed. */
export const documentProblems = (result: DocumentResult): Problem[] => {
  const severity = SEVERITY_OF[result.document.status];
  if (!severity) return [];
  const { category, reason, whatToDo } = result.document.ending ?? NOT_ENDED;
  return [problem(severity, { file: result.file, stage: stageOf(result), category, reason, whatToDo })];
};

const WHAT_TO_DO: Record<Exclude<Verdict, 'published'>, string> = {
  review:
    'Missing values come with the spec book of this brand and year or the configuration of the dealer; ' +
    'validated.json says which rule asks for each.',
  rejected: 'Correct what the rule forbids, in the list or in the configuration of the dealer.',
};

type Unpublished = ValidatedProduct & { verdict: keyof typeof WHAT_TO_DO };

const isUnpublished = (product: ValidatedProduct): product is Unpublished => product.verdict !== 'published';

/** The products that are not published and every reason why: one problem for all that share verdict and reasons. */
export const productProblems = ({ file, validated }: DocumentResult): Problem[] => {
  const alike = Map.groupBy((validated?.products ?? []).filter(isUnpublished), ({ verdict, reasons }) =>
    JSON.stringify([verdict, reasons]),
  );
  return [...alike.values()].map((products) => {
    const [{ verdict, reasons }] = products as [Unpublished];
    const codes = products.map(({ modelCode }) => modelCode).join(', ');
    return problem('waiting', {
      ...{ file, stage: 'validate', category: `product-${verdict}` },
      ...{ reason: `${codes}: ${reasons.join('; ')}`, whatToDo: WHAT_TO_DO[verdict] },
    });
  });
};

const WHAT_HELPS: Record<Note['category'], string> = {
  'term-untranslated':
    'Nothing: cells stand in the ads as printed, a highlight of the book is left out. An entry in functions/reference/glossary/russian would translate it.',
  'rate-stale':
    'Put the dealer with a new rate by feedwright dealers put, before the old one holds the feed.',
};

const NOTES_NAMED = 3;

const spokenNotes = (notes: Note[]): string => {
  const named = notes.slice(0, NOTES_NAMED).map(({ text, codes }) => `${text} (${codes.length} codes)`);
  const more = notes.length - named.length;
  return named.join('; ') + (more > 0 ? `; and ${more} more in validated.json` : '');
};

/** What keeps no product out and a person should know all the same: a line a kind, however many there are. */
export const listNotes = ({ file, validated }: DocumentResult): Problem[] =>
  [...Map.groupBy(validated?.notes ?? [], ({ category }) => category)].map(([category, notes]) =>
    problem('noted', {
      file,
      stage: 'validate',
      category,
      reason: spokenNotes(notes),
      whatToDo: WHAT_HELPS[category],
    }),
  );
