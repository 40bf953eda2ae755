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
