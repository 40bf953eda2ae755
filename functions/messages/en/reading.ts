import type { Reason } from '#contracts/reason.ts';
import { type Say, saidBy } from '../message.ts';
import { quoted } from './words.ts';

const ASK_AGAIN = 'Ask the supplier for the file again.';

/** A spreadsheet has no pages to draw, but its cells have names. */
const lookAt = (address: string | null): string =>
  address ? `Look at ${address}.` : 'Look at the page: --overlay DIR draws what was read from it.';

/** What helps with a problem of a page, by its category. */
const PAGE_HELP: Record<string, string> = {
  'unknown-heading':
    'If the column matters, add its heading to functions/reference/lexicon/headings.ts: see "When a document is not ' +
    'understood" in the README.',
  'price-heading-unclear':
    'If a customer pays these prices, add the words of the heading to PLAIN_PRICE_WORDS in ' +
    'functions/reference/lexicon/price-headings.ts.',
  'file-part-damaged': ASK_AGAIN,
  'page-unreadable': ASK_AGAIN,
  'rows-hidden': 'Show the rows (clear the filter) or delete them, save the file and drop it again.',
};

interface OnPage {
  readonly [name: string]: string | number | null | Reason;
  category: string;
  page: number;
  cause: Reason;
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

const rowsHidden = ({ address, held }: { address: string; held: string }) =>
  `hidden rows ${address} hold ${held}`;

/** Something that is printed on a page, and what is wrong with it. */
const printed = (what: string) => ({ why: ({ text }: { text: string }) => `${quoted(text)} ${what}` });

/** What of a page belongs to no product, or to more than one. */
const PRINTED = {
  'code-without-row': printed('looks like the code of a machine, and is in no row'),
  'code-malformed': printed('stands where a code should, and is none'),
  'code-unknown': printed('looks like a code beside a price, and no row has it'),
  'price-without-row': printed('looks like the price of a machine, and is in no row'),
  'text-without-row': printed('stands in the table, and is in no row'),
  'heading-repeated': printed('heads more than one column'),
  'column-unknown': printed(
    'heads a column that nobody knows and that may tell one machine from another, or hold its price',
  ),
  'unknown-heading': printed('heads a column that nobody knows'),
  'price-heading-unclear': printed(
    'heads the prices, and may be no price that a customer pays for the machine',
  ),
  'machines-said-used': printed('says that the machines under it are used'),
  'list-said-draft': printed('says that the list is a draft: its prices may not be in force'),
  'prices-said-otherwise': printed(
    'says that the prices are a dealer’s, without tax, thousands, or in another currency',
  ),
  'title-faint': printed('can hardly be seen in the title, which says something else without it'),
  'row-read-unsurely': printed('was read from a picture of the page, and its row not surely enough'),
};
export type PrintedProblem = keyof typeof PRINTED;

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
    why: ({ page, cause }: OnPage, say: Say) => `Page ${page}: ${say(cause)}`,
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
  'rows-hidden': { why: rowsHidden },
  /** As it was called before. */
  'rows-hold': { why: rowsHidden },
  'page-unreadable': {
    why: ({ text }: { text: string | Reason }, say: Say) => saidBy(text, say),
  },
  'columns-named': {
    why: ({ by, columns }: { by: string; columns: readonly string[] }) =>
      columns.length > 0 ? `${by} names ${columns.join(', ')}` : `${by} knows none of the columns`,
  },
  'no-usable-text': { why: 'no usable text layer' },
  'declined-pages': {
    why: ({ pages, cause }: { pages: string; cause: Reason }, say: Say) => `${say(cause)} (pages ${pages})`,
  },
  'engines-declined': {
    why: (
      { cause, engines, reasons }: { cause: Reason; engines: readonly string[]; reasons: readonly Reason[] },
      say: Say,
    ) => [say(cause), ...reasons.map((reason, at) => `${engines[at]}: ${say(reason)}`)].join('; '),
  },
  'page-not-drawn': { why: ({ detail }: { detail: string }) => `The page cannot be drawn: ${detail}` },
  'page-not-read': { why: ({ detail }: { detail: string }) => `The page was not read: ${detail}` },
  'page-unanswered': { why: 'The page was not read: there was no answer' },
  'nothing-drawn': { why: 'Nothing is drawn on the page' },
  'no-recogniser-read': { why: 'No recogniser could read the page' },
  ...PRINTED,
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
  'left-out-added': {
    why: ({ page, text }: LeftOut) =>
      `Page ${page}: "${text}" was left out: it is added to the price of the machine above for an option.`,
    whatToDo: ({ address }: LeftOut) => lookAt(address),
  },
  'left-out-struck': {
    why: ({ page, text }: LeftOut) =>
      `Page ${page}: "${text}" was left out: it is struck out, and what stands beside it was read.`,
    whatToDo: ({ address }: LeftOut) => lookAt(address),
  },
};
