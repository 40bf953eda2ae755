import { alternativesOf } from '#reference/measures/printed-text.ts';
import type { Named } from '../charts.ts';
import { dimensionOf } from '../measures.ts';
import type { PrintedRow, PrintedTable } from '../spec-table.ts';
import { tableRow } from '../table-row.ts';
import { cellsOf } from '../table-values.ts';
import type { Proof } from './neighbours.ts';
import { keyOf } from './understand.ts';

/** A row of a page that prints one of a machine's larger measures. */
interface Measured {
  row: PrintedRow;
  key: string;
  /** Millimetres; of several the least. */
  mm: number;
}

/** Millimetres: a machine's length, and what measures across it or upwards; seats and handlebars are smaller. */
const LENGTH = { from: 2400, to: 4000 };
const ACROSS = { from: 800, to: 1700 };
/** What a machine is wider than its skis stand apart: a ski's width, 120 to 240 mm for all machines of the trade. */
const OF_SKIS = { from: 100, to: 250 };
/** A width, a height and what the skis stand apart. */
const TOGETHER = 3;
const FEWEST_MACHINES = 2;

const isWithin = (mm: number, { from, to }: typeof LENGTH): boolean => mm >= from && mm <= to;

function measured(row: PrintedRow, field: 'overallLength' | 'overallHeight'): Measured[] {
  const named = `dimensions.${field}` as const;
  const sizes = cellsOf(tableRow(row, named, 1))
    .flatMap(({ lines }) => alternativesOf(lines))
    .map((text) => dimensionOf(text, { field: named, units: row.units }));
  const mm = Math.min(...sizes.map((size) => size?.mm ?? size?.mmMin ?? Number.NaN));
  return row.label !== '' && Number.isFinite(mm) ? [{ row, key: keyOf(row), mm }] : [];
}

/** Three such rows right behind the machine's length, or nothing. */
function behindLength({ table: { rows } }: Named<PrintedTable>): Measured[] {
  const found = rows.flatMap((row, at) => {
    const isLength = measured(row, 'overallLength').some(({ mm }) => isWithin(mm, LENGTH));
    const next = isLength
      ? rows.slice(at + 1, at + 1 + TOGETHER).flatMap((one) => measured(one, 'overallHeight'))
      : [];
    const areAll = next.length === TOGETHER && next.every((one) => one.row.panel === row.panel);
    return areAll && next.every(({ mm }) => isWithin(mm, ACROSS)) ? [next] : [];
  });
  return found.length === 1 ? (found[0] as Measured[]) : [];
}

/**
 * A width and what the skis stand apart prove each other all over a book: on every page the first is larger by a ski's
 * width, and no two other labels are so. That the width stands right behind the length, with the height between it and
 * the skis, is the second witness, without which nobody is sure; the height is then the only measure left.
 */
export function dimensionProofs(pages: readonly Named<PrintedTable>[]): Proof[] {
  const blocks = pages.map(behindLength).filter((block) => block.length > 0);
  const keys = [...new Set(blocks.flatMap((block) => block.map(({ key }) => key)))];
  if (keys.length !== TOGETHER) return [];
  const of = (key: string, block: readonly Measured[]) =>
    block.find((one) => one.key === key)?.mm ?? Number.NaN;
  const pairs = keys.flatMap((wide) =>
    keys.flatMap((skis) =>
      blocks.every((block) => isWithin(of(wide, block) - of(skis, block), OF_SKIS))
        ? [[wide, skis] as const]
        : [],
    ),
  );
  const [pair, another] = pairs;
  const machines = new Set(blocks.map((block) => block.map(({ mm }) => mm).join()));
  if (!pair || another || machines.size < FEWEST_MACHINES) return [];
  const isInOrder = blocks.every(([first, , last]) => first?.key === pair[0] && last?.key === pair[1]);
  const witnesses = isInOrder ? 2 : 1;
  return blocks.flat().map(({ row, key }): Proof => {
    if (key === pair[0]) return { row, field: 'dimensions.overallWidth', witnesses };
    if (key === pair[1]) return { row, field: 'dimensions.skiStance', witnesses };
    return { row, field: 'dimensions.overallHeight', witnesses };
  });
}
