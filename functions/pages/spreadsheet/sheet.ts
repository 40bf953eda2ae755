import type { Color } from '../page.ts';

/** How a cell looks to a person; `ground` is null where it has no fill of one colour. */
export interface Look {
  bold: boolean;
  color: Color;
  ground: Color | null;
  /** Points. */
  fontSize: number;
}

/** A cell with text; `column` counts from 0. */
export interface SheetCell {
  column: number;
  text: string;
  look: Look;
}

/** A row with text; `number` is the one a person sees at its left, from 1. Cells in ascending columns. */
export interface SheetRow {
  number: number;
  cells: SheetCell[];
}

/** What a person sees of one sheet, merged cells already resolved. */
export interface Sheet {
  /** Its tab's name; null for a text file. */
  name: string | null;
  /** Its place among the tabs, hidden ones included, from 1. */
  position: number;
  rows: SheetRow[];
  /** Rows with a code that a filter or a hand has hidden: nobody sees them, and somebody must be told. */
  hiddenRows: SheetRow[];
}

/** How text looks that nobody has given a look. */
export const PLAIN_LOOK: Look = { bold: false, color: [0, 0, 0], ground: null, fontSize: 11 };
