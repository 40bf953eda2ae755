import { bold, fitted, say } from './terminal.ts';

type Cell = string | number;

const GAP = '  ';

/**
 * Rows as aligned lines. A column of numbers stands to the right; its kind is the last row's, so that a
 * heading of words may stand above.
 */
export const grid = (rows: Cell[][]): string[] => {
  const last = rows.at(-1) ?? [];
  const columns = last.map((cell, column) => ({
    width: Math.max(...rows.map((row) => String(row[column]).length)),
    align: typeof cell === 'number' ? ('padStart' as const) : ('padEnd' as const),
  }));
  return rows.map((row) =>
    columns
      .map(({ width, align }, column) => String(row[column])[align](width))
      .join(GAP)
      .trimEnd(),
  );
};

/** Rows as aligned lines, whole however narrow the terminal is. */
export const sayGrid = (rows: Cell[][]): void => {
  for (const line of grid(rows)) say(line);
};

/** Rows below their headings, the headings in bold. */
export const sayTable = (headings: string[], rows: Cell[][]): void => {
  const [heading = '', ...lines] = grid([headings, ...rows]);
  say(bold(heading));
  for (const line of lines) say(fitted(line));
};
