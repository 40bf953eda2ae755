import { centre } from '#pages/box.ts';
import { ROW_LABELS, type RowField } from '#reference/catalogue/row-labels.ts';
import type { Row } from './panels.ts';
import { joinLines } from './printed-text.ts';
import { type Unit, unitsOfLabel } from './quantities.ts';
import type { Segment } from './segments.ts';

/** A row whose label is known, or one that no lexicon entry names (`field` null). */
export interface FieldRow {
  field: RowField | null;
  label: string;
  units: Unit[];
  values: Segment[];
}

const FIELD_BY_LABEL = new Map<string, RowField>(
  (Object.entries(ROW_LABELS) as [RowField, readonly string[]][]).flatMap(([field, labels]) =>
    labels.map((label) => [label, field] as const),
  ),
);

/** What a row says; a row with several labels above each other ("Drive clutch", "Driven clutch") is several. */
export function fieldRowsOf(row: Row): FieldRow[] {
  const whole = fieldRow(row.label, row.values);
  if (whole.field !== null || row.label.length < 2) return [whole];
  const apart = row.label.map((label) => fieldRow([label], nearestTo(label, row)));
  return apart.every(({ field }) => field !== null) ? apart : [whole];
}

function fieldRow(labelLines: readonly Segment[], values: Segment[]): FieldRow {
  const label = joinLines(labelLines.map(({ text }) => text));
  return { field: fieldOf(label), label, units: unitsOfLabel(label), values };
}

/** A weight's label can go on with its condition: "Dry weight 20 in. track (kg)". */
function fieldOf(label: string): RowField | null {
  const plain = plainLabel(label);
  const known = FIELD_BY_LABEL.get(plain);
  return known ?? (plain.startsWith('dry weight ') ? 'engine.dryWeight' : null);
}

const plainLabel = (label: string): string =>
  label
    .toLowerCase()
    .replace(/\([^)]*\)?/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function nearestTo(label: Segment, row: Row): Segment[] {
  const y = middleY(label);
  return row.values.filter((value) => {
    const distances = row.label.map((other) => Math.abs(middleY(other) - middleY(value)));
    return Math.abs(y - middleY(value)) === Math.min(...distances);
  });
}

const middleY = ({ box }: Segment): number => centre(box)[1];
