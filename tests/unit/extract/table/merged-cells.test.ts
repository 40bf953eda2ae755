import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { FIRST_ROW, type RawRow, ROW_STEP, rawList, show } from '../raw-list.ts';
import { extract } from '../typeset-lists.ts';

/** Left edges of the columns, and the right edge of the last. */
const EDGES = { code: 22, model: 74, package: 136, engine: 228, color: 686, price: 766, end: 836 };
type Edge = keyof typeof EDGES;
const line = (from: number, to: number, y: number) => `0.5 w ${from} ${y} m ${to} ${y} l S\n`;
/** Over the row of this number. */
const over = (row: number) => FIRST_ROW + 10 - row * ROW_STEP;

/** Lines over and under all of these rows, but for columns that go on from one row to the next. */
function ruled(rows: number, open: Readonly<Record<number, readonly [from: Edge, to: Edge]>>): string {
  const all = Array.from({ length: rows + 1 }, (_, row) => {
    const [from, to] = open[row] ?? ['end', 'end'];
    return line(EDGES.code, EDGES[from], over(row)) + line(EDGES[to], EDGES.end, over(row));
  });
  return all.join('');
}

const read = async (rows: readonly RawRow[], lines: string) =>
  Extracted.parse(await extract(rawList(rows, {}, lines)));
const at = (text: string, rows: number) => (x: number, y: number) => show(text, x, y - rows * ROW_STEP);
const tell = ({ products }: Extracted) =>
  products.map(({ model, color, flags }) => [model, color, ...flags].join(' '));

test.each([
  ['at the top', 0],
  ['in the middle', 0.5],
  ['at the bottom', 1],
])('a cell over two rows holds for both, its text %s', async (_, lower) => {
  const rows: RawRow[] = [
    { model: at('Summit', lower) },
    { model: '' },
    { color: at('Viper Red', lower) },
    { color: '' },
    {},
  ];
  const found = await read(rows, ruled(5, { 1: ['model', 'package'], 3: ['color', 'price'] }));
  expect(found.accounted).toBe(true);
  expect(tell(found)).toEqual(['Summit Coal', 'Summit Coal', 'MXZ Viper Red', 'MXZ Viper Red', 'MXZ Coal']);
});

test('a cell over all rows of a table holds for all', async () => {
  const open = { 1: ['model', 'package'], 2: ['model', 'package'] } as const;
  const rows = [{ model: '' }, { model: 'Tundra' }, { model: '' }];
  expect(tell(await read(rows, ruled(3, open)))).toEqual(Array(3).fill('Tundra Coal'));
});

test('a column beyond the lines that divide rows has no cell over several', async () => {
  const open = { 1: ['color', 'end'], 2: ['color', 'end'] } as const;
  const found = await read([{ color: '' }, {}, { color: '' }], ruled(3, open));
  expect(found.products.map(({ color }) => color)).toEqual([null, 'Coal', null]);
});

test('what no line shows to hold for a row is missing there', async () => {
  const rows = [{ model: at('Summit', 0.5) }, { model: '' }, {}, {}];
  const missing = (found: Extracted) => found.products.filter(({ model }) => model !== null).length < 4;
  expect(missing(await read(rows, ''))).toBe(true);
  expect(missing(await read(rows, ruled(4, {})))).toBe(true);
});
