import type { Catalogue } from '#contracts/catalogue.ts';
import type { Extracted, ExtractedProduct, LeftOut, PageProblem } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import type { Reason } from '#contracts/reason.ts';
import { TOO_COSTLY } from '#functions/intake/inspect.ts';
import { flagReason } from '#functions/validate/verdict.ts';
import { reason } from '#messages/reason.ts';
import { categoryOf } from '#messages/say.ts';
import type { Problem } from '../problems.ts';
import type { ReadDocument } from './read-document.ts';

/** A list that is accounted for all the same goes on; what was seen on its pages is only noted. */
const pageProblem = (file: string, accounted: boolean, problem: PageProblem): Problem => ({
  ...{ severity: accounted ? 'noted' : 'waiting', file, stage: 'extract' },
  reason: reason('page-problem', {
    ...{ category: categoryOf(problem), page: problem.place.page, cause: problem },
    address: problem.place.address ?? null,
  }),
});

const flagProblems = (file: string, product: ExtractedProduct): Problem[] =>
  product.flags.map((category) => {
    const { page, row, modelCode, addresses } = product;
    const flag = flagReason(product)(category);
    const [cell] = flag.values.cells as readonly Reason[];
    const address = cell?.place?.address ?? addresses?.modelCode ?? null;
    return {
      ...{ severity: 'waiting', file, stage: 'extract' },
      reason: reason('row-flagged', { category, page, row, modelCode, flag, address }),
    };
  });

const leftOutNote = (file: string, { page, text, why, address }: LeftOut): Problem => ({
  ...{ severity: 'noted', file, stage: 'extract' },
  reason: reason(`left-out-${why}`, { category: 'left-out', page, text, address: address ?? null }),
});

const listProblems = (file: string, { accounted, problems, leftOut, products }: Extracted): Problem[] => [
  ...problems.map((found) => pageProblem(file, accounted, found)),
  ...leftOut.map((found) => leftOutNote(file, found)),
  ...products.flatMap((product) => flagProblems(file, product)),
];

const bookProblems = (file: string, { problems }: Catalogue): Problem[] =>
  problems.map((cause) => ({
    ...{ severity: 'waiting', file, stage: 'catalogue' },
    reason: reason('book-problem', { page: cause.place?.page ?? null, cause }),
  }));

/** Why a document was refused, or what a person should look at in what was read from it. */
export const readingProblems = (file: string, { stage, result }: ReadDocument): Problem[] => {
  if (isRejection(result)) return [{ severity: 'rejected', file, stage, reason: result.reason }];
  return result.kind === 'spec-book' ? bookProblems(file, result) : listProblems(file, result);
};

/** The same of a file that took more time or memory to read than there is. */
export const tooCostly = (file: string, stage: 'intake' | 'extract'): Problem[] =>
  readingProblems(file, { stage, result: TOO_COSTLY });
