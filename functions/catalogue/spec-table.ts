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
import { fieldRowsOf } from './row-fields.ts';
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
  const title = all.find(isEngineTitle)?.row;
  const engines = title ? engineColumns(title) : [];
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
  const columns = title ? engineColumns(title.row) : [];
  const body = rows.filter(({ isTitle, section }) => !isTitle && section !== 'colours');
  const alignment = alignmentOf(
    body.flatMap(({ row }) => row.values),
    columns,
  );
  const place = (values: Segment[]): ColumnText[] =>
    columns.length > 0 ? underColumns(values, columns, alignment) : forAll(values, engineCount);
  return body.flatMap(({ section, row }) =>
    fieldRowsOf(row).map(({ field, values, ...labelled }) => {
      const printed = values.filter(({ text }) => !isEmptyCell(text));
      const cells = place(printed);
      const stray = printed.filter(({ box }) => cells.every((cell) => cell.box !== box));
      return {
        ...labelled,
        field: section === 'tracks' ? trackField(field) : field,
        section,
        cells,
        stray: stray.map(({ text }) => text),
        isEmpty: values.length > 0 && printed.length === 0,
      };
    }),
  );
}

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
