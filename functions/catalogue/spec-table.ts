import { type RowField, SECTION_TITLES, type SectionKind } from '#reference/catalogue/row-labels.ts';
import { type ColumnText, type EngineColumn, engineColumns, underColumns } from './engine-columns.ts';
import type { Row } from './panels.ts';
import { alternativesOf, joinLines, lettersOf } from './printed-text.ts';
import type { Unit } from './quantities.ts';
import { fieldRowsOf } from './row-fields.ts';

/** One labelled row of the table; `field` is null for a label that the lexicon does not know. */
export interface TableRow {
  field: RowField | null;
  label: string;
  units: Unit[];
  section: SectionKind | null;
  cells: ColumnText[];
}

/** The specification table of a page, whatever panels it is set in. */
export interface SpecTable {
  /** Where its titles begin: points from the top of the page. */
  top: number;
  engines: string[];
  rows: TableRow[];
  colours: string[];
}

interface SectionRow {
  section: SectionKind | null;
  isTitle: boolean;
  row: Row;
}

/** Reads the table out of its panels; `engines` is empty where no row names any. */
export function specTable(panels: readonly Row[][]): SpecTable {
  const sectioned = panels.map(withSections);
  const all = sectioned.flat();
  const columns = all.find(isEngineTitle)?.row;
  const engines = columns ? engineColumns(columns).map(({ name }) => name) : [];
  return {
    top: Math.min(...all.filter(({ isTitle }) => isTitle).map(({ row }) => row.label[0]?.box[1] ?? 0)),
    engines,
    rows: sectioned.flatMap((rows) => tableRows(rows, engines.length)),
    colours: coloursOf(all),
  };
}

function withSections(rows: readonly Row[]): SectionRow[] {
  let section: SectionKind | null = null;
  return rows.map((row) => {
    const isTitle = isSectionTitle(row);
    if (isTitle) section = SECTION_TITLES[lettersOf(labelOf(row))] ?? null;
    return { section, isTitle, row };
  });
}

const labelOf = ({ label }: Row): string => joinLines(label.map(({ text }) => text));

/** Titles are bold capitals; only an engine's has anything beside it: the engines' names. */
function isSectionTitle(row: Row): boolean {
  const title = labelOf(row);
  const isTitleText = title !== '' && title === title.toUpperCase() && row.label.every(({ bold }) => bold);
  return isTitleText && (row.values.length === 0 || SECTION_TITLES[lettersOf(title)] === 'engine');
}

const isEngineTitle = ({ section, isTitle, row }: SectionRow): boolean =>
  isTitle && section === 'engine' && row.values.length > 0;

function tableRows(rows: readonly SectionRow[], engineCount: number): TableRow[] {
  const title = rows.find(isEngineTitle);
  const columns = title ? engineColumns(title.row) : [];
  return rows
    .filter(({ isTitle, section }) => !isTitle && section !== 'colours')
    .flatMap(({ section, row }) =>
      fieldRowsOf(row).map(({ values, ...fieldRow }) => ({
        ...fieldRow,
        section,
        cells: cellsOf(values, columns, engineCount),
      })),
    );
}

/** A panel without engine names says the same of every engine. */
function cellsOf(values: Row['values'], columns: readonly EngineColumn[], engineCount: number): ColumnText[] {
  if (columns.length > 0) return underColumns(values, columns);
  return values.map(({ text }) => ({ text, from: 0, to: engineCount - 1 }));
}

function coloursOf(rows: readonly SectionRow[]): string[] {
  const printed = rows.filter(({ isTitle, section }) => section === 'colours' && !isTitle);
  return printed.flatMap(({ row }) => alternativesOf([...row.label, ...row.values].map(({ text }) => text)));
}
