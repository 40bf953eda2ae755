import type { Box } from '#contracts/box.ts';
import { COLUMNS, type Column, ROW_COLUMNS } from '#contracts/extracted.ts';
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

/** The machine's page of the spec book, each page once with the machines on it. */
const bookPages = (machines: readonly Machine[]): Evidence[] => {
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
      ...{ box: boxOnPage(machine), frames: [], addresses: [] },
      text: [spec.model, spec.engine].filter(Boolean).join(' · '),
      codes: same.map(({ product }) => product.modelCode),
      ...(at < MOST_TABLES && { cells: tableOf(machine) }),
    };
  });
};

/** Rows of the list and their pages of the book. */
export const rowsAndPages = (machines: readonly Machine[], columns: readonly Column[] = []): Evidence[] => [
  ...machines.map((machine) => rowOf(machine, columns)),
  ...bookPages(machines),
];
