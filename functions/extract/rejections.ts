import { type Rejection, rejected } from '#contracts/outcome.ts';
import type { UnreadableDocument } from '#pages/page.ts';

export const MOST_PAGES = 2000;

export const REFUSALS: Record<UnreadableDocument['category'], Rejection> = {
  'not-a-pdf': rejected(
    'not-a-pdf',
    'The file is neither a PDF nor a spreadsheet, whatever its name says.',
    'Send the price list as a PDF, an .xlsx workbook or a .csv file.',
  ),
  'not-a-spreadsheet': rejected(
    'not-a-spreadsheet',
    'The file is no workbook that can be read here: an older, binary or other kind.',
    'Save the price list as .xlsx (Excel workbook) and send that.',
  ),
  unreadable: rejected(
    'unreadable',
    'The file is damaged and cannot be opened.',
    'Download or ask for the file again and send it anew.',
  ),
  'password-needed': rejected(
    'password-needed',
    'The file opens only with a password.',
    'Save a copy without a password and send that.',
  ),
  'too-costly': rejected(
    'too-costly',
    'The PDF needs more memory than any price list does.',
    'Print the file to a new PDF and send that.',
  ),
  'spreadsheet-too-large': rejected(
    'spreadsheet-too-large',
    'The spreadsheet holds more than any price list does.',
    'Copy the price list alone into a new workbook and send that.',
  ),
  'list-empty': rejected(
    'list-empty',
    'The file holds no text that anybody can see: its pages are blank, its sheets empty or hidden.',
    'Show the sheet with the price list, or export the list again, and send it anew.',
  ),
};
export const TOO_MANY_PAGES = rejected(
  'too-many-pages',
  `The PDF has more than ${MOST_PAGES} pages.`,
  'Split the file and send its parts.',
);
/** Rows of machines in one file; the longest known list has some 700. */
export const MOST_ROWS = 10_000;
export const TOO_MANY_ROWS = rejected(
  'too-many-rows',
  `The file has more than ${MOST_ROWS.toLocaleString('en')} rows of machines, or what they say comes to more than 100 MB.`,
  'Split the file and send its parts.',
);
export const NO_TEXT = rejected(
  'no-text-layer',
  'The pages are pictures, or their text is stored as other signs than it shows: there is none to read.',
  'Send the original PDF instead of a scan, or have pages read from their pictures: settings.ts, ' +
    'parts.pageRecognizers, takes textract and bedrock.',
);
export const NO_TEXT_SEEN = rejected(
  'text-unseen',
  'The file holds text, and nobody sees it: it is drawn in the colour of what lies behind it, in no colour at all, or under something else.',
  'Open the file and look: if its rows can be seen there, print it to a new PDF and send that; else ask the supplier.',
);
export const NO_PRICE_LIST = rejected(
  'no-price-list',
  'No table with model codes and prices was found.',
  'Check that this is a price list; if it is, add its headings to the heading lexicon.',
);

export const NO_ROWS = rejected(
  'no-rows',
  'The headings of a price list were found, and no row under them.',
  'Check whether a filter or the export left the rows out, and send the list with its rows.',
);

/** Pictures that no recogniser could read; `failure` is the first one's. */
export const notRecognized = (failure: string): Rejection =>
  rejected(
    'pages-not-recognized',
    `The pages are pictures, and what is in them could not be read: ${failure}.`,
    'Send the original PDF instead of a scan, or scan it again: straight, at 200 dpi or more.',
  );
