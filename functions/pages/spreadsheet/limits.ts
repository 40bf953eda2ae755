import { UnreadableDocument } from '../page.ts';

const MOST_ROWS = 50_000;
const MOST_CELLS = 2_000_000;

/** Counts what is kept of a spreadsheet, so that no file takes more memory than a list can need. */
export interface Allowance {
  /** Throws `UnreadableDocument` where the rows are too many. */
  row(): void;
  /** Throws `UnreadableDocument` where the cells (or the strings they share) are too many. */
  cell(): void;
}

export function allowance(): Allowance {
  let rows = 0;
  let cells = 0;
  return {
    row: () => {
      if (++rows > MOST_ROWS) throw tooLarge(`The file has more than ${MOST_ROWS} rows with text.`);
    },
    cell: () => {
      if (++cells > MOST_CELLS) throw tooLarge(`The file has more than ${MOST_CELLS} cells with text.`);
    },
  };
}

export const tooLarge = (message: string): UnreadableDocument =>
  new UnreadableDocument('spreadsheet-too-large', message);
