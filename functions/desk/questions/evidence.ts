import type { Box } from '#contracts/box.ts';
import type { CatalogueRow } from '#contracts/catalogue.ts';
import { COLUMNS, type Column, ROW_COLUMNS } from '#contracts/extracted.ts';
import type { ValueTag } from '#contracts/matched.ts';
import type { Evidence } from '#contracts/question.ts';
import { rowBox } from '#functions/validate/review/waiting-products.ts';
import { unionOf } from '#pages/box.ts';
import { spokenMoney } from '#shared/spoken-money.ts';
import type { Machine } from './standing.ts';

const printedIn = ({ listing: { extracted } }: Machine, column: Column): string | null =>
  column === 'price'
    ? (extracted.priceText ?? (extracted.price && spokenMoney(extracted.price)))
    : extracted[column];

const cellsOf = (machine: Machine): Evidence['cells'] =>
  ROW_COLUMNS.flatMap((name) => {
    const text = printedIn(machine, name);
    return text ? { name, text, box: machine.listing.extracted.cells[name] ?? null } : [];
  });

/** The row of the list, the cells in question framed. */
export const rowOf = (machine: Machine, columns: readonly Column[] = []): Evidence => {
  const { extracted } = machine.listing;
  const { name, sha256 = null } = machine.document;
  return {
    ...{ side: 'list', document: name, sha256, page: extracted.page, box: rowBox(machine.listing) },
    frames: columns.flatMap((column) => (extracted.cells[column] ? [extracted.cells[column] as Box] : [])),
    addresses: ROW_COLUMNS.flatMap((column) => extracted.addresses?.[column] ?? []),
    text: COLUMNS.filter((column) => column !== 'section')
      .flatMap((column) => printedIn(machine, column) ?? [])
      .join(' · '),
    ...{ codes: [extracted.modelCode], cells: cellsOf(machine) },
  };
};

/** What the page says of the machine: its title and its table; null for a page of which nothing more is known. */
const boxOnPage = ({ listing: { model } }: Machine): Box | null => {
  const boxes = [
    ...(model?.places.model?.box ? [model.places.model.box] : []),
    ...(model?.rows ?? []).flatMap(({ cells }) => cells.map(({ box }) => box)),
  ];
  return boxes.length > 0 ? unionOf(boxes) : null;
};

const tableOf = ({ listing: { model } }: Machine): Evidence['cells'] =>
  (model?.rows ?? []).flatMap(({ label, cells }) =>
    cells.map(({ text, box }) => ({ name: label, text, box })),
  );

/** Tables of more pages tell nobody more, and make the answer heavy. */
const MOST_TABLES = 4;

/** Where the rows of a field stand that are about the same as a value. */
const KIN: Partial<Record<ValueTag, RegExp>> = {
  TrackWidth: /^tracks?\b/,
  Power: /^engine\b/,
  EngineCapacity: /^engine\b/,
  Stroke: /^engine\b/,
  PersonCapacity: /^seating\b/,
};

/** The cells of rows of the machine's engine: a value that is printed for another one is not missing. */
const ownCells = ({ cells }: CatalogueRow, { listing: { model, matched } }: Machine) => {
  const at = model?.engines.findIndex(({ name }) => name === matched.spec?.engine) ?? -1;
  return cells.filter(({ column }) => at < 0 || column === null || (column.from <= at && at <= column.to));
};

/** Where values would stand on the machine's page: the rows of their kind, where there are none its title. */
const placesOf = (tags: readonly ValueTag[], machine: Machine): Box[] => {
  const { model } = machine.listing;
  if (!model || tags.length === 0) return [];
  const kin = model.rows.filter(({ field }) => tags.some((tag) => field !== null && KIN[tag]?.test(field)));
  const cells = kin.flatMap((row) => ownCells(row, machine)).map(({ box }) => box);
  const title = model.places.model?.box;
  return cells.length > 0 ? cells : title ? [title] : [];
};

/** The machine's page of the spec book, each page once with the machines on it. */
const bookPages = (machines: readonly Machine[], tags: readonly ValueTag[]): Evidence[] => {
  const onPages = Map.groupBy(
    machines.filter(({ listing }) => listing.matched.spec),
    ({ listing: { matched } }) => JSON.stringify([matched.spec?.sha256, matched.spec?.page]),
  );
  return [...onPages.values()].flatMap((same, at) => {
    const [machine] = same as [Machine];
    const { spec } = machine.listing.matched;
    if (!spec) return [];
    return {
      ...{ side: 'book' as const, document: spec.document, sha256: spec.sha256, page: spec.page },
      ...{ box: boxOnPage(machine), frames: placesOf(tags, machine), addresses: [] },
      text: [spec.model, spec.engine].filter(Boolean).join(' · '),
      codes: same.map(({ product }) => product.modelCode),
      ...(at < MOST_TABLES && { cells: tableOf(machine) }),
    };
  });
};

/** Rows of the list, these columns framed, and their pages of the book, framed where these values would stand. */
export const rowsAndPages = (
  machines: readonly Machine[],
  columns: readonly Column[] = [],
  tags: readonly ValueTag[] = [],
): Evidence[] => [...machines.map((machine) => rowOf(machine, columns)), ...bookPages(machines, tags)];
