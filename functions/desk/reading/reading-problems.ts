import type { Catalogue } from '#contracts/catalogue.ts';
import type { Extracted, ExtractedProduct, LeftOut, PageProblem } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { flagReason } from '#functions/validate/flag-reasons.ts';
import { type Problem, problem } from '../problems.ts';
import type { ReadDocument } from './read-document.ts';

const LOOK = 'Look at the page: --overlay DIR draws what was read from it.';

/** A spreadsheet has no pages to draw, but its cells have names. */
const lookAt = (address: string | undefined): string => (address ? `Look at ${address}.` : LOOK);

const ASK_AGAIN = 'Ask the supplier for the file again.';

const WHAT_TO_DO: Record<string, string> = {
  'unknown-heading':
    'If the column matters, add its heading to functions/reference/lexicon/headings.ts: see "When a document is not understood" in the README.',
  'file-damaged': ASK_AGAIN,
  'page-unreadable': ASK_AGAIN,
  'rows-hidden': 'Show the rows (clear the filter) or delete them, save the file and drop it again.',
};

const onPage = ({ page, text }: { page: number | null; text: string }): string => `Page ${page}: ${text}`;

/** A list that is accounted for all the same goes on; what was seen on its pages is only noted. */
const pageProblem = (file: string, accounted: boolean, found: PageProblem): Problem =>
  problem(accounted ? 'noted' : 'waiting', {
    file,
    stage: 'extract',
    category: found.category,
    reason: onPage(found),
    whatToDo: WHAT_TO_DO[found.category] ?? lookAt(found.address),
  });

const flagProblems = (file: string, product: ExtractedProduct): Problem[] => {
  const { page, row, modelCode, flags, doubts = [], addresses } = product;
  const columnOf = (flag: string) => doubts.find(({ code }) => code === flag)?.column ?? 'modelCode';
  return flags.map((flag) =>
    problem('waiting', {
      file,
      stage: 'extract',
      category: flag,
      reason: `Page ${page}, row ${row}, ${modelCode}: ${flagReason(flag, product)}`,
      whatToDo: lookAt(addresses?.[columnOf(flag)] ?? addresses?.modelCode),
    }),
  );
};

const WHY_LEFT_OUT: Record<LeftOut['why'], string> = {
  unseen: 'nobody sees it on the page',
  struck: 'it is struck out, and what stands beside it was read',
};

const leftOutNote = (file: string, { page, text, why, address }: LeftOut): Problem =>
  problem('noted', {
    file,
    stage: 'extract',
    category: 'left-out',
    reason: `Page ${page}: "${text}" was left out: ${WHY_LEFT_OUT[why]}.`,
    whatToDo: lookAt(address),
  });

const listProblems = (file: string, { accounted, problems, leftOut, products }: Extracted): Problem[] => [
  ...problems.map((found) => pageProblem(file, accounted, found)),
  ...leftOut.map((found) => leftOutNote(file, found)),
  ...products.flatMap((product) => flagProblems(file, product)),
];

const bookProblems = (file: string, { problems }: Catalogue): Problem[] =>
  problems.map((found) =>
    problem('waiting', {
      file,
      stage: 'catalogue',
      category: 'page-problem',
      reason: onPage(found),
      whatToDo: 'Compare the page with its entry.',
    }),
  );

/** Why a document was refused, or what a person should look at in what was read from it. */
export const readingProblems = (file: string, { stage, result }: ReadDocument): Problem[] => {
  if (isRejection(result)) {
    const { category, reason, whatToDo } = result;
    return [problem('rejected', { file, stage, category, reason, whatToDo })];
  }
  return result.kind === 'spec-book' ? bookProblems(file, result) : listProblems(file, result);
};
