import type { CatalogueModel } from '#contracts/catalogue.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import { quantitiesIn } from '#reference/measures/quantities.ts';
import type { Proof } from './meaning/neighbours.ts';
import { isTelling, valueWitness } from './meaning/value-witness.ts';
import type { PrintedRow, PrintedTable } from './spec-table.ts';
import { type SpecTable, tableRow } from './table-row.ts';

/** One machine of a page of its own, or of a chart that compares several. */
export interface Named<Table> {
  name: string;
  table: Table;
}

/** What a machine's rows print of one label, or what a chart prints of one field. */
type Printed = ReadonlyMap<string, string>;

/** Machines that say the same may do so by chance. */
const LEAST_DIFFERENT = 2;

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The figures of a cell; text without any says nothing that could be compared. */
const figures = (texts: readonly string[]): string =>
  texts.flatMap((text) => quantitiesIn(text).map(({ value }) => value)).join(' ');

/**
 * What a book's charts prove of the rows of its pages: a label is a field where every machine's figures are those that
 * the chart prints of that field, and machines differ. Values that fit the field are a second witness.
 */
export function chartProofs(
  pages: readonly Named<PrintedTable>[],
  charts: readonly Named<SpecTable>[],
): Proof[] {
  const labels = new Set(pages.flatMap(({ table }) => table.rows.map(({ label }) => label)));
  labels.delete('');
  return fieldsIn(charts).flatMap((field) => {
    const charted = chartedFigures(field, charts);
    const [label, another] = [...labels].filter((one) => agrees(figuresBeside(one, pages), charted));
    return label === undefined || another !== undefined ? [] : proofsOf(label, field, pages);
  });
}

const fieldsIn = (charts: readonly Named<SpecTable>[]): RowField[] => [
  ...new Set(
    charts.flatMap(({ table }) =>
      table.rows.flatMap(({ field }) => (field && isTelling(field) ? field : [])),
    ),
  ),
];

function chartedFigures(field: RowField, charts: readonly Named<SpecTable>[]): Printed {
  const printed = charts.map(({ name, table }) => {
    const rows = table.rows.filter((row) => row.field === field);
    return [name.toLowerCase(), figures(rows.flatMap(({ cells }) => cells.map(({ text }) => text)))] as const;
  });
  return new Map(printed.filter(([, text]) => text !== ''));
}

function figuresBeside(label: string, pages: readonly Named<PrintedTable>[]): Printed {
  const printed = pages.map(({ name, table }) => {
    const rows = table.rows.filter((row) => row.label === label);
    return [
      name.toLowerCase(),
      figures(rows.flatMap(({ values }) => values.map(({ text }) => text))),
    ] as const;
  });
  return new Map(printed.filter(([, text]) => text !== ''));
}

function agrees(printed: Printed, charted: Printed): boolean {
  const both = [...printed].filter(([name]) => charted.has(name));
  return (
    both.every(([name, text]) => charted.get(name) === text) &&
    new Set(both.map(([, text]) => text)).size >= LEAST_DIFFERENT
  );
}

const proofsOf = (label: string, field: RowField, pages: readonly Named<PrintedTable>[]): Proof[] =>
  pages.flatMap(({ table }) =>
    table.rows
      .filter((row) => row.label === label)
      .map((row) => ({ row, field, witnesses: fits(row, field, table) ? 2 : 1 })),
  );

const fits = (row: PrintedRow, field: RowField, { engines }: PrintedTable): boolean =>
  valueWitness(field, tableRow(row, field, Math.max(1, engines.length))) === 'fits';

type Model = Pick<CatalogueModel, 'model' | 'page' | 'dimensions' | 'engines' | 'tracks' | 'seatsPrinted'>;

type TextOf = (model: Model) => string | null;

/** What a chart and a page may both say of a machine, as text that can be compared; in each unit, null where one is silent. */
const COMPARED: readonly (readonly [name: string, ...inUnits: readonly TextOf[]])[] = [
  ...(['overallLength', 'overallWidth', 'overallHeight', 'skiStance'] as const).map(
    (name) =>
      [
        name,
        ({ dimensions }: Model) =>
          dimensions[name]?.map(({ mm, mmMin, mmMax }) => mm ?? `${mmMin}-${mmMax}`).join() || null,
      ] as const,
  ),
  ...(['displacementCc', 'powerHp', 'fuelTankL', 'stroke'] as const).map(
    (name) => [name, ({ engines }: Model) => ofEach(engines, (engine) => engine[name])] as const,
  ),
  [
    'trackWidths',
    ({ tracks }) => ofEach(tracks, ({ widthMm }) => widthMm),
    ({ tracks }) => ofEach(tracks, ({ widthIn }) => widthIn),
  ],
  [
    'trackLengths',
    ({ tracks }) => ofEach(tracks, ({ lengthMm }) => lengthMm),
    ({ tracks }) => ofEach(tracks, ({ lengthIn }) => lengthIn),
  ],
  ['seats', ({ seatsPrinted }) => seatsPrinted.join() || null],
];

function ofEach<Thing>(things: readonly Thing[], give: (thing: Thing) => number | null): string | null {
  const values = [...new Set(things.map(give))].toSorted((one, other) => (one ?? 0) - (other ?? 0));
  return values.length === 0 || values.includes(null) ? null : values.join();
}

/** A chart may leave engines out, or tracks. */
const saysNoMore = (inChart: string, printed: string): boolean =>
  inChart.split(',').every((value) => printed.split(',').includes(value));

/** The machines of charts that no page is about: nothing is read of them. */
export const chartedAlone = (models: readonly Model[], charted: readonly Model[]): Reason[] =>
  charted
    .filter((chart) => !models.some(({ model }) => sameName(model, chart.model)))
    .map(({ model, page }) => reason('charted-alone', { model }, { page, box: null }));

/** Where a chart says something else of a machine than its own page does; of two pages of one name nobody knows which it means. */
export function chartContradictions(models: readonly Model[], charted: readonly Model[]): Reason[] {
  return charted.flatMap((chart) => {
    const [own, another] = models.filter(({ model }) => sameName(model, chart.model));
    if (!own || another) return [];
    const place = { page: chart.page, box: null };
    return COMPARED.flatMap(([attribute, ...inUnits]) => {
      const said = inUnits.map((textOf) => [textOf(own), textOf(chart)] as const);
      const [printed = null, inChart = null] = said.find((texts) => !texts.includes(null)) ?? [];
      if (printed === null || inChart === null || saysNoMore(inChart, printed)) return [];
      const { model, page } = own;
      return [reason('chart-differs', { attribute, model, inChart, printed, page }, place)];
    });
  });
}
