import type { Box } from '#contracts/box.ts';
import type { KeptRow } from '#contracts/printed-book.ts';
import { centre, unionOf } from '#pages/box.ts';
import type { Rule } from '#pages/page.ts';
import { STROKES_OF_TECHNOLOGY } from '#reference/catalogue/value-words.ts';
import { joinLines } from '#reference/measures/printed-text.ts';
import { type Unit, unitsOfLabel, unitsOfTitle } from '#reference/measures/quantities.ts';
import { cardPanels } from './card-panels.ts';
import {
  type Alignment,
  alignmentOf,
  type ColumnText,
  type EngineColumn,
  engineColumns,
  type PlacedText as Line,
  underColumns,
} from './engine-columns.ts';
import { engineNameSurety } from './engine-names.ts';
import { engineRowsIn } from './engine-rows.ts';
import { labelPanels } from './label-panels.ts';
import { type Row, ruledPanels } from './panels.ts';
import { rowsOfBand } from './rows-of-band.ts';
import { engineTitleIn, type SectionRow, withSections } from './section-rows.ts';
import type { Segment } from './segments.ts';

/** One row as it is printed, before anybody asks what it means. */
export interface PrintedRow {
  label: string;
  units: readonly Unit[];
  /** The title above it, as printed; empty where there is none. */
  section: string;
  /** Which of the page's tables it stands in. */
  panel: number;
  values: Line[];
  /** The values under the engines' columns; null where the panel names no engines. */
  placed: ColumnText[] | null;
  /** The engine's place where a value that all share stands: the edge that values are set from; null where centred. */
  sharedAt: number | null;
  /** It stands there alone, in a table that sets all that its engines share so. */
  isShared?: true | undefined;
  /** The label's own lines: in the section of colours they are values. */
  lines: Line[];
}

/** The values of a row as they are kept: each with the columns that it stands under, null where it stands under none. */
export const cellsOfRow = ({ values, placed }: Pick<PrintedRow, 'values' | 'placed'>): KeptRow['cells'] =>
  values.map(({ text, box }) => {
    const place = placed?.find((cell) => cell.box === box);
    return { text, box, column: place ? { from: place.from, to: place.to } : null };
  });

/** A specification table of a page, whatever panels it is set in. */
export interface PrintedTable {
  /** Where it stands, from its titles to its last value: points from the page's top left. */
  box: Box;
  engines: EngineColumn[];
  rows: PrintedRow[];
}

/** Of the rows that labels tell, so many must lie between lines for the lines to be those of the rows. */
const RULED = 0.6;
/** Labels over or under their values make so many times the rows that labels beside them would. */
const IN_CARDS = 1.3;

/**
 * Reads the tables of a page: as cards where labels stand over or under their values, else by their lines, or by
 * their labels where lines divide sections alone; a table whose rows are engines is read apart from the others.
 */
export function printedTableOf(segments: readonly Segment[], rules: readonly Rule[]): PrintedTable {
  const plain = plainTable(segments, rules);
  if (plain.areCards && plain.table.engines.length > 0) return plain.table;
  return withEngineRows(segments, rules) ?? plain.table;
}

function plainTable(segments: readonly Segment[], rules: readonly Rule[]) {
  const beside = tableBeside(segments, rules);
  const cards = tableInCards(segments, rules);
  const areCards = wholeRows(cards) > IN_CARDS * Math.max(1, wholeRows(beside));
  return { table: areCards ? cards : beside, areCards };
}

const tableBeside = (segments: readonly Segment[], rules: readonly Rule[]): PrintedTable =>
  printedTable(panelsBeside(segments, rules));

/** Cards may tell all but the engines, which a smaller table of its own names. */
function tableInCards(segments: readonly Segment[], rules: readonly Rule[]): PrintedTable {
  const panels = cardPanels(segments);
  const cards = printedTable(panels);
  const used = new Set(panels.flat().flatMap(({ label, values }) => [...label, ...values]));
  if (used.size === 0 || cards.engines.length > 0) return cards;
  const others = panelsBeside(
    segments.filter((segment) => !used.has(segment)),
    rules,
  );
  const { engines } = printedTable(others);
  const whole = printedTable([...others, ...panels]);
  const areEngines = engines.length > 0 && engines.every(isEngine);
  return areEngines && wholeRows(whole) <= 2 * wholeRows(cards) ? whole : cards;
}

function panelsBeside(segments: readonly Segment[], rules: readonly Rule[]): Row[][] {
  const ruled = ruledPanels(segments, rules);
  const labelled = labelPanels(segments);
  const divided = ruled.flat().filter(({ label, values }) => label.length > 0 && values.length > 0).length;
  const ofLabels = printedTable(labelled);
  const namesNone = !namesEngines(printedTable(ruled)) && ofLabels.engines.some(isEngine);
  if (namesNone && ofLabels.engines.length === 1 && divided > wholeRows(ofLabels))
    return [labelled.flat().filter(namesEngine).slice(0, 1), ...ruled];
  return divided >= RULED * wholeRows(ofLabels) && !namesNone ? ruled : labelled;
}

/** A machine's one engine may stand over no line: the lines part all else better than the edges of labels do. */
const namesEngine = ({ values }: Row): boolean =>
  values.length === 1 && values.every(({ text }) => engineNameSurety(text) > 0);

/** Over its columns, or in a row of its own, where each column is a machine with engines below each other. */
const namesEngines = ({ engines, rows }: PrintedTable): boolean =>
  engines.length > 0 ||
  rows.some(({ values }) => {
    const sureties = values.map(({ text }) => engineNameSurety(text));
    return sureties.length > 1 && sureties.every((surety) => surety > 0) && sureties.includes(2);
  });

const isEngine = ({ name }: EngineColumn): boolean => engineNameSurety(name) > 0;

function withEngineRows(segments: readonly Segment[], rules: readonly Rule[]): PrintedTable | null {
  const found = engineRowsIn(segments);
  if (!found) return null;
  const others = segments.filter((segment) => !found.used.has(segment));
  const { table: rest } = plainTable(others, rules);
  if (rest.engines.length > 0) return null;
  const box = unionOf([rest.box, ...found.rows.flatMap(({ lines }) => lines.map((line) => line.box))]);
  return { box, engines: found.engines, rows: [...found.rows, ...rest.rows] };
}

/** How many rows have a label and a value; a value that is no label's takes one away. */
export const wholeRows = ({ rows }: PrintedTable): number =>
  rows.filter(isWhole).length - rows.filter(({ label, values }) => label === '' && values.length > 0).length;

export const isWhole = ({ label, values }: PrintedRow): boolean => label !== '' && values.length > 0;

/** Any box joined with it is that box. */
const NOWHERE: Box = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -Infinity, -Infinity];

/** Reads the table out of its panels; `engines` is empty where no row names any. */
export function printedTable(panels: readonly Row[][]): PrintedTable {
  const sectioned = panels.map(withSections);
  const titles = sectioned.map((rows) => rows.find(isStacked) ?? engineTitleIn(rows));
  const title = titles.find((one) => one?.isTitle) ?? titles.find((one) => one !== undefined);
  const texts = sectioned
    .flat()
    .flatMap(({ row }) => (row.label.length > 0 ? [...row.label, ...row.values] : []));
  return {
    box: unionOf([NOWHERE, ...texts.map(({ box }) => box)]),
    engines: title ? columnsOf(title) : [],
    rows: sectioned.flatMap((panel, at) => printedRows(panel, titles[at], at)),
  };
}

/** Names of several engines below each other in one cell: the lines of the other cells are theirs in turn. */
function isStacked({ row: { values } }: SectionRow): boolean {
  const sureties = values.map(({ text }) => engineNameSurety(text));
  const [first] = values;
  const isOneCell = values.every(({ box }) => first && box[0] < first.box[2] && box[2] > first.box[0]);
  return values.length > 1 && isOneCell && sureties.every((surety) => surety > 0) && sureties.includes(2);
}

function printedRows(
  rows: readonly SectionRow[],
  title: SectionRow | undefined,
  panel: number,
): PrintedRow[] {
  const columns = title ? columnsOf(title) : [];
  const namesColumns = (row: SectionRow) => row === title && columns.length > 0;
  const body = rows.filter((row) => !namesColumns(row) && !(row.isTitle && row.row.values.length === 0));
  const alignment = alignmentOf(
    body.flatMap(({ row }) => row.values),
    columns,
  );
  const place = (values: Segment[]): ColumnText[] | null => {
    if (columns.length === 0) return null;
    return title && isStacked(title)
      ? lineByLine(values, columns.length)
      : underColumns(values, columns, alignment);
  };
  const sharedAt = edgeAt(alignment, columns.length);
  const printed = body.flatMap(({ section, row }) =>
    apart(row).map(({ label: lines, values }): PrintedRow => {
      const label = joinLines(lines.map(({ text }) => text));
      return {
        ...{ label, section, panel, lines, values },
        units: unitsFor(label, section),
        placed: place(values),
        sharedAt,
      };
    }),
  );
  return areAlike(columns) ? withShared(printed, sharedAt) : printed;
}

/** Engines of two and of four strokes have not the same oil, nor always the same fuel. */
const areAlike = (columns: readonly EngineColumn[]): boolean =>
  new Set(columns.map(({ name }) => STROKES_OF_TECHNOLOGY.find(([technology]) => technology.test(name))?.[1]))
    .size === 1;

/** So many rows that stand alone at the edge are no engine's own. */
const LEAST_SHARED = 3;

/** Marks the rows that stand alone at the edge, where many do and none elsewhere. */
function withShared(rows: readonly PrintedRow[], edge: number | null): PrintedRow[] {
  const alone = rows.filter(({ placed }) => placed && new Set(placed.map(({ from }) => from)).size === 1);
  const isAtEdge = ({ placed }: PrintedRow): boolean =>
    placed?.every(({ from, to }) => from === edge && to === edge) ?? false;
  if (edge === null || alone.length < LEAST_SHARED || !alone.every(isAtEdge)) return [...rows];
  return rows.map((row) => (alone.includes(row) ? { ...row, isShared: true } : row));
}

/** A section's title names the units of labels that name none. */
export function unitsFor(label: string, section: string): readonly Unit[] {
  const own = unitsOfLabel(label);
  return own.length > 0 ? own : unitsOfTitle(section);
}

const edgeAt = (alignment: Alignment, columns: number): number | null =>
  alignment === 'centre' ? null : alignment === 'left' ? 0 : columns - 1;

/** As many lines as engines are one each, one says the same of all; of any other number nobody knows whose they are. */
export function lineByLine(values: readonly Line[], count: number): ColumnText[] {
  const isEach = values.length === count;
  if (!isEach && values.length > 1) return [];
  return values.map(({ text, box }, at) => ({
    text,
    box,
    from: isEach ? at : 0,
    to: isEach ? at : count - 1,
  }));
}

/** A row with several labels above each other ("Drive clutch", "Driven clutch") is several where each has its values. */
function apart(row: Row): Row[] {
  if (row.label.length < 2) return [row];
  const rows = rowsOfBand(row.label, row.values);
  return rows.length > 1 && rows.every(({ label, values }) => label.length > 0 && values.length > 0)
    ? rows
    : [row];
}

/** Names that ran together to one tell no columns apart. */
function columnsOf(title: SectionRow): EngineColumn[] {
  const { row } = title;
  if (isStacked(title)) return row.values.map(({ text, box }) => ({ name: text, box }));
  const columns = engineColumns(row);
  return columns.some(({ name }) => (name.match(DISPLACEMENT)?.length ?? 0) > 1) ? [] : columns;
}

const DISPLACEMENT = /(?<!\d)[2-9]\d0(?!\d)/g;

/** Values side by side where no engines are named: each is some engine's, nobody knows which. */
export const standSideBySide = ({ values }: PrintedRow): boolean =>
  values.some(({ box }, at) => values.slice(at + 1).some((other) => isBeside(box, other.box)));

const isBeside = (one: Box, other: Box): boolean =>
  centre(other)[1] > one[1] && centre(other)[1] < one[3] && (other[0] > one[2] || other[2] < one[0]);
