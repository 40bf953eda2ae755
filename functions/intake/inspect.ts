import { type Rejection, rejected } from '#contracts/outcome.ts';
import type { RunState } from '#contracts/state.ts';
import { mayLackContents } from '#pages/blank-pages.ts';
import { hasDamagedContents } from '#pages/damage.ts';
import { type DocumentKind, documentKind } from '#pages/document-kind.ts';
import { MEGABYTE, MOST_MEGABYTES } from '#pages/most-bytes.ts';
import { openFirst } from '#pages/open-first.ts';
import { type PageReader, UnreadableDocument } from '#pages/page.ts';
import type { Parts } from '#shared/parts.ts';
import { otherFileKind } from './file-kinds.ts';

const LARGEST = Math.max(...Object.values(MOST_MEGABYTES));
/** The header may stand anywhere in the first kilobyte; scanners and mail gateways put junk before it. */
const HEADER_WITHIN = 1024;

/** What can be said of an object before a byte of it is read. */
export const refuseBySize = (bytes: number): Rejection | null => {
  if (bytes === 0)
    return rejected('empty', 'The file is empty.', 'Export the price list again and drop the new file.');
  return bytes > LARGEST * MEGABYTE ? tooLarge(LARGEST) : null;
};

const tooLarge = (megabytes: number): Rejection =>
  rejected(
    'too-large',
    `The file is larger than ${megabytes} MB.`,
    'Drop the price list alone: as a PDF without its pictures, or as a spreadsheet without its other sheets.',
  );

/** By what the file is, whatever its name: a PDF may be half as large as text in columns. */
const refuseByMagic = (bytes: Uint8Array): Rejection | null => {
  if (Buffer.from(bytes.subarray(0, HEADER_WITHIN)).includes('%PDF-'))
    return bytes.length > MOST_MEGABYTES.pdf * MEGABYTE ? tooLarge(MOST_MEGABYTES.pdf) : null;
  const kind = otherFileKind(bytes);
  return kind === null
    ? null
    : rejected('not-a-pdf', `The file is ${kind}, whatever its name says.`, WHAT_TO_DO['not-a-pdf']);
};

/** Each reader says of its own kind alone that the file is none. */
const NO_DOCUMENT = 'The file is neither a PDF nor a spreadsheet, whatever its name says.';

const WHAT_TO_DO: Record<UnreadableDocument['category'], string> = {
  'not-a-pdf': 'Drop the price list as a PDF, an .xlsx workbook or a .csv file.',
  'not-a-spreadsheet': 'Save the price list as .xlsx (Excel workbook) and drop that.',
  unreadable:
    'Open the file on your own computer; if it is damaged there too, ask the supplier for it again.',
  'password-needed': 'Save the file without its password and drop it again.',
  'too-costly': 'Save the file anew from a PDF viewer (print to PDF) and drop the new one.',
  'spreadsheet-too-large': 'Copy the price list alone into a new workbook and drop that.',
  'list-empty': 'Show the sheet with the price list, or export the list again, and drop that.',
};

/** For what no reader could finish within its time and memory. */
export const TOO_COSTLY = rejected(
  'too-costly',
  'Reading the file takes more time or memory than any price list or spec book does.',
  WHAT_TO_DO['too-costly'],
);

/** Where what the reader says is for its maker, and not for the dealer. */
const REASONS: Partial<Record<UnreadableDocument['category'], string>> = {
  'not-a-pdf': NO_DOCUMENT,
  'password-needed': 'The file opens only with a password.',
  'too-costly': TOO_COSTLY.reason,
};

/** At 12 ms a page two thousand pages are half a minute. */
const MAX_PAGES = 2000;

const UNFIT = {
  'no-pages': rejected('unreadable', 'The file has no pages.', WHAT_TO_DO.unreadable),
  unreadable: rejected('unreadable', 'No page of the file can be read.', WHAT_TO_DO.unreadable),
  damaged: rejected(
    'file-damaged',
    'Pages of the file are damaged, and what is left is no price list.',
    'Ask the supplier for the file again.',
  ),
  blank: rejected(
    'list-empty',
    'The pages of the file are blank: nothing is printed on them.',
    'Export the price list again, and drop the new file.',
  ),
  'too-many-pages': rejected(
    'too-many-pages',
    `The file has more than ${MAX_PAGES} pages.`,
    'Split the file and drop its parts.',
  ),
  other: rejected(
    'no-price-list',
    'No page of the file holds a price list or a model page of a spec book.',
    'Check that it is the right file; if it is a price list, see "When a document is not understood" in the README.',
  ),
  'list-or-book': rejected(
    'list-or-book',
    'Is it a price list or a spec book? Its pages hold measures of machines, but neither the headings and prices of a ' +
      'list nor the title and picture of each machine that a book has.',
    'Drop the whole book, with a page for each machine; if it is a list, ask the supplier for the one with codes and ' +
      'prices.',
  ),
  'unnamed-list': rejected(
    'no-price-list',
    'The file holds a table of codes and amounts, but none of its headings is known.',
    'Add its headings to the heading lexicon (see "When a document is not understood" in the README), or have a language model ' +
      'name them: settings.ts, parts.columnNamers, takes bedrock.',
  ),
  unseen: rejected(
    'text-unseen',
    'The file holds text, and nobody sees it: it is drawn in the colour of what lies behind it, in no colour at all, or ' +
      'under something else.',
    'Open the file and look: if its rows can be seen there, print it to a new PDF and drop that; else ask the supplier.',
  ),
  'no-text': rejected(
    'no-text-layer',
    'The pages are pictures, such as a scan, or their text is stored as other signs than it shows.',
    'Ask the supplier for the PDF he exported himself, or have pages read from their pictures: settings.ts, ' +
      'parts.pageRecognizers, takes textract and bedrock.',
  ),
};

const isUnfit = (kind: DocumentKind): boolean => kind in UNFIT;

const kindOf = async (
  readers: PageReader[],
  bytes: Uint8Array,
): Promise<DocumentKind | keyof typeof UNFIT> => {
  const document = await openFirst(readers, bytes);
  try {
    if (document.pageCount === 0) return 'no-pages';
    if (document.pageCount > MAX_PAGES) return 'too-many-pages';
    const kind = await documentKind(document);
    const isDamaged = kind === 'blank' ? mayLackContents : hasDamagedContents;
    return isUnfit(kind) && (await isDamaged(bytes)) ? 'damaged' : kind;
  } finally {
    document.close();
  }
};

const asRejection = (error: unknown): Rejection => {
  if (!(error instanceof UnreadableDocument)) throw error;
  return rejected(error.category, REASONS[error.category] ?? `${error.message}.`, WHAT_TO_DO[error.category]);
};

/** Parts that can do more with a page than its text layer allows; without them such a document is refused. */
export type Helpers = Pick<Parts, 'pageRecognizers' | 'columnNamers'>;

type Told = { kind: NonNullable<RunState['kind']> } | Rejection;

/**
 * Tells a price list from a spec book by what is printed in it; anything else is refused, some of it by its first
 * bytes. What only its pictures can tell goes on as a price list where they can be read, and unknown headings
 * where they can be named.
 */
export const inspectBytes = async (
  readers: PageReader[],
  bytes: Uint8Array,
  helpers: Helpers = { pageRecognizers: [], columnNamers: [] },
): Promise<Told> => refuseByMagic(bytes) ?? tellKind(readers, bytes, helpers);

const tellKind = async (
  readers: PageReader[],
  bytes: Uint8Array,
  { pageRecognizers, columnNamers }: Helpers,
): Promise<Told> => {
  const told = await kindOf(readers, bytes).catch(asRejection);
  if (typeof told !== 'string') return told;
  const helpers = { 'no-text': pageRecognizers, 'unnamed-list': columnNamers }[told as string] ?? [];
  if (helpers.length > 0) return { kind: 'price-list' };
  return told === 'price-list' || told === 'spec-book' ? { kind: told } : UNFIT[told];
};
