import type { Catalogue } from '#contracts/catalogue.ts';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Machine } from '#reference/naming/machine.ts';
import { inferWidths } from './infer-widths.ts';
import { borneOut } from './list-witness.ts';
import type { Subject } from './rank-names.ts';
import {
  columnFor,
  indexPages,
  pagesOf,
  type SpecColumn,
  type SpecIndex,
  type SpecPage,
} from './spec-pages.ts';
import { lengthFits, widthFits, widthsOn } from './track-width.ts';
import { modelKey, understand } from './understand.ts';

/** A row of a price list, what it says, and what the book of its brand and year says of it. */
export interface Row {
  readonly product: ExtractedProduct;
  readonly machine: Machine;
  readonly contradictions: readonly Reason[];
  readonly respelt: readonly Reason[];
  readonly page: SpecPage | null;
  /** The pages of which each may be this machine's, where there are several. */
  readonly rivals: readonly SpecPage[];
  readonly column: SpecColumn | null;
  /** The widths (mm) that the book's tracks leave open. */
  readonly widths: readonly number[];
  readonly inferredWidthMm: number | null;
}

function rowOf(product: ExtractedProduct, specs: SpecIndex): Row {
  const { machine, contradictions, respelt } = understand(product);
  const book = (specs.byFamily.get(machine.family) ?? []).filter(
    ({ catalogue }) => catalogue.modelYear === machine.year,
  );
  const pages = pagesFor(machine, book);
  const page = pages.length === 1 ? (pages[0] ?? null) : null;
  const column = page && columnFor(machine, page);
  const question = { product, machine, engineColumn: column?.printed.name ?? null };
  return {
    product,
    machine,
    contradictions,
    respelt,
    page,
    rivals: page ? [] : pages,
    column,
    widths: page ? widthsOn(page, question) : [],
    inferredWidthMm: null,
  };
}

/** What tells pages of one name apart. */
const TRAITS: readonly ((page: SpecPage, machine: Machine) => boolean)[] = [
  (page, machine) => columnFor(machine, page) !== null,
  ({ model }, machine) => model.tracks.some((track) => lengthFits(track, machine)),
  ({ model }, machine) => model.tracks.some((track) => widthFits(track, machine)),
];

/**
 * The pages that may describe the machine: of several as specific as each other those with its engine, and a track of
 * its length and width. Where these leave several, each would lend another's values.
 */
function pagesFor(machine: Machine, book: readonly SpecPage[]): readonly SpecPage[] {
  const pages = pagesOf(machine, book);
  const alike = pages.filter(({ model }) => model.model === pages[0]?.model.model);
  return TRAITS.reduce((some, fits) => {
    const fitting = some.filter((page) => fits(page, machine));
    return fitting.length > 0 ? fitting : some;
  }, alike);
}

function withInferredWidths(rows: readonly Row[]): Row[] {
  const open = rows.filter(({ widths, machine }) => widths.length > 1 && machine.widthMm === null);
  const inferred = inferWidths(open);
  return rows.map((row) => ({ ...row, inferredWidthMm: inferred.get(row.product) ?? null }));
}

/** The width that decides between two names is the list's, else the book's, else the inferred one. */
export function subjectOf({ product, machine, contradictions, widths, inferredWidthMm }: Row): Subject {
  const inBook = widths.length === 1 ? (widths[0] ?? null) : inferredWidthMm;
  return {
    machine: { ...machine, widthMm: machine.widthMm ?? inBook },
    text: modelKey(product),
    contradictions,
  };
}

/** The rows of a list beside the pages that describe them. */
const rowsOf = (products: readonly ExtractedProduct[], specs: SpecIndex): Row[] =>
  withInferredWidths(products.map((product) => rowOf(product, specs)));

/** The rows of a list beside the books' pages, the books as the list itself bears them out. */
export function rowsBeside(
  products: readonly ExtractedProduct[],
  catalogues: readonly Catalogue[],
): { rows: Row[]; specs: SpecIndex } {
  const printed = indexPages(catalogues);
  const rows = rowsOf(products, printed);
  const borne = borneOut(catalogues, rows);
  if (borne.every((catalogue, at) => catalogue === catalogues[at])) return { rows, specs: printed };
  const specs = indexPages(borne);
  return { rows: rowsOf(products, specs), specs };
}

/** What is known of each product when names are compared with it; the books add the width of its track. */
export const subjectsOf = (
  products: readonly ExtractedProduct[],
  catalogues: readonly Catalogue[],
): readonly Subject[] => rowsBeside(products, catalogues).rows.map(subjectOf);
