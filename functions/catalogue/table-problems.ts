import { FIELD_UNITS, type MeasuredField } from '#reference/catalogue/row-labels.ts';
import { quantityIn } from './quantities.ts';
import type { SpecTable, TableRow } from './spec-table.ts';
import { textOf } from './table-values.ts';
import { tracksOf } from './tracks.ts';

/** What a person should look at in a table: what is printed and not read, and labels with nothing beside them. */
export function tableProblems({ rows }: SpecTable): string[] {
  return rows.flatMap((row) => problemOf(row) ?? []);
}

function problemOf(row: TableRow): string | null {
  const isUnknown = row.field === null && row.section !== 'features';
  if (isUnknown) return `no field is known for the row "${row.label}"`;
  if (row.cells.length === 0) return `nothing is printed beside "${row.label}"`;
  return isUnderstood(row) ? null : `"${textOf(row)}" beside "${row.label}" is not understood`;
}

function isUnderstood(row: TableRow): boolean {
  if (row.field === 'tracks') return tracksOf(textOf(row), row.units).length > 0;
  return !isMeasured(row) || quantityIn(withoutConditions(row), FIELD_UNITS[row.field], row.units) !== null;
}

/** A condition's "154 in." is not the unit of the value. */
const withoutConditions = (row: TableRow): string => textOf(row).replace(/\([^)]*\)/g, '');

const isMeasured = (row: TableRow): row is TableRow & { field: MeasuredField } =>
  row.field !== null && row.field in FIELD_UNITS;
