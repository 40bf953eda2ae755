import type { TableColumns } from '#contracts/extracted.ts';
import { centre, unionOf } from '#pages/box.ts';
import type { HeaderCell } from '#pages/header.ts';
import type { Table } from './table.ts';

/** Problems that are none once somebody has said what the columns are. */
export const OF_COLUMNS: ReadonlySet<string> = new Set([
  'heading-repeated',
  'column-unknown',
  'price-heading-unclear',
]);

/** Rows that are enough to tell a column by. */
const SAMPLES = 3;

/** The columns of a table as a person is asked about them: headings, what each was taken for, some of what stands there. */
export function askedColumns(page: number, table: Table): TableColumns {
  const rows = table.rows.slice(0, SAMPLES).flatMap(({ cells }) => Object.values(cells));
  return {
    page,
    box: unionOf([table.header.box, ...rows.map(({ box }) => box)]),
    columns: table.header.cells.map((cell) => ({
      heading: cell.text,
      is: cell.heading,
      box: cell.box,
      samples: textsUnder(table, cell).slice(0, SAMPLES),
    })),
  };
}

/** What stands under a heading, from top to bottom. */
export function textsUnder({ slots, pieces }: Table, { box }: Pick<HeaderCell, 'box'>): string[] {
  const [x] = centre(box);
  const under = slots.findIndex(({ from, to }) => from <= x && x < to);
  return pieces.filter(({ slot }) => slot === under).map(({ text }) => text);
}
