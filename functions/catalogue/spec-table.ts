import type { Box } from '#contracts/extracted.ts';
import { centre } from '#pages/box.ts';
import type { Rule } from '#pages/page.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import type { SectionKind } from '#reference/catalogue/section-titles.ts';
import {
  alignmentOf,
  type ColumnText,
  type EngineColumn,
  engineColumns,
  underColumns,
} from './engine-columns.ts';
import { labelPanels } from './label-panels.ts';
import { type Row, ruledPanels } from './panels.ts';
import { alternativesOf } from './printed-text.ts';
import type { Unit } from './quantities.ts';
import { type FieldRow, fieldRowsOf } from './row-fields.ts';
import { isEngineTitle, type SectionRow, withSections } from './section-rows.ts';
import type { Segment } from './segments.ts';

/** One labelled row of the table; `field` is null for a label that the lexicon does not know. */
export interface TableRow {
  field: RowField | null;
  label: string;
  units: Unit[];
  section: SectionKind | null;
  cells: ColumnText[];
  /** Values under no engine's column: nobody knows whose they are. */
  stray: string[];
  /** Every cell says that there is nothing: a dash, "N/A". */
  isEmpty: boolean;
  /** The engines, by their places, of which the row prints nothing at all. */
  blank: number[];
}

/** The specification table of a page, whatever panels it is set in. */
export interface SpecTable {
  /** Where its titles begin: points from the top of the page. */
  top: number;
  engines: EngineColumn[];
  rows: TableRow[];
  colours: string[];
}

/** Reads the tables of a page, by their lines or by their labels: whichever way more rows are known. */
export function specTableOf(segments: readonly Segment[], rules: readonly Rule[]): SpecTable {
  const ruled = specTable(ruledPanels(segments, rules));
  const labelled = specTable(labelPanels(segments));
  return knownRows(labelled) > knownRows(ruled) ? labelled : ruled;
}

/** How many rows print something in a field that the lexicon knows. */
export const knownRows = ({ rows }: SpecTable): number =>
  rows.filter(({ field, cells }) => field !== null && cells.length > 0).length;

/** Reads the table out of its panels; `engines` is empty where no row names any. */
export function specTable(panels: readonly Row[][]): SpecTable {
  const sectioned = panels.map(withSections);
  const all = sectioned.flat();
  const title = all.find(isEngineTitle);
  const engines = title ? columnsOf(title) : [];
  const rows = sectioned.flatMap((panel) => tableRows(panel, Math.max(1, engines.length)));
  return {
    top: Math.min(...all.flatMap(({ row }) => row.label[0]?.box[1] ?? [])),
    engines,
    rows: rows.filter(({ field }) => field !== 'colours'),
    colours: [...coloursOf(all), ...rows.filter(({ field }) => field === 'colours').flatMap(coloursIn)],
  };
}

function tableRows(rows: readonly SectionRow[], engineCount: number): TableRow[] {
  const title = rows.find(isEngineTitle);
  const columns = title ? columnsOf(title) : [];
  const body = rows.filter(({ isTitle, section }) => !isTitle && section !== 'colours');
  const printed = body.flatMap(({ row }) => row.values);
  const alignment = alignmentOf(printed, columns);
  const place = (values: Segment[]): ColumnText[] =>
    columns.length > 0 ? underColumns(values, columns, alignment) : forAll(values, engineCount);
  return body.flatMap(({ section, row }) =>
    fieldRowsOf(row).map((fieldRow) => {
      const field = section === 'tracks' ? trackField(fieldRow.field) : fieldRow.field;
      const placed = columns.length === 0 && tellsEngines(fieldRow) ? [] : place(fieldRow.values);
      const isShared =
        alignment !== 'centre' && !field?.startsWith('engine.') && placed.every(({ to }) => to === 0);
      return tableRow(
        { ...fieldRow, field, section },
        isShared ? forAll(fieldRow.values, engineCount) : placed,
        engineCount,
      );
    }),
  );
}

/** Values side by side where no engines are named: each is some engine's, nobody knows which. */
function tellsEngines({ field, values }: FieldRow): boolean {
  const isOfEngines = field !== null && /^(?:engine|track)/.test(field);
  return (
    isOfEngines &&
    values.some(({ box }, at) => values.slice(at + 1).some((other) => isBeside(box, other.box)))
  );
}

const isBeside = (one: Box, other: Box): boolean =>
  centre(other)[1] > one[1] && centre(other)[1] < one[3] && (other[0] > one[2] || other[2] < one[0]);

/** A dash takes its place among the columns and says nothing there. */
function tableRow(
  { field, label, units, section, values }: FieldRow & Pick<TableRow, 'section'>,
  placed: readonly ColumnText[],
  engineCount: number,
): TableRow {
  const cells = placed.filter(({ text }) => !isEmptyCell(text));
  const stray = values.filter(
    ({ box, text }) => !isEmptyCell(text) && placed.every((cell) => cell.box !== box),
  );
  const columns = Array.from({ length: engineCount }, (_, at) => at);
  return {
    ...{ field, label, units, section, cells },
    stray: stray.map(({ text }) => text),
    isEmpty: values.length > 0 && values.every(({ text }) => isEmptyCell(text)),
    blank: columns.filter((column) => placed.every(({ from, to }) => column < from || column > to)),
  };
}

/** Names that ran together to one tell no columns apart. */
function columnsOf({ row }: SectionRow): EngineColumn[] {
  const columns = engineColumns(row);
  return columns.some(({ name }) => (name.match(DISPLACEMENT)?.length ?? 0) > 1) ? [] : columns;
}

const DISPLACEMENT = /(?<!\d)[2-9]\d0(?!\d)/g;

/** A panel without engine names says the same of every engine. */
const forAll = (values: readonly Segment[], engineCount: number): ColumnText[] =>
  values.map(({ text, box }) => ({ text, box, from: 0, to: engineCount - 1 }));

/** What stands in a cell that says nothing. */
const isEmptyCell = (text: string): boolean =>
  /^(?:[-–—]+|n\.?\/?a\.?|not applicable|ei saatavilla|[.…]+)$/i.test(text);

const OF_TRACKS: Partial<Record<RowField, RowField>> = {
  'dimensions.overallLength': 'track.length',
  'dimensions.overallWidth': 'track.width',
  'dimensions.overallHeight': 'track.profile',
  'engine.details': 'track.name',
};

/** "Length" under the title "Track" is the track's. */
const trackField = (field: RowField | null): RowField | null => (field && OF_TRACKS[field]) ?? field;

const coloursIn = ({ cells }: TableRow): string[] => alternativesOf(cells.map(({ text }) => text));

function coloursOf(rows: readonly SectionRow[]): string[] {
  const printed = rows.filter(({ isTitle, section }) => section === 'colours' && !isTitle);
  return printed.flatMap(({ row }) => alternativesOf([...row.label, ...row.values].map(({ text }) => text)));
}
