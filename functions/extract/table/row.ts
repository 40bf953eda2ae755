import type { Block, Piece } from './cells.ts';

/** A row of the table: the code it begins from, and its blocks. */
export interface Row {
  code: Piece;
  blocks: Block[];
}

/** A stretch of the page between drawn edges, and the rows whose codes stand in it. */
export interface Band {
  from: number;
  to: number;
  rows: Row[];
}
