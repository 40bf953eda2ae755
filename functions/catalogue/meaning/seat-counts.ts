import { seatsIn } from '#reference/catalogue/seats.ts';
import type { MachineType } from '#reference/lexicon/families.ts';
import { readMachine } from '#reference/naming/machine.ts';
import { normalise } from '#reference/naming/normalise.ts';
import type { Named } from '../charts.ts';
import type { PrintedRow, PrintedTable } from '../spec-table.ts';
import { tableRow } from '../table-row.ts';
import type { Proof } from './neighbours.ts';
import { keyOf } from './understand.ts';
import { valueWitness } from './value-witness.ts';

/** A row of a page whose every value is one bare count of people. */
interface CountRow {
  page: Named<PrintedTable>;
  row: PrintedRow;
  counts: number[];
}

/**
 * What machines' names prove of bare counts without a word of a label: they are seats where each machine of the book
 * whose name tells its seats has as many, and machines differ. That the row stands among those of a machine's equipment
 * is a second witness; where two labels count alike nobody knows which it is.
 */
export function seatCountProofs(pages: readonly Named<PrintedTable>[]): Proof[] {
  const groups = Map.groupBy(pages.flatMap(countRows), ({ row }) => keyOf(row));
  const [counts, another] = [...groups.values()].filter(agreeWithNames);
  if (counts === undefined || another !== undefined) return [];
  return counts.map(({ page, row }) => ({
    ...{ row, field: 'seating' as const },
    witnesses: isAmongEquipment(row, page.table) ? 2 : 1,
  }));
}

const countRows = (page: Named<PrintedTable>): CountRow[] =>
  page.table.rows.flatMap((row) => {
    const texts = new Set(row.values.map(({ text }) => text.trim()));
    const [text = '', ...others] = texts;
    const counts = others.length > 0 || /\p{L}/u.test(text) ? [] : seatsIn(text);
    return row.label !== '' && counts.length > 0 ? [{ page, row, counts }] : [];
  });

/** The machines differ, and so do the counts: what all have two of are skis. */
function agreeWithNames(rows: readonly CountRow[]): boolean {
  const told = rows.flatMap(({ page, counts }) => {
    const seats = seatsOf(page.name);
    return seats === null ? [] : { seats, counts };
  });
  const printed = (seats: number) => told.some(({ counts }) => counts.length === 1 && counts[0] === seats);
  return told.every(({ seats, counts }) => counts.includes(seats)) && printed(1) && printed(2);
}

const SEATS_OF_TYPE: Partial<Record<MachineType, number>> = { 'Спортивный или горный': 1, Туристический: 2 };

/** As many as a name says ("COMMANDER LTD 2-UP"), or as machines of its family carry; null where neither tells. */
function seatsOf(name: string): number | null {
  const [seats, ...others] = seatsIn(name);
  if (seats !== undefined) return others.length === 0 ? seats : null;
  const { family } = readMachine(normalise(name));
  return (family?.type && SEATS_OF_TYPE[family.type]) ?? null;
}

/** Rows that stand so near each other are neighbours. */
const NEAR = 2;

const isAmongEquipment = (row: PrintedRow, { rows, engines }: PrintedTable): boolean => {
  const at = rows.indexOf(row);
  const near = rows.slice(Math.max(0, at - NEAR), at + NEAR + 1).filter((one) => one.panel === row.panel);
  const columns = Math.max(1, engines.length);
  return near.some((one) =>
    (['starter', 'gauges'] as const).some(
      (field) => one !== row && valueWitness(field, tableRow(one, field, columns)) === 'fits',
    ),
  );
};
