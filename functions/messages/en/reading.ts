import type { Reason } from '#contracts/reason.ts';
import type { Say } from '../message.ts';
import { saidBy } from './words.ts';

const ASK_AGAIN = 'Ask the supplier for the file again.';

/** A spreadsheet has no pages to draw, but its cells have names. */
const lookAt = (address: string | null): string =>
  address ? `Look at ${address}.` : 'Look at the page: --overlay DIR draws what was read from it.';

/** What helps with a problem of a page, by its category. */
const PAGE_HELP: Record<string, string> = {
  'unknown-heading':
    'If the column matters, add its heading to functions/reference/lexicon/headings.ts: see "When a document is not ' +
    'understood" in the README.',
  'file-damaged': ASK_AGAIN,
  'page-unreadable': ASK_AGAIN,
  'rows-hidden': 'Show the rows (clear the filter) or delete them, save the file and drop it again.',
};

interface OnPage {
  readonly [name: string]: string | number | null | Reason;
  category: string;
  page: number | null;
  text: string | Reason;
  address: string | null;
}

interface Row {
  readonly [name: string]: string | number | null | Reason;
  category: string;
  page: number;
  row: number;
  modelCode: string;
  flag: Reason;
  address: string | null;
}

interface LeftOut {
  readonly [name: string]: string | number | null;
  page: number;
  text: string;
  address: string | null;
}

const ofPath =
  (what: string) =>
  ({ path }: { path: string }) =>
    `${path} ${what}.`;

/** What is told of a file that was read, or could not be. */
export const READING = {
  'file-not-found': {
    why: ofPath('does not exist'),
    whatToDo: 'Check the path; a pattern such as *.pdf matched no file.',
  },
  'is-a-folder': {
    why: ofPath('is a folder'),
    whatToDo: 'Name the files in it, for example with FOLDER/*.pdf.',
  },
  'file-not-readable': {
    why: ({ path, code }: { path: string; code: string }) => `${path} cannot be read: ${code}.`,
    whatToDo: 'Check the path and the permissions of the file.',
  },
  'no-file': { why: 'This is a device or a pipe and no file.', whatToDo: 'Save it to a file first.' },
  'not-drawn': {
    why: ({ because }: { because: string }) => because,
    whatToDo: 'Nothing: what was read is printed all the same.',
  },
  'page-problem': {
    why: ({ page, text }: OnPage, say: Say) => `Page ${page}: ${saidBy(text, say)}`,
    whatToDo: ({ category, address }: OnPage) => PAGE_HELP[category] ?? lookAt(address),
  },
  'file-part-damaged': { why: 'A part of the file is damaged: rows may be missing.' },
  'page-contents-damaged': {
    why: ({ page }: { page: number }) =>
      `The contents of page ${page} are damaged: rows or cells may be missing there.`,
  },
  'page-only-picture': { why: 'only a picture' },
  'page-blank': { why: 'nothing to read' },
  'page-text-unseen': { why: 'text that nobody sees' },
  'page-text-garbled': { why: 'the text is stored as other signs than it shows' },
  'page-stamped': { why: 'a picture, and little text on it' },
  'rows-hold': {
    why: ({ address, held }: { address: string; held: string }) => `hidden rows ${address} hold ${held}`,
  },
  'book-problem': {
    why: ({ page, cause }: { page: number | null; cause: Reason }, say: Say) =>
      page === null ? say(cause) : `Page ${page}: ${say(cause)}`,
    whatToDo: 'Compare the page with its entry.',
  },
  'row-flagged': {
    why: ({ page, row, modelCode, flag }: Row, say: Say) =>
      `Page ${page}, row ${row}, ${modelCode}: ${say(flag)}`,
    whatToDo: ({ address }: Row) => lookAt(address),
  },
  'left-out-unseen': {
    why: ({ page, text }: LeftOut) => `Page ${page}: "${text}" was left out: nobody sees it on the page.`,
    whatToDo: ({ address }: LeftOut) => lookAt(address),
  },
  'left-out-struck': {
    why: ({ page, text }: LeftOut) =>
      `Page ${page}: "${text}" was left out: it is struck out, and what stands beside it was read.`,
    whatToDo: ({ address }: LeftOut) => lookAt(address),
  },
};
