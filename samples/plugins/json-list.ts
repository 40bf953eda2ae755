/**
 * A kind of file of one's own (S1-07): price lists that a supplier's program writes as JSON,
 *
 *   { "sheets": { "2027": [ { "Code": "TJTH", "Model": "Summit X", "Price": "18 750,00" }, … ] } }
 *
 * plugins.json:  ["./samples/plugins/json-list.ts"]
 *
 * It turns bytes into tables, and nothing else: what columns mean, what a machine is and what its ad may say is found
 * out as in any other list. Files, rows, cells and characters have the limits of a spreadsheet.
 */
import type { FileKindPlugin } from '#plugins/plugin.ts';

type Row = Record<string, unknown>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;

/** Headings stand in the first row, each where it was met first: not every row need have every column. */
const tableOf = (name: string, rows: readonly Row[]) => {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { name, rows: [headings, ...rows.map((row) => headings.map((heading) => textOf(row[heading])))] };
};

/** A text or a number as it is written; an empty cell for null. Anything else hides something, and is refused. */
const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`A cell holds ${JSON.stringify(value)}: write a text or a number`);
};

const plugin: FileKindPlugin = {
  feedwright: 1,
  kind: 'file-kind',
  name: 'json-list',
  // Looked at for each file that comes: the first bytes must be enough.
  recognizes: (bytes) =>
    /^\uFEFF?\s*\{\s*"sheets"\s*:/.test(new TextDecoder().decode(bytes.subarray(0, 200))),
  read(bytes) {
    const { sheets }: { sheets?: unknown } = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    );
    if (!isRow(sheets)) throw new Error('"sheets" holds no tables');
    return Object.entries(sheets).map(([name, rows]) => {
      if (!Array.isArray(rows) || !rows.every(isRow)) throw new Error(`"${name}" is no list of rows`);
      return tableOf(name, rows);
    });
  },
};
export default plugin;
