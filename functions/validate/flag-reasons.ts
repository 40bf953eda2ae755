import type { CellDoubt, ExtractedProduct } from '#contracts/extracted.ts';

/** What each flag of an extracted row means to the dealer. */
const REASONS: Record<string, string> = {
  'price-missing': 'the list prints no price',
  'price-is-text': 'words stand where the price should be',
  'price-zero': 'the price is zero',
  'price-negative': 'the price is negative',
  'price-absurd': 'the price is far from that of any snowmobile',
  'price-form-unclear':
    'the price can be thousands or decimals: the list writes numbers in more ways than one',
  'currency-unknown': 'the currency of the price is unknown',
  'currency-mixed': 'the price is in another currency than others of its list',
  'control-characters': 'a cell holds characters that cannot be printed',
  'look-alike-letters': 'Cyrillic letters stand among Latin ones that look the same',
  formula: 'a cell begins like a formula',
  'cell-error': 'a formula in a cell came to nothing ("#REF!")',
  'over-long-cell': 'a cell is far longer than any of a real list',
  'repeated-code': 'the code stands in more than one row',
  'duplicate-code-other-price': 'the code stands in more than one row, with different prices',
  'cell-missing': 'a cell is empty that nearly all other rows fill',
  'cell-unlike-column': 'a cell does not look like the others of its column',
  'brand-unknown': 'neither the title nor the model tells the brand',
  'model-year-unknown': 'the title does not tell the model year for sure',
  'brand-contradicted': 'the title names another brand than the one that sells this model',
  faint: 'a cell can hardly be told from what lies behind it',
  struck: 'a line runs through a cell as if it no longer held',
  covered: 'a picture, a shape, a note or another text covers a part of a cell',
  unrendered: 'whether a cell can be seen only a drawn page tells, and the engine that read it draws none',
  'mark-unclear': 'a raised sign stands at a cell and may belong to it or not',
  garbled: 'the letters of a cell contradict the font they are drawn in',
  'page-damaged': 'the contents of a page are damaged, and the row may lack a part of its cells',
  'title-damaged':
    'a page before it is damaged, which may have had the title or the headings that hold for it',
  'section-damaged': 'a page before it is damaged, which may have had the label of its section',
  'reading-unsure': 'it was read from a picture of the page, and not surely enough',
};

type Flagged = Pick<ExtractedProduct, 'page' | 'row' | 'doubts'>;

/** A flag of a row as a sentence, with the cells it is about, what stands there and what was expected. */
export function flagReason(flag: string, { page, row, doubts = [] }: Flagged): string {
  const cells = doubts.filter(({ code }) => code === flag).map(aboutCell);
  const about = flag.endsWith('-damaged') ? [`page ${page}, row ${row}`] : cells;
  return [REASONS[flag] ?? flag, ...(about.length > 0 ? [about.join('; ')] : [])].join(': ');
}

/** A reason without what it says of a single row: what rows that wait for the same have in common. */
export const causeOf = (reason: string): string =>
  Object.values(REASONS).find((known) => reason.startsWith(known)) ?? reason;

/** Enough of a text to find it by; a cell may hold pages. */
const LONGEST_QUOTE = 80;

const quoted = (text: string): string =>
  `"${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}"`;

function aboutCell({ column, text, expected, values }: CellDoubt): string {
  const others = values.length > 0 ? ` (other rows have ${values.map(quoted).join(', ')})` : '';
  return `${column} ${text === null ? 'is empty' : quoted(text)}, expected ${expected}${others}`;
}
