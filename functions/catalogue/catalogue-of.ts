import type { Catalogue, CatalogueModel } from '#contracts/catalogue.ts';
import type { KeptRow, PrintedBook, PrintedModel } from '#contracts/printed-book.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { FIELD_NAMES, fieldNamed } from '#reference/catalogue/field-names.ts';
import { onPage } from './book-content.ts';
import { chartContradictions, chartedAlone, chartProofs } from './charts.ts';
import type { EnginePowers } from './engine-powers.ts';
import { type Legend, legendOf, marksOf } from './equipment-marks.ts';
import { inUnits, tableKept } from './kept-table.ts';
import { dimensionProofs } from './meaning/dimensions.ts';
import { seatCountProofs } from './meaning/seat-counts.ts';
import { type Contradicted, type Understood, understand, type Witnesses } from './meaning/understand.ts';
import { modelNameOf } from './model-name.ts';
import { type LabelNamer, nameLabels, type OpenLabel } from './naming/label-namer.ts';
import type { PrintedTable } from './spec-table.ts';
import { specificationOf } from './specification.ts';
import { tableProblems } from './table-problems.ts';
import type { SpecTable } from './table-row.ts';
import type { Taught } from './taught.ts';

interface Model {
  printed: PrintedModel;
  table: PrintedTable;
}

type UnderstoodModel = Understood & { printed: PrintedModel };

const powersOf = ({ powers }: PrintedBook): EnginePowers =>
  new Map(powers.map(({ engine, ...power }) => [engine, power]));

/**
 * The book with what namers take the labels for that it and people leave open; they are asked in this order. Throws what
 * a namer throws, but for those that do not answer: these are among the problems.
 */
export async function withLabelsNamed(
  book: PrintedBook,
  namers: readonly LabelNamer[],
  taught: Taught = NOTHING,
): Promise<PrintedBook> {
  if (namers.length === 0) return book;
  const { models } = understoodModels(book, powersOf(book), taught);
  const { named: labels, declined } = await nameLabels(openLabels(models), namers);
  const kept = labels.map(({ section, label, field }) => ({ section, label, field }));
  return { ...book, named: kept, problems: [...book.problems, ...declined] };
}

/**
 * What the printed book says of each model, one entry a page: the same whether it was read just now or long ago. `taught`
 * is what people have said.
 */
export function catalogueOf(book: PrintedBook, taught: Taught = NOTHING): Catalogue {
  const powers = powersOf(book);
  const said = { powers, legend: legendOf(book) };
  const { models, charted } = understoodModels(book, powers, taught);
  const inCharts = charted.map(({ printed, table }) => modelOf(printed, table, said));
  const described = models.map((one) => ({
    ...modelOf(one.printed, one.table, said),
    picture: one.printed.picture,
    rows: one.rows.map((row, at) => ({ ...row, ...asPrinted(one.printed.table.rows[at] as KeptRow) })),
    proposals: one.proposals,
  }));
  const { document, sha256, brand, modelYear, pages, damages, parserVersion, extractedAt } = book;
  return {
    ...{ contractVersion: 2, document, sha256, kind: 'spec-book', brand, modelYear, pages },
    models: described,
    problems: [
      ...book.problems,
      ...models.flatMap((one, at) => problemsOf(one, described[at] as CatalogueModel, said.legend)),
      ...chartedAlone(described, inCharts),
      ...chartContradictions(described, inCharts),
    ],
    ...{ damages, parserVersion, extractedAt },
  };
}

const NOTHING: Taught = { labels: [], units: (text) => text };

/** Whatever units were written in its place to read it. */
const asPrinted = ({ cells }: KeptRow) => ({
  cells: cells.map(({ text, box, column }) => ({ text, box, column })),
});

const named = <Table>({ printed, table }: { printed: PrintedModel; table: Table }) => ({
  name: modelNameOf(printed.title).model,
  table,
});

const understood = (models: readonly Model[], powers: EnginePowers, witnesses?: Witnesses) =>
  understand(
    models.map(({ table }) => table),
    powers,
    witnesses,
  ).map((one, at): UnderstoodModel => ({ ...one, printed: (models[at] as Model).printed }));

const withTable =
  ({ units }: Taught) =>
  (printed: PrintedModel): Model => ({ printed, table: inUnits(tableKept(printed.table), units) });

/** The pages as people, charts, values and namers tell them. */
function understoodModels(book: PrintedBook, powers: EnginePowers, said: Taught) {
  const taught = said.labels;
  const pages = book.models.map(withTable(said));
  const charted = understood(book.charted.map(withTable(said)), powers, { taught });
  const byName = pages.map(named);
  const proven = [
    ...chartProofs(byName, charted.map(named)),
    ...seatCountProofs(byName),
    ...dimensionProofs(byName),
  ];
  const labels = book.named.flatMap(({ field, ...label }) => {
    const known = fieldNamed(field);
    return known ? { ...label, field: known } : [];
  });
  return { models: understood(pages, powers, { proven, taught, named: labels }), charted };
}

/** More values of a label tell no more about it. */
const MOST_VALUES = 4;
const LONGEST_VALUE = 80;

function openLabels(models: readonly Understood[]): OpenLabel[] {
  const open = models.flatMap(({ rows }) =>
    rows.filter(({ field, label, cells, saidBy }) => !field && !saidBy && label !== '' && cells.length > 0),
  );
  return [...Map.groupBy(open, ({ section, label }) => JSON.stringify([section, label])).values()].flatMap(
    ([first, ...others]) => {
      if (!first) return [];
      const values = [first, ...others].flatMap(({ cells }) =>
        cells.map(({ text }) => text.slice(0, LONGEST_VALUE)),
      );
      return {
        section: first.section,
        label: first.label,
        values: [...new Set(values)].slice(0, MOST_VALUES),
      };
    },
  );
}

type Described = Omit<CatalogueModel, 'picture' | 'rows' | 'proposals'>;

function modelOf(
  { page, title, box, tagline, lists }: PrintedModel,
  table: SpecTable,
  { powers, legend }: { powers: EnginePowers; legend: Legend },
): Described {
  const { places, ...specification } = specificationOf(table, page, powers, legend);
  return {
    page,
    ...modelNameOf(title),
    tagline,
    highlights: [],
    ...lists,
    ...specification,
    places: { model: { page, box }, ...places },
  };
}

const problemsOf = (
  { printed, table, contradicted }: UnderstoodModel,
  { engines }: Pick<CatalogueModel, 'engines'>,
  legend: Legend,
): Reason[] =>
  [...contradicted.map(saidOtherwise), ...tableProblems(table, engines), ...unexplainedIn(table, legend)].map(
    (one) => onPage(printed.page, one),
  );

/** Marks of equipment whose meaning no legend of the book tells, each once a page with the rows that bear it. */
const unexplainedIn = ({ rows }: SpecTable, legend: Legend): Reason[] => {
  const marked = rows
    .filter(({ field, section }) => field?.startsWith('features.') || section === 'features')
    .flatMap((row) => marksOf(row).map((mark) => ({ mark, label: row.label })));
  const open = marked.filter(({ mark }) => !legend.has(mark));
  return [...Map.groupBy(open, ({ mark }) => mark)].map(([mark, same]) =>
    reason('mark-unexplained', { mark, labels: [...new Set(same.map(({ label }) => label))] }),
  );
};

/** Why a person's word is not taken here. */
const saidOtherwise = ({ label, field, by, such }: Contradicted): Reason =>
  by === 'values'
    ? reason('answer-against-values', { label, field: FIELD_NAMES[field].name, such })
    : reason('answer-against-row', { label, field: FIELD_NAMES[field].name, other: such });
