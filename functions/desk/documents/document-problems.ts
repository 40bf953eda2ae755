import { reasonKey } from '#contracts/reason.ts';
import type { Note, ValidatedProduct, Verdict } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { categoryOf } from '#messages/say.ts';
import type { Problem, Severity } from '../problems.ts';
import type { DocumentResult } from './documents.ts';

const SEVERITY_OF: Record<string, Severity> = {
  processing: 'failed',
  failed: 'failed',
  rejected: 'rejected',
  review: 'waiting',
};

/** The last stage that could not do all its work, else the last that ran. */
const stageOf = ({ stages }: DocumentResult): string =>
  (stages.findLast(({ failed }) => failed > 0) ?? stages.at(-1))?.stage ?? 'intake';

/** How a document ended, where that keeps it or products of it out of the feed. */
export const documentProblems = (result: DocumentResult): Problem[] => {
  const severity = SEVERITY_OF[result.document.status];
  if (!severity) return [];
  const why = result.document.ending?.reason ?? reason('not-ended');
  return [{ severity, file: result.file, stage: stageOf(result), reason: why }];
};

type Unpublished = ValidatedProduct & { verdict: Exclude<Verdict, 'published'> };

const isUnpublished = (product: ValidatedProduct): product is Unpublished => product.verdict !== 'published';

/** The products that are not published and every reason why: one problem for all that share verdict and reasons. */
export const productProblems = ({ file, validated }: DocumentResult): Problem[] => {
  const alike = Map.groupBy((validated?.products ?? []).filter(isUnpublished), ({ verdict, reasons }) =>
    [verdict, ...reasons.map(reasonKey)].join(),
  );
  return [...alike.values()].map((products) => {
    const [{ verdict, reasons }] = products as [Unpublished];
    const codes = products.map(({ modelCode }) => modelCode);
    return {
      ...{ severity: 'waiting', file, stage: 'validate' },
      reason: reason(`product-${verdict}`, { codes, reasons }),
    };
  });
};

/** How many notes of a kind are named; `validated.json` has them all. */
const NOTES_NAMED = 3;

/** What is said of all notes of a kind together; `rate-stale` are those of before they were data. */
const KINDS = {
  'term-untranslated': 'terms-untranslated',
  'rate-stale': 'rates-stale',
  'rate-old': 'rates-stale',
  'rate-to-come': 'rates-stale',
} as const;

const kindOf = ({ reason: remark }: Note) => KINDS[categoryOf(remark) as keyof typeof KINDS];

/** What keeps no product out and a person should know all the same: a line a kind, however many there are. */
export const listNotes = ({ file, validated }: DocumentResult): Problem[] =>
  [...Map.groupBy(validated?.notes ?? [], kindOf)].map(([kind, all]) => {
    const named = all.slice(0, NOTES_NAMED);
    const notes = named.map((note) => note.reason);
    const codes = named.map((note) => String(note.codes.length));
    return {
      ...{ severity: 'noted', file, stage: 'validate' },
      reason: reason(kind, { notes, codes, more: all.length - named.length }),
    };
  });
