import type { LeftOut } from '#contracts/extracted.ts';
import type { Color, Doubt } from '../page.ts';

/** What lies behind a text: paper where there is none. */
export interface Ground {
  /** What it looks like from afar. */
  color: Color;
  /** The colours of parts as large as a text may be. */
  areas: readonly Color[];
  /** All colours in it, those of single dots and lines too. */
  painted: readonly Color[];
}

/** How a cell looks to a person; `ground` is null where it has no fill. */
export interface Look {
  bold: boolean;
  struck: boolean;
  color: Color;
  ground: Ground | null;
  /** Points. */
  fontSize: number;
}

/** A text of a cell that no product can have, since nobody sees it or a line runs through it. */
export interface LeftOutText {
  text: string;
  why: LeftOut['why'];
}

/** A cell with text; `column` counts from 0. */
export interface SheetCell {
  column: number;
  /** What a person sees of it; empty where that is nothing. */
  text: string;
  look: Look;
  /** Absent where there are none. */
  doubts?: readonly Doubt[];
  /** Signs of notes that stand at the text and are no part of it. */
  marks?: readonly string[];
  leftOut?: readonly LeftOutText[];
  /** Of a cell that holds a number. */
  value?: number;
}

/** A row with text; `number` is the one a person sees at its left, from 1. Cells in ascending columns. */
export interface SheetRow {
  number: number;
  cells: SheetCell[];
}

/** A text that stands on a sheet and in no cell: in a shape, a comment, the head or foot of its pages. */
export interface TextBeside {
  text: string;
  /** Where it begins or what it is about; columns count from 0, rows from 1. */
  column: number;
  row: number;
}

/** What a person sees of one sheet, merged cells already resolved. */
export interface Sheet {
  /** Its tab's name; null for a text file. */
  name: string | null;
  /** Its place among the tabs, hidden ones included, from 1. */
  position: number;
  /** True for a sheet whose tab is not shown. */
  isHidden: boolean;
  rows: SheetRow[];
  /** Rows of the table that a filter or a hand has hidden: nobody sees them, and somebody must be told. */
  hiddenRows: SheetRow[];
  /** What stands in columns that are not shown, and in other rows that are not. */
  hiddenCells: SheetRow[];
  /** Absent where there are none. */
  beside?: readonly TextBeside[];
  /** True where pictures lie on it that are large enough for a list. */
  isPictured?: boolean;
}

/** How text looks that nobody has given a look. */
export const PLAIN_LOOK: Look = {
  ...{ bold: false, struck: false, color: [0, 0, 0], ground: null },
  fontSize: 11,
};
