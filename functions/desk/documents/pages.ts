import * as z from 'zod';
import type { Box } from '#contracts/box.ts';
import { Catalogue, type CatalogueModel } from '#contracts/catalogue.ts';
import { type Drawn, type DrawnPage, type DrawnSheet, TableRows } from '#contracts/drawn.ts';
import { COLUMNS, Extracted, type ExtractedProduct } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { unionOf } from '#pages/box.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { Refusal } from '../refusal.ts';
import { drawnOf } from './drawn.ts';
import { documentNamed, ShowDocument } from './show.ts';

/** One page of a file; of a workbook the place of the sheet among its tabs. */
const OfPage = ShowDocument.extend({ page: z.coerce.number().int().positive() });

/** A page, and which part of what was read there. */
export const ShowPage = OfPage.extend({ part: z.coerce.number().int().positive().default(1) });

/** Of machines, problems and texts that were left out each, in a part: a sheet may have ten thousand, and no answer on AWS over 6 MB. */
export const IN_A_PART = 200;

/** Rows around one of them. */
export const ShowTable = OfPage.extend({
  row: z.coerce.number().int().positive().default(1),
  rows: z.coerce.number().int().min(1).max(200).default(21),
});

type PagePorts = Pick<Ports, 'table' | 'artefacts'>;

/** A page that has something to look at. */
export interface ListedPage {
  page: number;
  picture: DrawnPage | null;
  sheet: Pick<DrawnSheet, 'name' | 'columns'> | null;
  /** Machines that were read there, and how many of them with doubt. */
  machines: number;
  doubtful: number;
  /** Why there is nothing to see; null where there is. */
  reason: Reason | null;
}

/** A value of a row or of a model's table, and where it stands: points from the page's top left. */
interface PrintedCell {
  /** The list's column, or the label of the book's row. */
  name: string;
  text: string;
  box: Box;
  /** In a spreadsheet: what its program calls the cell. */
  address: string | null;
}

/** A machine on a page: a row of a list, or a model of a book. */
export interface PrintedMachine {
  /** Null for a book's model, which has none. */
  modelCode: string | null;
  title: string;
  box: Box | null;
  /** Why a person should look at it. */
  flags: string[];
  cells: PrintedCell[];
}

/** What is known of what a page prints, part by part. */
export interface ShownPage extends ListedPage {
  machines: number;
  /** How many parts there are; the last has the rest. */
  parts: number;
  printed: PrintedMachine[];
  /** What is in no row, or in doubt; and what was left out for sure. */
  problems: Reason[];
  leftOut: { box: Box; text: string; why: string }[];
}

interface Readings {
  extracted: Extracted | null;
  catalogue: Catalogue | null;
}

const readingsOf = async (
  { artefacts: keys = {} }: DocumentRecord,
  { artefacts }: PagePorts,
): Promise<Readings> => ({
  extracted: keys.extracted ? await readJson(artefacts, keys.extracted, Extracted) : null,
  catalogue: keys.catalogue ? await readJson(artefacts, keys.catalogue, Catalogue) : null,
});

const textIn = (product: ExtractedProduct, column: keyof ExtractedProduct['cells']): string =>
  (column === 'price' ? product.priceText : product[column]) ?? '';

const boxOf = (boxes: readonly Box[]): Box | null => (boxes.length > 0 ? unionOf(boxes) : null);

const rowOf = (product: ExtractedProduct): PrintedMachine => {
  const cells = COLUMNS.filter((column) => column !== 'section').flatMap((column): PrintedCell[] => {
    const box = product.cells[column];
    const address = product.addresses?.[column] ?? null;
    return box ? [{ name: column, text: textIn(product, column), box, address }] : [];
  });
  return {
    ...{ modelCode: product.modelCode, title: product.model ?? '', flags: product.flags, cells },
    box: boxOf(cells.map(({ box }) => box)),
  };
};

const modelOf = ({ model, places, rows }: CatalogueModel): PrintedMachine => {
  const cells = rows.flatMap(({ label, cells: own }) =>
    own.map(({ text, box }): PrintedCell => ({ name: label, text, box, address: null })),
  );
  const title = places.model?.box ? [places.model.box] : [];
  const box = boxOf([...title, ...cells.map((cell) => cell.box)]);
  return { modelCode: null, title: model, box, flags: [], cells };
};

const printedOn = (page: number, { extracted, catalogue }: Readings): PrintedMachine[] => [
  ...(extracted?.products ?? []).filter((each) => each.page === page).map(rowOf),
  ...(catalogue?.models ?? []).filter((each) => each.page === page).map(modelOf),
];

const listed = (page: number, drawn: Drawn | null, readings: Readings): ListedPage => {
  const printed = printedOn(page, readings);
  const picture = drawn?.pages.find((each) => each.page === page) ?? null;
  const sheet = drawn?.sheets.find((each) => each.page === page);
  const why = drawn?.undrawn.find((each) => each.page === page)?.reason ?? reason('page-undrawn');
  return {
    ...{ page, picture, sheet: sheet ? { name: sheet.name, columns: sheet.columns } : null },
    ...{ machines: printed.length, doubtful: printed.filter(({ flags }) => flags.length > 0).length },
    reason: picture || sheet ? null : why,
  };
};

const pagesIn = (drawn: Drawn | null, { extracted, catalogue }: Readings): number[] => {
  const there = [...(drawn?.pages ?? []), ...(drawn?.sheets ?? []), ...(drawn?.undrawn ?? [])];
  const printed = [...(extracted?.products ?? []), ...(catalogue?.models ?? [])];
  return [...new Set([...there, ...printed].map(({ page }) => page))].sort((one, other) => one - other);
};

const looked = async (wish: z.infer<typeof ShowDocument>, ports: PagePorts) => {
  const document = await documentNamed(wish, ports);
  const drawn = await drawnOf(wish.dealerId, document.sha256, ports);
  return { drawn, readings: await readingsOf(document, ports) };
};

/** The pages of a file on which something was read, or should have been. Throws `Refusal` where no file is called so. */
export const listPages = async (
  wish: z.infer<typeof ShowDocument>,
  ports: PagePorts,
): Promise<ListedPage[]> => {
  const { drawn, readings } = await looked(wish, ports);
  return pagesIn(drawn, readings).map((page) => listed(page, drawn, readings));
};

/** A page with what was read there, each value at its place. Throws `Refusal`. */
export const showPage = async (
  { page, part, ...wish }: z.infer<typeof ShowPage>,
  ports: PagePorts,
): Promise<ShownPage> => {
  const { drawn, readings } = await looked(wish, ports);
  const { problems = [], leftOut = [] } = readings.extracted ?? {};
  const all = {
    printed: printedOn(page, readings),
    problems: problems.filter(({ place }) => place.page === page),
    leftOut: leftOut.filter((each) => each.page === page).map(({ box, text, why }) => ({ box, text, why })),
  };
  const most = Math.max(1, ...Object.values(all).map(({ length }) => length));
  const inPart = <Each>(each: readonly Each[]) => each.slice((part - 1) * IN_A_PART, part * IN_A_PART);
  return {
    ...listed(page, drawn, readings),
    parts: Math.ceil(most / IN_A_PART),
    ...{ printed: inPart(all.printed), problems: inPart(all.problems), leftOut: inPart(all.leftOut) },
  };
};

/** Rows of a sheet as its program shows them. */
export interface TableWindow {
  page: number;
  /** The tab's name; null for a text file. */
  name: string | null;
  columns: string[];
  /** `cells` has a text for each column; rows without any text are left out. */
  rows: { row: number; cells: string[] }[];
  /** Of the sheet's last row that has text. */
  last: number;
}

const rowsBetween = async (
  { parts }: DrawnSheet,
  [first, last]: readonly [number, number],
  { artefacts }: PagePorts,
): Promise<TableRows['rows']> => {
  const needed = parts.filter((part) => part.first <= last && part.last >= first);
  const tables = await Promise.all(needed.map(({ key }) => readJson(artefacts, key, TableRows)));
  return tables.flatMap(({ rows }) => rows).filter(({ row }) => row >= first && row <= last);
};

/** Rows of a sheet around one of them. Throws `Refusal` for a page that is no sheet, or was not kept as a table. */
export const showTable = async (
  { page, row, rows: count, ...wish }: z.infer<typeof ShowTable>,
  ports: PagePorts,
): Promise<TableWindow> => {
  const document = await documentNamed(wish, ports);
  const drawn = await drawnOf(wish.dealerId, document.sha256, ports);
  const sheet = drawn?.sheets.find((each) => each.page === page);
  if (!sheet) throw new Refusal(reason('table-unknown', { document: document.name, page }));
  const first = Math.max(1, row - Math.floor(count / 2));
  const rows = await rowsBetween(sheet, [first, first + count - 1], ports);
  const { name, columns, parts } = sheet;
  return {
    ...{ page, name, columns, last: parts.at(-1)?.last ?? 0 },
    rows: rows.map((each) => ({
      row: each.row,
      cells: columns.map((_, at) => each.cells.find(({ column }) => column === at)?.text ?? ''),
    })),
  };
};
