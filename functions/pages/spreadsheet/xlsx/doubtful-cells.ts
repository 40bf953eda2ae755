import type { Doubt } from '../../page.ts';
import { tooLarge } from '../limits.ts';
import type { SheetCell, SheetRow, TextBeside } from '../sheet.ts';
import { sightOf } from '../sight.ts';
import { conditionalDoubts } from './conditional-formats.ts';
import { blockUnder, type CellSizes, type Covering, isCovered } from './drawings.ts';
import type { Range } from './references.ts';
import type { Styles } from './styles.ts';
import type { RawSheet } from './worksheet.ts';

/** What lies on a sheet beside its cells. */
export interface Overlays {
  coverings: readonly Covering[];
  /** Blocks that a table's style fills with colours of its own. */
  styled: readonly Range[];
  /** Texts of shapes and comments. */
  texts: readonly TextBeside[];
  isPictured: boolean;
}

/** Cells looked at by rules and coverings, each as often as one is for it. */
const MOST_LOOKS = 20_000_000;
/** Points, and letters: of what is lower or narrower only a part shows. */
const LOW_ROW = 6;
const NARROW_COLUMN = 1;

/** Marks the cells that may look otherwise than their own style says; what may be seen after all is shown, and doubted. */
export function doubtCells(
  sheet: RawSheet,
  styles: Styles,
  { coverings, styled }: Pick<Overlays, 'coverings' | 'styled'>,
): void {
  const steps = { left: MOST_LOOKS };
  for (const { ranges, rules } of sheet.conditionalFormats)
    for (const cell of cellsIn(sheet, ranges, steps)) doubt(cell, conditionalDoubts(cell, rules, styles));
  for (const cell of cellsIn(sheet, styled, steps)) doubt(cell, styledDoubts(cell));
  for (const covering of coverings)
    for (const { cell, row } of placesIn(sheet, [blockUnder(covering)], steps))
      if (isCovered(covering, cell.column, row - 1)) doubt(cell, [covering.doubt]);
  doubtCutCells(sheet);
}

/** Sizes of the cells of a sheet, as told or as standard. */
export const sizesOf = ({ rowHeights, columnWidths, standard }: RawSheet): CellSizes => ({
  rowHeight: (row) => rowHeights.get(row) ?? standard.rowHeight,
  columnWidth: (column) => columnWidths.get(column) ?? standard.columnWidth,
});

function doubt(cell: SheetCell, found: readonly Doubt[]): void {
  if (found.length === 0) return;
  cell.doubts = [...new Set([...(cell.doubts ?? []), ...found])];
  const unseen = cell.leftOut?.filter(({ why }) => why === 'unseen') ?? [];
  if (cell.text !== '' || !found.includes('faint') || unseen.length === 0) return;
  cell.text = unseen.map(({ text }) => text).join(' ');
  cell.leftOut = cell.leftOut?.filter(({ why }) => why !== 'unseen') ?? [];
}

/** Behind a cell without a fill stands what the table's style paints there: paper, or a dark colour. */
const styledDoubts = ({ look }: SheetCell): Doubt[] =>
  look.ground === null && sightOf(look) !== 'seen' ? ['faint'] : [];

function doubtCutCells(sheet: RawSheet): void {
  const { rowHeight, columnWidth } = sizesOf(sheet);
  for (const { number, cells } of sheet.rows.values())
    for (const cell of cells)
      if (rowHeight(number) < LOW_ROW || (columnWidth(cell.column) < NARROW_COLUMN && cell.text.length > 1))
        doubt(cell, ['covered']);
}

function* cellsIn(sheet: RawSheet, ranges: readonly Range[], steps: { left: number }): Generator<SheetCell> {
  for (const { cell } of placesIn(sheet, ranges, steps)) yield cell;
}

function* placesIn(
  { rows }: RawSheet,
  ranges: readonly Range[],
  steps: { left: number },
): Generator<{ cell: SheetCell; row: number }> {
  for (const range of ranges)
    for (const { number, cells } of rowsWithin(rows, range)) {
      steps.left -= cells.length + 1;
      if (steps.left < 0)
        throw tooLarge('The file has more conditional formats and drawings than a list can have');
      for (const cell of cells)
        if (cell.column >= range.from.column && cell.column <= range.to.column) yield { cell, row: number };
    }
}

/** The rows with text of a block. */
export function rowsWithin(rows: ReadonlyMap<number, SheetRow>, { from, to }: Range): SheetRow[] {
  if (to.row - from.row < rows.size) {
    const numbers = Array.from({ length: to.row - from.row + 1 }, (_, index) => from.row + index);
    return numbers.flatMap((number) => rows.get(number) ?? []);
  }
  return [...rows.values()].filter(({ number }) => number >= from.row && number <= to.row);
}
