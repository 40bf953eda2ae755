import { joinLines } from '#reference/measures/printed-text.ts';
import { boreOf, boreStrokeOf, cylindersOf } from '../cylinders.ts';
import { isOfClass } from '../engine-names.ts';
import type { PrintedRow } from '../spec-table.ts';
import { linesUnder } from '../table-values.ts';
import type { PageValues, Proof } from './neighbours.ts';

/** Cylinders, bore and stroke give the displacement; where one order of the two is right and the other is not. */
export function arithmetic(page: PageValues): Proof[] {
  const { rows, columns, as } = page;
  const number = (row: PrintedRow, at: number): number | null => {
    const text = joinLines(linesUnder(as(row, 'engine.bore'), at));
    return boreOf({ text, units: row.units });
  };
  const cc = displacementsOf(page);
  if (cc === null) return [];
  const isRight = (bores: readonly (number | null)[], strokes: readonly (number | null)[]): number =>
    Math.max(...cc.map((one, at) => errorOf(one, bores[at], strokes[at])));
  const both = rows.flatMap((row): Proof[] => {
    const read = Array.from({ length: columns }, (_, at) =>
      boreStrokeOf({ text: joinLines(linesUnder(as(row, 'engine.boreStroke'), at)), units: row.units }),
    );
    const error = isRight(
      read.map(({ boreMm }) => boreMm),
      read.map(({ strokeMm }) => strokeMm),
    );
    if (read.some(({ boreMm }) => boreMm === null || boreMm < LEAST_BORE)) return [];
    const isProven = error < ROUNDED;
    const counts = cc.map((one, place) => countOf(one, read[place]?.boreMm, read[place]?.strokeMm));
    return [
      { row, field: 'engine.boreStroke', witnesses: isProven ? 2 : 1 },
      ...(isProven ? countsBeside([row, row], counts, page) : []),
    ];
  });
  const columnsOf = (row: PrintedRow) => Array.from({ length: columns }, (_, at) => number(row, at));
  const apart = rows.slice(0, -1).flatMap((row, at): Proof[] => {
    const next = rows[at + 1] as PrintedRow;
    const [first, second] = [columnsOf(row), columnsOf(next)];
    const [error, swapped] = [isRight(first, second), isRight(second, first)];
    if (Math.min(error, swapped) > ROUNDED || Math.max(error, swapped) < 2 * Math.min(error, swapped))
      return [];
    const [bore, stroke] = error < swapped ? [row, next] : [next, row];
    return [
      { row: bore, field: 'engine.bore', witnesses: 2 },
      { row: stroke, field: 'engine.stroke', witnesses: 2 },
      ...countsBeside(
        [row, next],
        cc.map((one, place) => countOf(one, columnsOf(bore)[place], columnsOf(stroke)[place])),
        page,
      ),
    ];
  });
  return [...both, ...apart];
}

/** A bare figure near bore and stroke that is, engine by engine, as many cylinders as these need for the displacement. */
function countsBeside(
  [first, last]: readonly [PrintedRow, PrintedRow],
  counts: readonly number[],
  { rows, as }: PageValues,
): Proof[] {
  const [from, to] = [rows.indexOf(first) - CYLINDERS_NEAR, rows.indexOf(last) + CYLINDERS_NEAR];
  return rows.flatMap((row, at): Proof[] => {
    const isNear = at >= from && at <= to && row.panel === first.panel;
    const isCount = counts.every(
      (count, place) => joinLines(linesUnder(as(row, 'engine.cylinders'), place)) === String(count),
    );
    return isNear && isCount ? [{ row, field: 'engine.cylinders', witnesses: 2 }] : [];
  });
}
const CYLINDERS_NEAR = 3;

/** Millimetres: the bore of the smallest machine for children. */
const LEAST_BORE = 40;
/** Books round displacements and bores: what differs by less is right. */
const ROUNDED = 0.006;
const MOST_CYLINDERS = 4;

/** How far the displacement is from what a bore and a stroke give, with as many cylinders as bring it nearest. */
function errorOf(cc: number, bore: number | null | undefined, stroke: number | null | undefined): number {
  if (!bore || !stroke) return Number.POSITIVE_INFINITY;
  const one = swept(bore, stroke);
  return Math.abs(countOf(cc, bore, stroke) * one - cc) / cc;
}

/** Cubic centimetres of one cylinder. */
const swept = (bore: number, stroke: number): number => ((Math.PI / 4) * bore ** 2 * stroke) / 1000;

const countOf = (cc: number, bore: number | null | undefined, stroke: number | null | undefined): number =>
  bore && stroke ? Math.min(MOST_CYLINDERS, Math.max(1, Math.round(cc / swept(bore, stroke)))) : 0;

/** The displacements that the page prints under its engines' names. */
function displacementsOf({ rows, names, columns, as }: PageValues): number[] | null {
  for (const row of rows) {
    for (const field of ['engine.displacement', 'engine.cylindersDisplacement'] as const) {
      const read = Array.from({ length: columns }, (_, at) => {
        const printed = { text: joinLines(linesUnder(as(row, field), at)), units: row.units };
        return (
          field === 'engine.displacement'
            ? cylindersOf(null, null, printed)
            : cylindersOf(printed, null, null)
        ).displacementCc;
      });
      if (read.every((cc, at) => isOfClass(cc, names[at]))) return read as number[];
    }
  }
  return null;
}
