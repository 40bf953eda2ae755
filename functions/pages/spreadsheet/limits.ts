import { UnreadableDocument } from '../page.ts';

const MOST_ROWS = 50_000;
/** Of twenty columns each. */
const MOST_CELLS = 1_000_000;
/** The longest list has some three hundred characters a row. */
const MOST_CHARACTERS = 32_000_000;

/** Counts what is kept of a spreadsheet, so that no file takes more memory than a list can need. */
export interface Allowance {
  /** Throws `UnreadableDocument` where the rows are too many. */
  row(): void;
  /**
   * Gives the text, of which all cells that say the same keep one copy. Throws `UnreadableDocument` where the cells,
   * or the strings they share, are too many or too long together.
   */
  cell(text: string): string;
}

export function allowance(): Allowance {
  let rows = 0;
  let cells = 0;
  let characters = 0;
  const copies = new Map<string, string>();
  return {
    row: () => {
      if (++rows > MOST_ROWS) throw tooLarge(`The file has more than ${MOST_ROWS} rows with text`);
    },
    cell: (text) => {
      characters += text.length;
      if (++cells > MOST_CELLS) throw tooLarge(`The file has more than ${MOST_CELLS} cells with text`);
      if (characters > MOST_CHARACTERS) throw tooLarge('The file has more text than any price list');
      const copy = copies.get(text);
      if (copy === undefined) copies.set(text, text);
      return copy ?? text;
    },
  };
}

export const tooLarge = (message: string): UnreadableDocument =>
  new UnreadableDocument('spreadsheet-too-large', message);
