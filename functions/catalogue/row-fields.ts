import { type RowField, rowFieldOf } from '#reference/catalogue/row-labels.ts';
import type { Row } from './panels.ts';
import { joinLines } from './printed-text.ts';
import { type Unit, unitsOfLabel } from './quantities.ts';
import { rowsOfBand } from './rows-of-band.ts';
import type { Segment } from './segments.ts';

/** A row whose label is known, or one that no lexicon entry names (`field` null). */
export interface FieldRow {
  field: RowField | null;
  label: string;
  units: Unit[];
  values: Segment[];
}

/** What a row says; a row with several labels above each other ("Drive clutch", "Driven clutch") is several. */
export function fieldRowsOf(row: Row): FieldRow[] {
  const whole = fieldRow(row);
  if (whole.field !== null || row.label.length < 2) return [whole];
  const apart = rowsOfBand(row.label, row.values).map(fieldRow);
  return apart.every(({ field }) => field !== null) ? apart : [whole];
}

function fieldRow({ label: lines, values }: Row): FieldRow {
  const label = joinLines(lines.map(({ text }) => text));
  return { field: rowFieldOf(label), label, units: unitsOfLabel(label), values };
}
