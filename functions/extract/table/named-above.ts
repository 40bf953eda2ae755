import type { Header } from '#pages/header.ts';
import { boxOf, type Line, lineText } from '#pages/text.ts';
import { familyOf } from '#reference/naming/machine.ts';
import type { Table, TableRow } from './table.ts';
import type { Cell } from './table-cells.ts';

/** Type larger than the headings' by this is that of what stands over a table; what is smaller speaks about it. */
const LARGER = 1.15;

/**
 * A table without a column of models, its rows named by what stands over them: "MXZ X-RS" over a small table of its
 * own, or between rows. Only what begins with a family is a name; where something else stands there, nobody knows.
 */
export function namedAbove(table: Table, above: readonly Line[]): Table {
  const { header, labels, rows } = table;
  if (header.cells.some(({ heading }) => heading === 'model' || heading === null)) return table;
  const overAll = nameIn(above, header);
  const named = rows.map((row): TableRow => {
    const label = labels.findLast(({ box }) => box[1] < (row.cells.modelCode?.box[1] ?? 0));
    const model = label ? nameOf({ text: label.text, box: label.box }) : overAll;
    return model ? { ...row, cells: { model, ...row.cells } } : row;
  });
  return { ...table, rows: named };
}

const nameOf = (cell: Cell): Cell | null => (familyOf(cell.text) === null ? null : cell);

function nameIn(above: readonly Line[], { fontSize }: Header): Cell | null {
  const stands = ([word]: Line) => word !== undefined && (word.bold || word.fontSize > LARGER * fontSize);
  const nearest = above.findLast(stands);
  return nearest ? nameOf({ text: lineText(nearest), box: boxOf(nearest) }) : null;
}
