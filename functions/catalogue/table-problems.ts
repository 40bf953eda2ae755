import type { SpecTable, TableRow } from './spec-table.ts';

/** What a person should look at in a table: rows that nobody knows, and labels with nothing beside them. */
export function tableProblems({ rows }: SpecTable): string[] {
  return rows.flatMap((row) => problemOf(row) ?? []);
}

function problemOf({ field, section, label, cells }: TableRow): string | null {
  if (field === null && section !== 'features') return `no field is known for the row "${label}"`;
  return cells.length === 0 ? `nothing is printed beside "${label}"` : null;
}
