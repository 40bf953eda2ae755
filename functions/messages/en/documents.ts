import type { Reason } from '#contracts/reason.ts';
import { type Say, saidBy, unended } from '../message.ts';
import { counted, joined } from './words.ts';

const UNKNOWN_DOCUMENT = 'See "When a document is not understood" in README.md';
const READ_PICTURES =
  'or have pages read from their pictures: settings.ts, parts.pageRecognizers, takes textract and bedrock.';

const SPLIT = 'Split the file and drop its parts.';

const PARTLY_READ = 'See the problems in catalogue.json; values that are not read stay empty.';

/** How documents end, and why. */
export const DOCUMENTS = {
  'as-told': {
    why: ({ text }: { text: string | Reason; whatToDo?: string }, say: Say) => saidBy(text, say),
    whatToDo: ({ whatToDo = '' }: { whatToDo?: string }) => whatToDo,
  },
  empty: { why: 'The file is empty.', whatToDo: 'Export the price list again and drop the new file.' },
  'too-large': {
    why: ({ megabytes }: { megabytes: number }) => `The file is larger than ${megabytes} MB.`,
    whatToDo:
      'Drop the price list alone: as a PDF without its pictures, or as a spreadsheet without its other sheets.',
  },
  'plan-full': {
    why: ({
      plan,
      limit,
      used,
      most,
    }: {
      plan: string;
      limit: 'products' | 'storageGb';
      used: number;
      most: number;
    }) =>
      limit === 'products'
        ? `The plan ${plan} holds ${most} products, and with this list they are ${used}.`
        : `The plan ${plan} holds ${most} GB of files, and with this one they are ${used}.`,
    whatToDo:
      'Take lists out that are not sold any more, or ask whoever runs Feedwright for a larger plan; then drop the file again. What is live stays.',
  },
  'plan-pages-used': {
    why: ({ plan, limit, most }: { plan: string; limit: 'pagesAMonth' | 'tokensAMonth'; most: number }) =>
      limit === 'pagesAMonth'
        ? `The ${most} pages that the plan ${plan} has read from pictures in a month are used up.`
        : `The ${most} tokens of language models that the plan ${plan} gives a month are used up.`,
    whatToDo:
      'Drop the list as text (PDF with words, .xlsx, .csv), ask whoever runs Feedwright for a larger plan, or drop it again next month.',
  },
  'not-a-pdf': {
    why: ({ kind = 'neither a PDF nor a spreadsheet' }: { kind?: string }) =>
      `The file is ${kind}, whatever its name says.`,
    whatToDo: 'Drop the price list as a PDF, an .xlsx workbook or a .csv file.',
  },
  'file-packed': {
    why: ({ kind }: { kind: string }) => `The file is ${kind}: what is in it is not looked at.`,
    whatToDo: 'Unpack it, and drop each price list or spec book that is in it by itself.',
  },
  'file-in-mail': {
    why: ({ kind }: { kind: string }) => `The file is ${kind}, and no price list itself.`,
    whatToDo: 'Open the message, save the file that is attached to it, and drop that.',
  },
  'not-a-spreadsheet': {
    why: ({ detail }: { detail: string }) => `The file is no workbook that can be read here: ${detail}.`,
    whatToDo: 'Save the price list as .xlsx (Excel workbook) and drop that.',
  },
  unreadable: {
    why: ({ detail }: { detail: string }) => `The file cannot be read: ${detail}.`,
    whatToDo:
      'Open the file on your own computer; if it is damaged there too, ask the supplier for it again.',
  },
  'password-needed': {
    why: 'The file opens only with a password.',
    whatToDo: 'Save the file without its password and drop it again.',
  },
  'too-costly': {
    why: 'Reading the file takes more time or memory than any price list or spec book does.',
    whatToDo: 'Print the file to a new PDF, or split it, and drop that.',
  },
  'list-too-costly': {
    why: 'Matching and judging the list takes more time or memory than any price list does.',
    whatToDo: 'Split the list and drop its parts; each brand, model year and market whole.',
  },
  'feed-too-costly': {
    why: 'The list is in force, but building the dealer’s feed takes more time or memory than there is.',
    whatToDo:
      'Tell the one who runs Feedwright: functions.generate in settings.ts; the feed before stays in place.',
  },
  'spreadsheet-too-large': {
    why: ({ detail }: { detail: string }) =>
      `The spreadsheet holds more than any price list does: ${detail}.`,
    whatToDo: 'Copy the price list alone into a new workbook and drop that.',
  },
  'list-empty': {
    why: 'The file holds no text that anybody can see: its pages are blank, its sheets empty, hidden or pictures.',
    whatToDo: 'Show the sheet with the price list, or export the list again, and drop that.',
  },
  'file-damaged': {
    why: 'Pages of the file are damaged, and what is left is no price list.',
    whatToDo: 'Ask the supplier for the file again.',
  },
  'too-many-pages': {
    why: ({ pages }: { pages: number }) => `The file has more than ${counted(pages, 'page')}.`,
    whatToDo: SPLIT,
  },
  'too-many-rows': {
    why: ({ rows }: { rows: number }) =>
      `The file has more than ${counted(rows, 'row')} of machines, or what they say comes to more than 100 MB.`,
    whatToDo: SPLIT,
  },
  'no-price-list': {
    why: 'No page of the file holds a price list or a model page of a spec book.',
    whatToDo: `Check that it is the right file; if it is a price list, ${UNKNOWN_DOCUMENT}.`,
  },
  'xml-form': {
    why: 'The file is a form whose contents few programs draw (XFA): its page only asks to wait for them.',
    whatToDo:
      'Open it in Adobe Acrobat, print it to a new PDF and drop that; or ask the supplier for a plain PDF, workbook or CSV.',
  },
  portfolio: {
    why: 'The file is a PDF portfolio: the documents lie inside it as attachments, and its own page holds none of them.',
    whatToDo: 'Open it in Adobe Acrobat, save the documents in it as files of their own, and drop those.',
  },
  'headings-unknown': {
    why: (_: { headings: readonly string[]; samples: readonly string[] }) =>
      'The file holds a table of codes and amounts, but what its columns are none of its headings says that is known.',
    whatToDo:
      'Answer the question about its columns (npx feedwright questions): it is then read, and so are later lists with these ' +
      'headings. Or have a language model name them: settings.ts, parts.columnNamers, takes bedrock.',
  },
  'headings-missing': {
    why: (_: { headings: readonly string[]; samples: readonly string[] }) =>
      'The file holds rows of codes and amounts, and no headings over them that say what its columns are.',
    whatToDo:
      'Answer the question about its columns (npx feedwright questions): it is then read, and so are later lists with the ' +
      'same columns. Or write a line of headings over the rows, and drop that.',
  },
  'codes-missing': {
    why: 'Rows with prices stand under the headings of a price list, and none of them has a product code that can be read.',
    whatToDo:
      'Ask the supplier for the list with its codes, or write a column “Code” with a code of your own for each machine, the ' +
      'same ones every year, and drop that.',
  },
  'no-rows': {
    why: 'The headings of a price list were found, and no row under them.',
    whatToDo: 'Check whether a filter or the export left the rows out, and drop the list with its rows.',
  },
  'list-or-book': {
    why: (_: { labels: readonly string[] }) =>
      'Is it a price list or a spec book? Its pages hold measures of machines, but neither the headings and prices of a ' +
      'list nor the title and picture of each machine that a book has.',
    whatToDo:
      'Answer the question about it (npx feedwright questions): it is then read as what you say. If it is a part of a book, ' +
      'drop the whole one; if it is a list without prices, ask the supplier for the one with codes and prices.',
  },
  'no-text-layer': {
    why: 'The pages are pictures, such as a scan, or their text is stored as other signs than it shows.',
    whatToDo: `Ask the supplier for the PDF it exported itself, ${READ_PICTURES}`,
  },
  'text-unseen': {
    why:
      'The file holds text, and nobody sees it: it is drawn in the colour of what lies behind it, in no colour at all, or ' +
      'under something else.',
    whatToDo:
      'Open the file and look: if its rows can be seen there, print it to a new PDF and drop that; else ask the supplier.',
  },
  'pages-not-recognized': {
    why: ({ failure }: { failure: string | Reason }, say: Say) =>
      `The pages are pictures, and what is in them could not be read: ${unended(saidBy(failure, say))}.`,
    whatToDo: 'Send the original PDF instead of a scan, or scan it again: straight, at 200 dpi or more.',
  },
  'unknown-dealer': {
    why: ({ dealerId }: { dealerId: string }) => `No dealer is called ${JSON.stringify(dealerId)}.`,
    whatToDo: 'Drop the file into the folder of a dealer whose configuration is known, or add this one.',
  },
  'already-claimed': { why: 'Another run has taken this very file.', whatToDo: 'Nothing.' },
  'list-in-force': { why: 'This very list is the one in force.', whatToDo: 'Nothing.' },
  replaced: {
    why: 'The file was replaced by another one before it could be read.',
    whatToDo: 'Nothing, if the newer file is the right one; otherwise drop this one again.',
  },
  'list-superseded': {
    why: 'A newer price list of this brand, year and market is in force.',
    whatToDo:
      'Nothing, if that is right: the list with the later printed date is in force, then the one that came later. A list ' +
      'without a date is older than any with one: write its date into the title and drop it again.',
  },
  'book-superseded': { why: 'A newer spec book of this brand and year is in force.', whatToDo: 'Nothing.' },
  'book-damaged': {
    why: 'Pages of the spec book are damaged, so that models may be missing.',
    whatToDo: 'Ask the supplier for the file again; the book in force stays.',
  },
  'no-model-pages': {
    why: 'No page of the file is a model page with a heading and a specification table.',
    whatToDo: 'Check that the file is the spec book of the model year.',
  },
  'no-brand-or-year': {
    why: 'The spec book prints no brand or no model year that can be read.',
    whatToDo: 'Drop the whole book with its cover: brand and model year are read from what it prints.',
  },
  'book-not-understood': {
    why: ({ models, fields, answered }: { models: number; fields: readonly string[]; answered: number }) =>
      `Of ${counted(models, 'model page')} most lack what each ad needs: ${fields.join(', ')}.${knownByAnswers(answered)}`,
    whatToDo: `${UNKNOWN_DOCUMENT}; catalogue.json keeps every row as printed.`,
  },
  'book-partly-damaged': {
    why: (found: PartlyRead, say: Say) => partlyRead(found, say),
    whatToDo: PARTLY_READ,
  },
  'book-partly-read': {
    why: (found: PartlyRead, say: Say) => partlyRead(found, say),
    whatToDo: PARTLY_READ,
  },
  'products-waiting': {
    why: ({ review, rejected }: { review: number; rejected: number }) =>
      `In review: ${counted(review, 'product')}; forbidden by a rule: ${counted(rejected, 'product')}.`,
    whatToDo: 'See the reasons in validated.json.',
  },
  'book-missing': {
    why: ({ waiting, of, books }: { waiting: number; of: number; books: readonly string[] }) =>
      `${waitingOf(waiting, of)} because no spec book of ${joined(books, 'and of')} is known.`,
    whatToDo: ({ books }: { books: readonly string[] }) =>
      `Drop the book of ${joined(books, 'and of')}: the list is then matched again by itself.`,
  },
  'book-values-missing': {
    why: ({ waiting, of, fields }: { waiting: number; of: number; fields: readonly string[] }) =>
      `${waitingOf(waiting, of)} because ${fields.join(', ')} could not be read, though their spec book is known.`,
    whatToDo: `${UNKNOWN_DOCUMENT}.`,
  },
  'one-cause': {
    why: ({ waiting, of, cause }: { waiting: number; of: number; cause: Reason }, say: Say) =>
      `${waitingOf(waiting, of)} for one cause: ${unended(say(cause))}.`,
    whatToDo: `Mend that, and drop the list again. ${UNKNOWN_DOCUMENT}.`,
  },
  'run-failed': {
    why: ({ text }: RunFailed, say: Say) => saidBy(text, say),
    whatToDo: ({ documentId, dealerId, stage, times }: RunFailed) =>
      times === 1
        ? `It stopped at ${stage}. When the cause is gone: npx feedwright redrive ${documentId} --dealer ${dealerId}`
        : `It has stopped ${times} times, now at ${stage}: look for the cause in the logs of that stage, and go on only then: npx feedwright redrive ${documentId} --dealer ${dealerId}`,
  },
  'execution-failed': {
    why: ({ text }: { category: string; text: string | Reason }, say: Say) => saidBy(text, say),
    whatToDo: 'See what the execution itself says.',
  },
  'batch-item-failed': {
    why: ({ text }: { category: string; text: string | Reason }, say: Say) => saidBy(text, say),
    whatToDo: 'On-call looks at the execution; when its cause is gone, resume the batch.',
  },
  'batch-file-missing': {
    why: 'No such file is in the inbox.',
    whatToDo: 'Correct the name in the manifest, or bring the file, and start a batch of it.',
  },
};

interface RunFailed {
  readonly [name: string]: string | number | Reason;
  category: string;
  text: string | Reason;
  documentId: string;
  dealerId: string;
  stage: string;
  times: number;
}

interface PartlyRead {
  readonly [name: string]: string | number | null | Reason;
  places: number;
  page: number | null;
  first: string | Reason;
  answered: number;
}

const partlyRead = ({ places, page, first, answered }: PartlyRead, say: Say): string =>
  `${counted(places, 'place')} of the spec book could not be read${page === null ? '' : `, the first on page ${page}`}: ${unended(saidBy(first, say))}.${knownByAnswers(answered)}`;

/** Of what was kept before people could answer nothing is told. */
const knownByAnswers = (answered: number | undefined): string =>
  answered ? ` ${counted(answered, 'label')} known by your answers.` : '';

const waitingOf = (waiting: number, of: number): string =>
  `${waiting} of ${counted(of, 'machine waits', 'machines wait')}`;
