import type { DrawnSheet, TableRows } from '#contracts/drawn.ts';
import { columnName } from '#pages/spreadsheet/address.ts';
import type { Sheet, SheetRow } from '#pages/spreadsheet/sheet.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';

/** What is fetched to show a few of them. */
const ROWS_IN_PART = 200;

const shown = ({ number, cells }: SheetRow): TableRows['rows'][number] => ({
  row: number,
  cells: cells.filter(({ text }) => text !== '').map(({ column, text }) => ({ column, text })),
});

/** From A to the last column that has text: a column of its own for each, so that it is seen as in its program. */
const columnsOf = (rows: readonly SheetRow[]): string[] => {
  const last = rows.reduce(
    (most, { cells }) =>
      Math.max(most, ...cells.filter(({ text }) => text !== '').map(({ column }) => column)),
    -1,
  );
  return Array.from({ length: last + 1 }, (_, column) => columnName(column));
};

const tableOf = async (
  { position, name, rows }: Sheet,
  keyOf: (name: string) => string,
  { artefacts }: Pick<Ports, 'artefacts'>,
): Promise<DrawnSheet> => {
  const parts: DrawnSheet['parts'] = [];
  for (let at = 0; at < rows.length; at += ROWS_IN_PART) {
    const part = rows.slice(at, at + ROWS_IN_PART);
    const text = JSON.stringify({ rows: part.map(shown) } satisfies TableRows);
    const key = keyOf(`${position}-${sha256(text).slice(0, 16)}.json`);
    await artefacts.write(key, text, 'application/json');
    parts.push({ first: part[0]?.number ?? 0, last: part.at(-1)?.number ?? 0, key });
  }
  return { page: position, name, columns: columnsOf(rows), parts };
};

/** Keeps the rows of all sheets that are shown, as a person sees them. */
export const tablesOf = async (
  sheets: readonly Sheet[],
  keyOf: (name: string) => string,
  ports: Pick<Ports, 'artefacts'>,
): Promise<DrawnSheet[]> => {
  const tables: DrawnSheet[] = [];
  for (const sheet of sheets.filter(({ isHidden }) => !isHidden))
    tables.push(await tableOf(sheet, keyOf, ports));
  return tables;
};
