import { describe, expect, test } from 'vitest';
import { chartContradictions, chartProofs } from '#functions/catalogue/charts.ts';
import { understand } from '#functions/catalogue/meaning/understand.ts';
import type { PrintedRow, PrintedTable } from '#functions/catalogue/spec-table.ts';
import { diceOf } from '../../drawn-books/dice.ts';
import { drawBook } from '../../drawn-books/draw.ts';
import { judge } from '../../drawn-books/judge.ts';
import type { Machine } from '../../drawn-books/machines.ts';
import { readDrawn } from '../../drawn-books/read-drawn.ts';
import { model, track } from '../match/rows.ts';
import { segment } from './segment.ts';

const SEED = 11;
const drawn = async (charted: (machines: readonly Machine[]) => readonly Machine[]) => {
  const book = await drawBook(diceOf(SEED), 'en', 'beside, ruled', charted);
  return { book, read: await readDrawn(book.bytes) };
};

describe('a chart behind the pages of a book', () => {
  test('is no machine, and changes nothing where it says the same', async () => {
    const [without, { book, read }] = [await drawn(() => []), await drawn((machines) => machines)];
    expect(judge(book, read).wrong).toEqual([]);
    expect(read?.models.map(({ model }) => model)).toEqual(without.read?.models.map(({ model }) => model));
    expect(read?.problems.filter(({ code }) => /^chart/.test(code))).toEqual([]);
  });

  test('that compares a machine without a page is told', async () => {
    const { book, read } = await drawn((machines) =>
      machines.map((machine, at) => (at === 1 ? { ...machine, name: 'Yonder X' } : machine)),
    );
    expect(judge(book, read).wrong).toEqual([]);
    expect(read?.problems.filter(({ code }) => code === 'charted-alone')).toEqual([
      { code: 'charted-alone', values: { model: 'Yonder X' }, place: { page: 8, box: null } },
    ]);
  });

  test('that says something else than a page is told, and the page stands', async () => {
    const { book, read } = await drawn((machines) =>
      machines.map((machine, at) => (at === 1 ? { ...machine, lengthMm: machine.lengthMm + 40 } : machine)),
    );
    const [, machine] = book.machines;
    expect(judge(book, read).wrong).toEqual([]);
    expect(read?.problems.filter(({ code }) => code === 'chart-differs')).toEqual([
      {
        code: 'chart-differs',
        values: expect.objectContaining({
          ...{ inChart: String((machine?.lengthMm ?? 0) + 40), printed: String(machine?.lengthMm), page: 3 },
        }),
        place: { page: 8, box: null },
      },
    ]);
  });
});

const tableOf = (...rows: readonly (readonly [label: string, value: string])[]): PrintedTable => ({
  ...{ box: [0, 0, 400, 400], engines: [] },
  rows: rows.map(([label, value], at): PrintedRow => {
    const [lines, values] = [[segment(label, 40, 12 * at)], [segment(value, 200, 12 * at)]];
    return { ...{ label, lines, values, units: [], section: '' }, panel: 0, placed: null, sharedAt: null };
  }),
});

/** Pages in words nobody knows, and a chart of the same machines. */
const fieldsOf = (
  pages: readonly (readonly [name: string, table: PrintedTable])[],
  chart: readonly (readonly [name: string, table: PrintedTable])[],
) => {
  const inChart = understand(
    chart.map(([, table]) => table),
    new Map(),
  );
  const proofs = chartProofs(
    pages.map(([name, table]) => ({ name, table })),
    inChart.map(({ table }, at) => ({ name: chart[at]?.[0] ?? '', table })),
  );
  const tables = pages.map(([, table]) => table);
  return understand(tables, new Map(), { proven: proofs }).map(({ rows }) => rows.map(({ field }) => field));
};

describe('a chart tells what the labels of pages mean', () => {
  const pages = [
    ['Alpha', tableOf(['Feet apart', '1,077 mm'], ['Shoulders', '1,216 mm'])],
    ['Beta', tableOf(['Feet apart', '975 mm'], ['Shoulders', '1,180 mm'])],
    ['Gamma', tableOf(['Feet apart', '940 mm'], ['Shoulders', '1,150 mm'])],
  ] as const;

  test('where its figures are theirs, machine by machine, for all pages of the label', () => {
    const chart = [
      ['ALPHA', tableOf(['Ski stance', '1077 mm'])],
      ['BETA', tableOf(['Ski stance', '975 mm'])],
    ] as const;
    const fields = ['dimensions.skiStance', null];
    expect(fieldsOf(pages, chart)).toEqual([fields, fields, fields]);
  });

  test.each([
    ['where one machine differs', '1,077 mm', '980 mm'],
    ['where all machines say the same', '1,077 mm', '1,077 mm'],
  ])('but not %s', (_, alpha, beta) => {
    const chart = [
      ['Alpha', tableOf(['Ski stance', alpha])],
      ['Beta', tableOf(['Ski stance', beta])],
    ] as const;
    expect(fieldsOf(pages, chart).flat()).not.toContain('dimensions.skiStance');
  });

  test('nor where two labels hold the same figures', () => {
    const twice = pages.map(
      ([name, { rows }]) =>
        [
          name,
          tableOf(['Feet apart', rows[0]?.values[0]?.text ?? ''], ['Boots', rows[0]?.values[0]?.text ?? '']),
        ] as const,
    );
    const chart = [
      ['Alpha', tableOf(['Ski stance', '1077 mm'])],
      ['Beta', tableOf(['Ski stance', '975 mm'])],
    ] as const;
    expect(fieldsOf(twice, chart).flat()).not.toContain('dimensions.skiStance');
  });
});

describe('tracks of a chart and a page', () => {
  const of = (lengthIn: number | null, lengthMm: number | null) =>
    model({ model: 'Alpha', tracks: [track({ lengthIn, lengthMm })] });

  test.each([
    ['are compared in the unit that both print', [154, null], [137, 3500], ['137', '154']],
    ['in millimetres where both do', [154, 3923], [154, 3900], ['3900', '3923']],
    ['and not where each prints another', [154, null], [null, 3900], []],
  ] as const)('%s', (_, [lengthIn, lengthMm], [chartIn, chartMm], told) => {
    const found = chartContradictions([of(lengthIn, lengthMm)], [of(chartIn, chartMm)]);
    expect(found.flatMap(({ values }) => [values?.inChart, values?.printed])).toEqual(told);
  });

  test('are not at odds where the chart leaves one out, and are where it has another', () => {
    const tracks = (...lengths: number[]) =>
      model({ model: 'Alpha', tracks: lengths.map((lengthIn) => track({ lengthIn, lengthMm: null })) });
    expect(chartContradictions([tracks(137, 154)], [tracks(154)])).toEqual([]);
    expect(chartContradictions([tracks(137)], [tracks(137, 154)])).toHaveLength(1);
  });
});
