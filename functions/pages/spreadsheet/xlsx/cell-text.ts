import { UnreadableDocument } from '../../page.ts';
import { numberText, textAs } from './number-text.ts';
import type { CellString } from './shared-strings.ts';

/** A cell as the sheet's part holds it. */
export interface RawCell {
  /** Attribute `t`; a number where there is none. */
  type: string;
  /** Content of `v`; empty where nothing is cached. */
  value: string;
  /** Content of `f`; null where the cell holds no formula. */
  formula: string | null;
  /** Content of `is`. */
  inline: CellString;
}

/** What the texts of cells depend on. */
export interface Wording {
  strings: readonly CellString[];
  is1904: boolean;
}

/**
 * What a cell shows. A formula shows the value cached when the workbook was saved and is never worked out here;
 * one without such a value shows itself, "=B2*1.24", and is flagged for it like any text that begins so.
 */
export function cellText(cell: RawCell, format: string, wording: Wording): CellString {
  const isUncached = cell.formula !== null && cell.value === '' && cell.type !== 'str';
  return isUncached ? `=${cell.formula}` : (TEXTS[cell.type] ?? asNumber)(cell, format, wording);
}

/** The number in a cell; undefined where another thing is. */
export function numberIn({ type, value }: RawCell): number | undefined {
  const number = value.trim() === '' || type in TEXTS ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

type CellReader = (cell: RawCell, format: string, wording: Wording) => CellString;

const asPrinted: CellReader = ({ value }) => value;

const asText: CellReader = ({ value }, format) => textAs(value, format);

const asNumber: CellReader = (cell, format, { is1904 }) => {
  const number = numberIn(cell);
  return number === undefined ? cell.value : numberText(number, format, is1904);
};

/** A cell may be of this type and empty; that its text is not there is damage. */
function sharedText({ value }: RawCell, format: string, { strings }: Wording): CellString {
  if (value.trim() === '') return '';
  const text = strings[Number(value)];
  if (text === undefined)
    throw new UnreadableDocument('unreadable', 'The file is damaged: the texts of its cells are missing');
  return formattedText(text, format);
}

const formattedText = (text: CellString, format: string): CellString =>
  typeof text === 'string' || textAs('x', format) === '' ? textAs(plainText(text), format) : text;

const plainText = (text: CellString): string =>
  typeof text === 'string' ? text : text.map((run) => run.text).join('');

/** By the cell's type: shared string, inline string, result of a formula, error (`#REF!`), yes or no, ISO date. */
const TEXTS: Readonly<Record<string, CellReader>> = {
  s: sharedText,
  inlineStr: ({ inline }, format) => formattedText(inline, format),
  str: asText,
  e: asPrinted,
  b: ({ value }) => (value === '1' ? 'TRUE' : 'FALSE'),
  d: ({ value }) => value.replace(/T.*/, ''),
};

/** What a cell holds whose format shows nothing of it. */
export function hiddenText(cell: RawCell, wording: Wording): string {
  return plainText(cellText(cell, 'General', wording));
}
