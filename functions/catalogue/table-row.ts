import type { Box } from '#contracts/box.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import { type SectionKind, sectionKind } from '#reference/catalogue/section-titles.ts';
import type { Unit } from '#reference/measures/quantities.ts';
import type { ColumnText, EngineColumn } from './engine-columns.ts';
import { type PrintedRow, standSideBySide } from './spec-table.ts';

/** One row and what it means: `field` is null where that is not certain. */
export interface TableRow {
  field: RowField | null;
  label: string;
  units: readonly Unit[];
  section: SectionKind | null;
  /** The title above it, as printed. */
  title: string;
  cells: ColumnText[];
  /** Values under no engine's column: nobody knows whose they are. */
  stray: string[];
  /** Every cell says that there is nothing: a dash, "N/A". */
  isEmpty: boolean;
  /** The engines, by their places, of which the row prints nothing at all. */
  blank: number[];
}

/** A table whose rows are understood, as far as they are. */
export interface SpecTable {
  /** In points from the page's top left. */
  box: Box;
  engines: EngineColumn[];
  rows: TableRow[];
  colours: string[];
}

/** The row as one of a field: what is an engine's own holds for its column, what is the machine's for all. */
export function tableRow(printed: PrintedRow, field: RowField | null, engineCount: number): TableRow {
  const { label, units, values, section: title } = printed;
  const placed = placedFor(printed, field, engineCount);
  const cells = placed.filter(({ text }) => !isEmptyCell(text));
  const stray = values.filter(
    ({ box, text }) => !isEmptyCell(text) && placed.every((cell) => cell.box !== box),
  );
  const columns = Array.from({ length: engineCount }, (_, at) => at);
  return {
    ...{ field, label, units, title, cells, section: sectionKind(title) ?? null },
    stray: stray.map(({ text }) => text),
    isEmpty: values.length > 0 && values.every(({ text }) => isEmptyCell(text)),
    blank: columns.filter((column) => placed.every(({ from, to }) => column < from || column > to)),
  };
}

function placedFor(printed: PrintedRow, field: RowField | null, engineCount: number): ColumnText[] {
  const { placed, values, sharedAt } = printed;
  if (placed === null)
    return isOfEngines(field) && standSideBySide(printed) ? [] : forAll(values, engineCount);
  if (isStackOfAll(placed, field)) return forAll(values, engineCount);
  const isAtEdge = placed.every(({ from, to }) => from === sharedAt && to === sharedAt);
  if (!isAtEdge) return placed;
  const isOfAll = !field?.startsWith('engine.') || field === OF_MACHINE || engineCount < 2;
  return isOfAll || (printed.isShared && field && SHARED_AT_EDGE.has(field))
    ? forAll(values, engineCount)
    : [];
}

/** Whatever engine a machine has, it carries one tank, and no engine goes without. */
const OF_MACHINE: RowField = 'engine.fuelTank';
/** What engines may share, and may have each its own: alone at the edge it is nobody's where the table does not set it so. */
const MAY_BE_SHARED: ReadonlySet<RowField> = new Set<RowField>([
  'engine.oilTank',
  'engine.fuelType',
  'engine.fuelTypeOctane',
  'engine.octane',
]);

/** Alone at the edge these are all engines' where the table sets so what they share; sizes and powers never are. */
const SHARED_AT_EDGE: ReadonlySet<RowField> = new Set<RowField>([
  ...MAY_BE_SHARED,
  'engine.details',
  'engine.cylinders',
  'engine.fuelSystem',
  'engine.driveClutch',
  'engine.drivenClutch',
]);

/** Lines below each other in one cell: as many tracks as engines are not one each. */
const isStackOfAll = (placed: readonly ColumnText[], field: RowField | null): boolean =>
  field !== null &&
  !field.startsWith('engine.') &&
  new Set(placed.map(({ from }) => from)).size > 1 &&
  placed.every(({ box }) => placed.every(({ box: other }) => box[0] < other[2] && other[0] < box[2]));

/** Fields of one such word have their values placed alike. */
export const placingOf = (field: RowField): string => {
  if (field === OF_MACHINE) return 'machine';
  if (MAY_BE_SHARED.has(field)) return 'shared';
  return /^(?:engine|track)/.exec(field)?.[0] ?? '';
};

const isOfEngines = (field: RowField | null): boolean => field !== null && /^(?:engine|track)/.test(field);

/** A panel without engine names says the same of every engine. */
const forAll = (values: PrintedRow['values'], engineCount: number): ColumnText[] =>
  values.map(({ text, box }) => ({ text, box, from: 0, to: Math.max(0, engineCount - 1) }));

/** What stands in a cell that says nothing. */
const isEmptyCell = (text: string): boolean =>
  /^(?:[-–—]+|n\.?\/?a\.?|not applicable|ei saatavilla|[.…]+)$/i.test(text);
