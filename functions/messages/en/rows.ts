import type { Expectation } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Say } from '../message.ts';
import { quoted } from './words.ts';

interface Cell {
  readonly [name: string]: string | readonly string[] | null;
  column: string;
  printed: string | null;
  expected: string;
  others: readonly string[];
}

/** What was told in words is told as it was. */
const EXPECTED: Readonly<Record<Expectation, string>> = {
  family: 'a known family',
  package: 'a package without a length',
  'one-engine': 'one engine',
  'one-length': 'one length',
  'no-length': 'no length of a track',
  'no-figures': 'words without figures',
  'no-measures': 'a colour without measures',
  'known-engine': 'a known engine',
  'usual-beginning': 'a beginning as others have',
  'known-starter': 'a known starter',
  screen: 'a screen and its size',
  'one-cell': 'the text of one cell',
  'no-price': 'no price',
  'no-date': 'no date',
  text: 'a text, as every machine has one',
  'text-beside': 'a text: a cell beside may hold it',
  price: 'a price',
  amount: 'an amount and its currency',
  'above-zero': 'a price above zero',
  'likely-price': 'the price of a snowmobile',
  'clear-decimals': 'an amount whose decimal mark is clear',
  'known-currency': 'a known currency in the cell or the heading, and no other in the title',
  'clear-mark': 'a sign that is clearly a note’s, or clearly the text’s',
  'whole-amount': 'an amount with nothing before it that may be its beginning',
  plain: 'plain text',
  'not-engine': 'nothing of the column engine',
  'not-trackLength': 'nothing of the column trackLength',
  'not-trackProfile': 'nothing of the column trackProfile',
  'not-display': 'nothing of the column display',
  'not-color': 'nothing of the column color',
};

const expectation = (expected: string): string =>
  Object.hasOwn(EXPECTED, expected) ? EXPECTED[expected as Expectation] : expected;

const cell = ({ column, printed, expected, others }: Cell): string => {
  const beside = others.length > 0 ? ` (other rows have ${others.map(quoted).join(', ')})` : '';
  return `${column} ${printed === null ? 'is empty' : quoted(printed)}, expected ${expectation(expected)}${beside}`;
};

/** A flag of a row: what it means, with the cells that it is about. */
const flag = (meaning: string) => ({
  why: ({ cells = [] }: { cells?: readonly Reason[] }, say: Say) =>
    [meaning, ...(cells.length > 0 ? [cells.map(say).join('; ')] : [])].join(': '),
});

/** What the flags of rows that were read mean to the dealer. */
export const ROWS = {
  cell: { why: cell },
  'price-missing': flag('the list prints no price'),
  'price-is-text': flag('words stand where the price should be'),
  'price-zero': flag('the price is zero'),
  'price-negative': flag('the price is negative'),
  'price-absurd': flag('the price is far from that of any snowmobile, or from the others of its list'),
  'price-form-unclear': flag(
    'the price can be thousands or decimals: the list writes numbers in more ways than one',
  ),
  'currency-unknown': flag('the currency of the price is unknown'),
  'currency-mixed': flag('the price is in another currency than others of its list'),
  'control-characters': flag('a cell holds characters that cannot be printed'),
  'look-alike-letters': flag('Cyrillic letters stand among Latin ones that look the same'),
  formula: flag('a cell begins like a formula'),
  'letters-spoiled': flag('a cell holds what a program made of its letters ("V?ri", "Ã¤", "<br>")'),
  'cell-error': flag('a program had no value for a cell ("#REF!", "N/A")'),
  'over-long-cell': flag('a cell is far longer than any of a real list'),
  'repeated-code': flag('the code stands in more than one row'),
  'duplicate-code-other-price': flag('the code stands in more than one row, with different prices'),
  'cell-missing': flag('a cell is empty that nearly all other rows fill'),
  'cell-unlike-column': flag('a cell does not look like the others of its column'),
  'brand-unknown': flag('neither the title nor the model tells the brand'),
  'model-year-unknown': flag('the title does not tell the model year for sure'),
  'brand-contradicted': flag('the title names another brand than the one that sells this model'),
  'model-year-contradicted': flag('the row names another model year than the title'),
  'said-gone': flag('the row says that the machine is sold or no longer made'),
  'price-untaxed': flag('another column of the row says that its price is without tax'),
  'price-elsewhere': flag('another column of the row names another price'),
  faint: flag('a cell can hardly be told from what lies behind it'),
  struck: flag('a line runs through a cell as if it no longer held'),
  covered: flag('a picture, a shape, a note or another text covers a part of a cell'),
  unrendered: flag(
    'whether or how a cell shows only a drawn page tells: the engine that read it draws none, a viewer draws it anew, or it shows on the screen and not on paper alike',
  ),
  'mark-unclear': flag('a raised sign stands at a cell and may belong to it or not'),
  garbled: flag('the letters of a cell contradict the font they are drawn in'),
  torn: flag('figures or a minus that may be a part of a price stand beside it in another column'),
  stale: flag('a formula gives another value than the file keeps with it, or is to be worked out again'),
  'page-damaged': flag('the contents of a page are damaged, and the row may lack a part of its cells'),
  'title-damaged': flag(
    'a page before it is damaged, which may have had the title or the headings that hold for it',
  ),
  'section-damaged': flag('a page before it is damaged, which may have had the label of its section'),
  'reading-unsure': flag('it was read from a picture of the page, and not surely enough'),
};
