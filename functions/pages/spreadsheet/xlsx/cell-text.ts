import { UnreadableDocument } from '../../page.ts';
import { numberText } from './number-text.ts';

/** A cell as the sheet's part holds it. */
export interface RawCell {
  /** Attribute `t`; a number where there is none. */
  type: string;
  /** Content of `v`; empty where nothing is cached. */
  value: string;
  /** Content of `f`; null where the cell holds no formula. */
  formula: string | null;
  /** Content of `is`. */
  inline: string;
}

/** What the texts of cells depend on. */
export interface Wording {
  strings: readonly string[];
  is1904: boolean;
}

/**
 * What a cell shows. A formula shows the value cached when the workbook was saved and is never worked out here;
 * one without such a value shows itself, "=B2*1.24", and is flagged for it like any text that begins so.
 */
export function cellText(cell: RawCell, format: string, wording: Wording): string {
  const isUncached = cell.formula !== null && cell.value === '' && cell.type !== 'str';
  return isUncached ? `=${cell.formula}` : (TEXTS[cell.type] ?? asNumber)(cell, format, wording);
}

type CellReader = (cell: RawCell, format: string, wording: Wording) => string;

const asPrinted: CellReader = ({ value }) => value;

const asNumber: CellReader = ({ value }, format, { is1904 }) => {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? numberText(number, format, is1904) : value;
};

/** A cell may be of this type and empty; that its text is not there is damage. */
function sharedText({ value }: RawCell, _: string, { strings }: Wording): string {
  if (value.trim() === '') return '';
  const text = strings[Number(value)];
  if (text === undefined)
    throw new UnreadableDocument('unreadable', 'The file is damaged: the texts of its cells are missing');
  return text;
}

/** By the cell's type: shared string, inline string, result of a formula, error (`#REF!`), yes or no, ISO date. */
const TEXTS: Readonly<Record<string, CellReader>> = {
  s: sharedText,
  inlineStr: ({ inline }) => inline,
  str: asPrinted,
  e: asPrinted,
  b: ({ value }) => (value === '1' ? 'TRUE' : 'FALSE'),
  d: ({ value }) => value.replace(/T.*/, ''),
  n: asNumber,
};
