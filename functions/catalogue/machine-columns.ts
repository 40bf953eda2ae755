import { centre, unionOf } from '#pages/box.ts';
import { joinLines } from '#reference/measures/printed-text.ts';
import type { PagePart } from './book-page.ts';
import type { EngineColumn } from './engine-columns.ts';
import { engineNameSurety } from './engine-names.ts';
import type { ModelPage } from './model-pages.ts';
import type { Segment } from './segments.ts';
import { isWhole, lineByLine, type PrintedRow } from './spec-table.ts';

/** Points: lines of one cell are centred on each other. */
const SAME_PLACE = 6;
/** Points above the first row: names of machines stand there, over or under their pictures. */
const NAMES_ABOVE = 200;
/** In ems: lines of one name stand so near each other. */
const LINES_OF_NAME = 1.6;
const FEWEST_MACHINES = 2;

const x = ({ box }: Pick<Segment, 'box'>): number => centre(box)[0];

/** So many rows of a table with one engine a machine say something of each machine. */
const OF_EACH = 0.8;

/** Columns of machines: none of engines, or each engine under the name of its machine. */
export function comparesMachines(part: PagePart): boolean {
  const { engines } = part.table;
  const whole = part.table.rows.filter(isWhole);
  const count = Math.max(FEWEST_MACHINES, engines.length);
  const several = whole.filter(({ values }) => placesOf(values).length >= count);
  if (engines.length === 0) return several.length * 2 > whole.length;
  return (
    engines.length >= FEWEST_MACHINES &&
    several.length > OF_EACH * whole.length &&
    namesOver(part, engines.map(x)).length > 0
  );
}

/** The machines of a table whose columns are machines: each with its own rows; none where no names stand over them. */
export function machinesIn(part: PagePart): ModelPage[] {
  const { rows, engines: oneEach } = part.table;
  const columns = oneEach.length > 0 ? oneEach.map(x) : columnsOf(rows);
  const engineRow = rows.find((row) => namesEngines(row, columns));
  return namesOver(part, columns).map((name, column): ModelPage => {
    const at = columns[column] as number;
    const own = (row: PrintedRow) => valuesIn(row, at, columns);
    const engines = engineRow ? enginesOf(own(engineRow)) : oneEach.slice(column, column + 1);
    const half = halfGap(columns);
    return {
      ...part,
      box: [at - half, part.box[1], at + half, part.box[3]],
      head: {
        title: joinLines(name.map(({ text }) => text)),
        fontSize: Math.max(...name.map(({ fontSize }) => fontSize)),
        box: unionOf(name.map(({ box }) => box)),
        tagline: null,
        rest: [],
      },
      table: {
        box: part.table.box,
        engines,
        rows: rows
          .filter((row) => row !== engineRow && row.label !== '')
          .map((row) => ({ ...row, values: own(row), placed: placed(own(row), engines.length) })),
      },
    };
  });
}

const placed = (values: PrintedRow['values'], engines: number) =>
  engines === 0 ? null : lineByLine(values, engines);

/** The middles of the cells of one row, from the left. */
function placesOf(values: PrintedRow['values']): number[] {
  const places: number[] = [];
  for (const place of values.map(x).toSorted((one, other) => one - other))
    if (places.length === 0 || place - (places.at(-1) as number) > SAME_PLACE) places.push(place);
  return places;
}

/** The middles of the columns: of as many cells as most rows have. */
function columnsOf(rows: readonly PrintedRow[]): number[] {
  const places = rows.map(({ values }) => placesOf(values)).filter(({ length }) => length >= FEWEST_MACHINES);
  const counts = [...Map.groupBy(places, ({ length }) => length).values()];
  const most = counts.toSorted((one, other) => other.length - one.length)[0] ?? [];
  return (most[0] ?? []).map((_, at) => most.reduce((sum, row) => sum + (row[at] ?? 0), 0) / most.length);
}

const halfGap = (columns: readonly number[]): number =>
  Math.min(...columns.slice(1).map((place, at) => place - (columns[at] ?? 0))) / 2;

/** The row's lines in one column; a row with one cell says the same of all. */
function valuesIn({ values }: PrintedRow, at: number, columns: readonly number[]): PrintedRow['values'] {
  if (
    placesOf(values).length === 1 &&
    columns.every((place) => values.every((value) => Math.abs(x(value) - place) > SAME_PLACE))
  )
    return [...values];
  return values.filter((value) => Math.abs(x(value) - at) < halfGap(columns));
}

const namesEngines = (row: PrintedRow, columns: readonly number[]): boolean =>
  columns.every((at) => {
    const engines = enginesOf(valuesIn(row, at, columns));
    return engines.length > 0 && engines.every(({ name }) => engineNameSurety(name) > 0);
  }) && row.values.some(({ text }) => engineNameSurety(text) === 2);

/** One a line, or one name in several lines. */
function enginesOf(values: PrintedRow['values']): EngineColumn[] {
  if (values.length === 0) return [];
  if (values.every(({ text }) => engineNameSurety(text) > 0))
    return values.map(({ text, box }) => ({ name: text, box }));
  return [{ name: joinLines(values.map(({ text }) => text)), box: unionOf(values.map(({ box }) => box)) }];
}

/** The names over the columns, from the left: the nearest line above the first row with one over each of them. */
function namesOver({ table, segments }: PagePart, columns: readonly number[]): Segment[][] {
  const top = Math.min(
    ...table.engines.map(({ box }) => box[1]),
    ...table.rows
      .filter(({ label }) => label !== '')
      .flatMap(({ lines, values }) => [...lines, ...values].map(({ box }) => box[1])),
  );
  const above = segments.filter(
    ({ text, box, bold }) =>
      bold && box[3] <= top && box[1] > top - NAMES_ABOVE && engineNameSurety(text) === 0,
  );
  const over = (line: Segment): Segment[][] =>
    columns.map((at) =>
      above.filter(
        (one) =>
          Math.abs(x(one) - at) < halfGap(columns) / 2 &&
          Math.abs(one.fontSize - line.fontSize) < 0.1 * line.fontSize &&
          Math.abs(one.box[1] - line.box[1]) < LINES_OF_NAME * line.fontSize,
      ),
    );
  const nearest = above.toSorted((one, other) => other.box[1] - one.box[1]);
  return nearest.map(over).find((names) => names.every(({ length }) => length > 0)) ?? [];
}
