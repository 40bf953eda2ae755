import type { Box } from '#contracts/box.ts';
import { centre, holds, unionOf } from '#pages/box.ts';
import { joinLines } from '#reference/measures/printed-text.ts';
import { brandInTitle, readModel } from '#reference/naming/machine.ts';
import type { PagePart } from './book-page.ts';
import { alignmentOf, type EngineColumn, engineColumns, underColumns } from './engine-columns.ts';
import { engineNameSurety } from './engine-names.ts';
import { understand } from './meaning/understand.ts';
import type { ModelPage } from './model-pages.ts';
import type { PageHead } from './page-head.ts';
import type { Segment } from './segments.ts';
import { isWhole, lineByLine, type PrintedRow, type PrintedTable } from './spec-table.ts';

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
/** A text so much larger than the names over columns is the title of the one machine that they are about. */
const TITLE = 1.5;

/** Columns of machines: none of engines, or each engine under the name of its machine. */
export function comparesMachines(part: PagePart): boolean {
  const { engines } = part.table;
  const whole = part.table.rows.filter(isWhole);
  const count = Math.max(FEWEST_MACHINES, engines.length);
  const several = whole.filter(({ values }) => placesOf(values).length >= count);
  if (engines.length === 0 && several.length * 2 > whole.length) return true;
  if (machinesOver(part).length > 0 || machinesInRows(part).length > 0) return true;
  return (
    engines.length >= FEWEST_MACHINES &&
    several.length > OF_EACH * whole.length &&
    (namesOver(part, engines.map(x)).length > 0 || areMachines(part.table))
  );
}

/** So many of a machine's own measures differ where columns, or rows, are machines. */
const FEWEST_DIFFERING = 2;

/** Columns under names that are no engines', each with measures of its own. */
const areMachines = (table: PrintedTable): boolean =>
  table.engines.every(({ name }) => engineNameSurety(name) === 0) && measuresDiffer(table);

/** The same machine is as wide with any engine. */
function measuresDiffer(table: PrintedTable): boolean {
  const rows = understand([table], new Map()).flatMap((one) => one.table.rows);
  const differing = rows.filter(
    ({ field, cells }) => field?.startsWith('dimensions.') && new Set(cells.map(({ text }) => text)).size > 1,
  );
  return differing.length >= FEWEST_DIFFERING;
}

/** Whether a page is of one family, its packages side by side: its machines have no pages of their own elsewhere. */
export const isOfFamily = (part: PagePart): boolean =>
  familyOver(part) !== null && machinesOver(part).length > 0;

/** The family that a page's title names, and nothing else; null for any other title. */
function familyOver({ head }: PagePart): string | null {
  const { family, packages, unexplained } = readModel(head?.title ?? '');
  return family && packages.length + unexplained.length === 0 ? (head?.title ?? null) : null;
}

/** A package that families have, as its name stands over a column. */
const isPackage = (name: readonly Segment[]): boolean => {
  const text = joinLines(name.map((line) => line.text));
  const { packages, unexplained } = readModel(`Summit ${text}`);
  return packages.length > 0 && unexplained.length === 0;
};

/** The machines of a table whose columns are machines: each with its own rows; none where no names stand over them. */
export function machinesIn(part: PagePart): ModelPage[] {
  const several = machinesOver(part);
  if (several.length > 0) return several;
  const below = machinesInRows(part);
  return below.length > 0 ? below : machinesOfOneColumn(part);
}

/** A machine's name, of letters and no engine's. */
const mayNameMachine = ({ text }: Segment): boolean => /\p{L}{2}/u.test(text) && engineNameSurety(text) === 0;

/** Machines below each other, each with its engine behind its name: the table's rows hold what its columns say of all. */
function machinesInRows(part: PagePart): ModelPage[] {
  const { engines, rows, box } = part.table;
  const isBefore = (engine: EngineColumn, { box: own }: Segment): boolean =>
    own[2] <= engine.box[0] && centre(own)[1] > engine.box[1] && centre(own)[1] < engine.box[3];
  const names = engines.map((engine) => part.segments.filter((one) => isBefore(engine, one)));
  const [first, ...others] = names.flat();
  const isOne = names.every(([name, ...more]) => name && more.length === 0 && mayNameMachine(name));
  const isEdge = others.every((name) => Math.abs(name.box[0] - (first?.box[0] ?? 0)) < SAME_PLACE);
  const areDistinct = new Set(names.flat().map(({ text }) => text)).size === engines.length;
  if (!isOne || !isEdge || !areDistinct || others.length === 0 || !measuresDiffer(part.table)) return [];
  const boxes = new Set(names.flat().map((name) => name.box));
  const isName = ({ lines }: PrintedRow): boolean => lines.some((line) => boxes.has(line.box));
  return names.map((name, at): ModelPage => {
    const engine = engines[at] as EngineColumn;
    // What stands under no engine is said of all machines.
    const own = rows.map(({ placed, ...row }) => {
      if (placed === null) return { ...row, placed };
      const cells = placed.filter(({ from, to }) => from <= at && at <= to);
      return { ...row, values: cells, placed: cells.map((cell) => ({ ...cell, from: 0, to: 0 })) };
    });
    return {
      ...part,
      box: [part.box[0], engine.box[1], part.box[2], engine.box[3]],
      head: headOf(name),
      table: { box, engines: [engine], rows: own.filter((row) => row.label !== '' && !isName(row)) },
    };
  });
}

/** One machine and the columns of its engines, by their places. */
interface Span {
  name: Segment[];
  from: number;
  to: number;
}

/** Machines of which some have several engines, a column each: every name is centred over its own engines. */
function machinesOver(part: PagePart): ModelPage[] {
  const { rows } = part.table;
  const engineRow = rows.find(areEngines);
  const engines = engineRow ? engineColumns(engineRow) : part.table.engines;
  const family = familyOver(part);
  const spans = family ? packagesOver(part, engines) : spansOver(part, engines);
  if (spans.length === 0 || (!family && spans.length === engines.length)) return [];
  const names = new Set(spans.flatMap(({ name }) => name.map(({ box }) => box)));
  const body = rows.filter(
    (row) => row !== engineRow && row.label !== '' && !row.values.some(({ box }) => names.has(box)),
  );
  const alignment = alignmentOf(
    body.flatMap(({ values }) => values),
    engines,
  );
  const places = engines.map(x);
  const half = halfGap(places);
  return spans.map(({ name, from, to }): ModelPage => {
    const rowsOfOwn = body.map((row) => {
      const own = underColumns(row.values, engines, alignment).filter(
        (cell) => cell.to >= from && cell.from <= to,
      );
      const placed = own.map((cell) => ({
        ...cell,
        from: Math.max(cell.from, from) - from,
        to: Math.min(cell.to, to) - from,
      }));
      return { ...row, placed, values: row.values.filter(({ box }) => own.some((cell) => cell.box === box)) };
    });
    return {
      ...part,
      box: [(places[from] ?? 0) - half, part.box[1], (places[to] ?? 0) + half, part.box[3]],
      head: ofFamily(family, headOf(name)),
      table: { box: part.table.box, engines: engines.slice(from, to + 1), rows: rowsOfOwn },
    };
  });
}

const ofFamily = (family: string | null, head: PageHead): PageHead =>
  family ? { ...head, title: `${family} ${head.title}` } : head;

const areEngines = ({ values }: PrintedRow): boolean => {
  const sureties = engineColumns({ values }).map(({ name }) => engineNameSurety(name));
  return sureties.length > 1 && sureties.every((surety) => surety > 0) && sureties.includes(2);
};

/** Names on one line above the engines that together stand over all engines, each over the middle of its own. */
function spansOver({ segments }: PagePart, engines: readonly EngineColumn[]): Span[] {
  if (engines.length <= FEWEST_MACHINES) return [];
  const above = textsOver(segments, engines);
  const largest = Math.max(0, ...above.filter(({ text }) => !isOfBook(text)).map(({ fontSize }) => fontSize));
  const lines = tiledLines(above, engines).filter(({ line }) => largest <= TITLE * line.fontSize);
  return lines.find(({ spans }) => spans.length >= FEWEST_MACHINES)?.spans ?? [];
}

/** Under the name of a family: packages, of which one at least is known. */
const packagesOver = ({ segments }: PagePart, engines: readonly EngineColumn[]): Span[] =>
  tiledLines(textsOver(segments, engines), engines).find(({ spans }) =>
    spans.some(({ name }) => isPackage(name)),
  )?.spans ?? [];

function textsOver(segments: readonly Segment[], engines: readonly EngineColumn[]): Segment[] {
  const top = Math.min(...engines.map(({ box }) => box[1]));
  return segments.filter(({ box }) => box[3] <= top + 1 && box[1] > top - NAMES_ABOVE);
}

/** Lines of bold names and the columns that they tile, the nearest to the columns first. */
function tiledLines(above: readonly Segment[], engines: readonly EngineColumn[]) {
  const bold = above.filter((one) => one.bold && engineNameSurety(one.text) === 0);
  const nearest = bold.toSorted((one, other) => other.box[1] - one.box[1]);
  return nearest.map((line) => {
    const names = bold
      .filter((one) => Math.abs(one.box[1] - line.box[1]) < 1)
      .toSorted((one, other) => x(one) - x(other))
      .map((one) => linesOfName(one, bold));
    return { line, spans: tiled(names, engines.map(x)) };
  });
}

/** The brand and year of the book at the head of the page. */
const isOfBook = (text: string): boolean => brandInTitle(text) !== null || /(?<!\d)20\d\d(?!\d)/.test(text);

const linesOfName = (one: Segment, texts: readonly Segment[]): Segment[] =>
  texts.filter(
    (other) =>
      Math.abs(x(other) - x(one)) < SAME_PLACE &&
      Math.abs(other.fontSize - one.fontSize) < 0.1 * one.fontSize &&
      Math.abs(other.box[1] - one.box[1]) < LINES_OF_NAME * one.fontSize,
  );

/** Each name over the next columns of which it stands in the middle; none where a column or a name is left. */
function tiled(names: readonly Segment[][], columns: readonly number[]): Span[] {
  const spans: Span[] = [];
  for (const name of names) {
    const from = (spans.at(-1)?.to ?? -1) + 1;
    const middle = x({ box: unionOf(name.map(({ box }) => box)) });
    const to = columns.findIndex(
      (place, at) => at >= from && Math.abs(((columns[from] ?? 0) + place) / 2 - middle) < SAME_PLACE,
    );
    if (to < 0) return [];
    spans.push({ name, from, to });
  }
  return spans.at(-1)?.to === columns.length - 1 ? spans : [];
}

const headIn = (title: string, box: Box, { segments }: PagePart): ModelPage['head'] => ({
  ...{ title, box, tagline: null, rest: [] },
  fontSize: Math.max(
    ...segments.filter((one) => holds(box, centre(one.box))).map(({ fontSize }) => fontSize),
  ),
});

const headOf = (name: readonly Segment[]): PageHead => ({
  title: joinLines(name.map(({ text }) => text)),
  fontSize: Math.max(...name.map(({ fontSize }) => fontSize)),
  box: unionOf(name.map(({ box }) => box)),
  tagline: null,
  rest: [],
});

function machinesOfOneColumn(part: PagePart): ModelPage[] {
  const { rows, engines: over } = part.table;
  const columns = over.length > 0 ? over.map(x) : columnsOf(rows);
  const engineRow = rows.find((row) => namesEngines(row, columns));
  const names = namesOver(part, columns);
  const areNamed = names.length > 0 || !areMachines(part.table);
  const oneEach = areNamed ? over : [];
  const used = new Set(names.flat().map(({ box }) => box));
  const heads = areNamed ? names.map(headOf) : over.map(({ name, box }) => headIn(name, box, part));
  return heads.map((head, column): ModelPage => {
    const at = columns[column] as number;
    const own = (row: PrintedRow) => valuesIn(row, at, columns);
    const engines = engineRow ? enginesOf(own(engineRow)) : oneEach.slice(column, column + 1);
    const half = halfGap(columns);
    return {
      ...part,
      box: [at - half, part.box[1], at + half, part.box[3]],
      head,
      table: {
        box: part.table.box,
        engines,
        rows: rows
          .filter(
            (row) => row !== engineRow && row.label !== '' && !row.values.some(({ box }) => used.has(box)),
          )
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

/** What stands above the engines, which may be at the head of the table itself; where none are named, above its first row. */
function textsAbove({ table: { engines, rows }, segments }: PagePart): Segment[] {
  const ofRows = rows
    .filter(({ label }) => label !== '')
    .flatMap(({ lines, values }) => [...lines, ...values]);
  const first = engines.length > 0 ? engines : ofRows;
  const top = Math.min(...first.map(({ box }) => box[1]));
  return segments.filter(({ box }) => box[3] <= top && box[1] > top - NAMES_ABOVE);
}

/** The names over the columns, from the left: the nearest line above the first row with one over each of them. */
function namesOver(part: PagePart, columns: readonly number[]): Segment[][] {
  const above = textsAbove(part).filter(({ text, bold }) => bold && engineNameSurety(text) === 0);
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
