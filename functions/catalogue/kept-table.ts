import type { KeptRow, PrintedModel } from '#contracts/printed-book.ts';
import type { Unit } from '#reference/measures/quantities.ts';
import type { Rewording } from '#shared/taught-meanings.ts';
import { cellsOfRow, type PrintedRow, type PrintedTable, unitsFor } from './spec-table.ts';

/** A table as it is kept: plain data, of which `tableKept` makes the same table again. */
export const keptTable = ({ box, engines, rows }: PrintedTable): PrintedModel['table'] => ({
  box,
  engines: engines.map(({ name, box: own }) => ({ name, box: own })),
  rows: rows.map(keptRow),
});

/** The table that was kept. */
export const tableKept = ({ box, engines, rows }: PrintedModel['table']): PrintedTable => ({
  ...{ box, engines },
  rows: rows.map(rowKept),
});

const keptRow = (row: PrintedRow): KeptRow => {
  const { section, label, lines, units, panel, sharedAt, isShared } = row;
  return {
    ...{ section, label, units: [...units], panel, sharedAt, ...(isShared && { isShared }) },
    lines: lines.map(({ text, box }) => ({ text, box })),
    cells: cellsOfRow(row),
    hasColumns: row.placed !== null,
  };
};

function rowKept({ cells, hasColumns, units, ...row }: KeptRow): PrintedRow {
  const placed = cells.flatMap(({ text, box, column }) => (column ? { text, box, ...column } : []));
  return { ...row, units: units as Unit[], values: cells, placed: hasColumns ? placed : null };
}

/** The table with units that a rewording knows in place of others; labels stay, and are told in units where they named none. */
export const inUnits = (table: PrintedTable, units: Rewording): PrintedTable => ({
  ...table,
  rows: table.rows.map((row) => {
    const inKnown = <One extends { text: string }>(one: One): One => ({ ...one, text: units(one.text) });
    return {
      ...row,
      units: row.units.length > 0 ? row.units : unitsFor(units(row.label), units(row.section)),
      values: row.values.map(inKnown),
      placed: row.placed?.map(inKnown) ?? null,
    };
  }),
});
