import { bold, say, shownWidth, width, wrapped } from './terminal.ts';

type Cell = string | number;

const GAP = '  ';

/** Of free text in the last column so much has to be left in a line, or it is no table any more. */
const LEAST_TEXT = 10;

interface Column {
  width: number;
  align: 'padStart' | 'padEnd';
}

/** A column of numbers stands to the right; its kind is the last row's, so that a heading of words may stand above. */
const columnsOf = (rows: readonly Cell[][]): Column[] =>
  (rows.at(-1) ?? []).map((cell, column) => ({
    width: Math.max(...rows.map((row) => String(row[column]).length)),
    align: typeof cell === 'number' ? 'padStart' : 'padEnd',
  }));

const lineOf = (row: readonly Cell[], columns: readonly Column[]): string =>
  columns
    .map(({ width, align }, column) => String(row[column])[align](width))
    .join(GAP)
    .trimEnd();

/** Rows as aligned lines, whole however narrow the terminal is. */
export const grid = (rows: Cell[][]): string[] => {
  const columns = columnsOf(rows);
  return rows.map((row) => lineOf(row, columns));
};

/** Where the last column begins. */
const startOfLast = (columns: readonly Column[]): number =>
  columns.slice(0, -1).reduce((sum, column) => sum + column.width + GAP.length, 0);

/** Columns that a continued cell stands behind, where too little room is left below itself. */
const STEP = '    ';

/** A row as lines: its last cell goes on below itself, or below the row where too little room is left there. */
const linesOf = (row: readonly Cell[], columns: readonly Column[], indent: string): string[] => {
  const [line, last] = [indent + lineOf(row, columns), String(row.at(-1))];
  if (!process.stdout.isTTY || shownWidth(line) <= width()) return [line];
  const at = indent.length + startOfLast(columns);
  if (width() - at < 2 * LEAST_TEXT) return [line.slice(0, at).trimEnd(), ...wrapped(last, indent + STEP)];
  const [first = '', ...more] = wrapped(last, ' '.repeat(at));
  return [line.slice(0, at) + first.trimStart(), ...more];
};

/** Rows as aligned lines behind an indent; the last cell goes on below itself where the terminal is narrow. */
export const sayGrid = (rows: Cell[][], indent = ''): void => {
  const columns = columnsOf(rows);
  for (const line of rows.flatMap((row) => linesOf(row, columns, indent))) say(line);
};

/** Each row as a block of its own: its first cell, and below it what its other cells are called and hold. */
const sayBlocks = (headings: readonly string[], rows: readonly Cell[][]): void => {
  for (const [first = '', ...cells] of rows) {
    say(bold(String(first)));
    const named = cells.map((cell, at) => [headings[at + 1] ?? '', String(cell)]);
    sayGrid(
      named.filter(([, cell]) => cell !== ''),
      '  ',
    );
  }
};

const isTable = (columns: readonly Column[]): boolean => {
  const least = Math.min(columns.at(-1)?.width ?? 0, LEAST_TEXT);
  return !process.stdout.isTTY || width() - startOfLast(columns) >= least;
};

/** A line as much of it as the terminal has room for; whole where a program reads it. */
const fitted = (line: string): string =>
  process.stdout.isTTY && line.length > width() ? `${line.slice(0, width() - 1)}…` : line;

/**
 * Rows below their headings, the headings in bold. Where the terminal is narrow the last column is cut; where that is not
 * enough each row is a block, and loses nothing.
 */
export const sayTable = (headings: string[], rows: Cell[][]): void => {
  if (!isTable(columnsOf([headings, ...rows]))) {
    sayBlocks(headings, rows);
    return;
  }
  const [heading = '', ...lines] = grid([headings, ...rows]).map(fitted);
  say(bold(heading));
  for (const line of lines) say(line);
};
