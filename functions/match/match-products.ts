import type { Catalogue } from '#contracts/catalogue.ts';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import type { Matched, MatchedProduct, SpecMatch } from '#contracts/matched.ts';
import { type Decision, decide, decidedByHand } from './decide.ts';
import { type Embedder, type Likeness, similarityBy } from './embedder.ts';
import { inferWidths } from './infer-widths.ts';
import { lendersOf } from './lenders.ts';
import { indexNames, type NameIndex } from './listed-names.ts';
import type { Machine } from './machine.ts';
import { namesFor, rankNames, type Subject } from './rank-names.ts';
import {
  columnFor,
  indexPages,
  pagesOf,
  type SpecColumn,
  type SpecIndex,
  type SpecPage,
} from './spec-pages.ts';
import { specReasons } from './spec-reasons.ts';
import { widthsOn } from './track-width.ts';
import { modelKey, understand } from './understand.ts';
import { type Evidence, valuesOf } from './values.ts';

/** What products are matched against. */
export interface Knowledge {
  /** The price list's name, for the sources of values. */
  readonly document: string;
  /** The marketplace's model names, to the letter. */
  readonly names: readonly string[];
  /** Spec books of any brand and year; those of other years may lend values. */
  readonly catalogues: readonly Catalogue[];
  /** Names set by hand, by model code or by `modelKey`. */
  readonly manual?: ReadonlyMap<string, string>;
}

interface Row {
  readonly product: ExtractedProduct;
  readonly machine: Machine;
  readonly contradictions: readonly string[];
  readonly page: SpecPage | null;
  readonly column: SpecColumn | null;
  /** The widths (mm) that the book's tracks leave open. */
  readonly widths: readonly number[];
  readonly inferredWidthMm: number | null;
}

function rowOf(product: ExtractedProduct, specs: SpecIndex): Row {
  const { machine, contradictions } = understand(product);
  const book = (specs.byFamily.get(machine.family) ?? []).filter(
    ({ catalogue }) => catalogue.modelYear === machine.year,
  );
  const [page = null] = pagesOf(machine, book);
  const column = page && columnFor(machine, page);
  const question = { product, machine, engineColumn: column?.printed.name ?? null };
  return {
    product,
    machine,
    contradictions,
    page,
    column,
    widths: page ? widthsOn(page, question) : [],
    inferredWidthMm: null,
  };
}

function withInferredWidths(rows: readonly Row[]): Row[] {
  const open = rows.filter(({ widths, machine }) => widths.length > 1 && machine.widthMm === null);
  const inferred = inferWidths(open);
  return rows.map((row) => ({ ...row, inferredWidthMm: inferred.get(row.product) ?? null }));
}

/** The width that decides between two names is the list's, else the book's, else the inferred one. */
function subjectOf({ product, machine, contradictions, widths, inferredWidthMm }: Row): Subject {
  const inBook = widths.length === 1 ? (widths[0] ?? null) : inferredWidthMm;
  return {
    machine: { ...machine, widthMm: machine.widthMm ?? inBook },
    text: modelKey(product),
    contradictions,
  };
}

const evidenceOf = (row: Row, { document }: Knowledge, specs: SpecIndex): Evidence => ({
  ...row,
  document,
  lenders: lendersOf(row.machine, specs),
});

/** Products and the names that can be theirs, measured in one go. */
function measured(
  subjects: readonly Subject[],
  index: NameIndex,
  embedders: readonly Embedder[],
): Promise<Likeness> {
  const names = subjects.flatMap(({ machine }) => namesFor(machine, index).map(({ text }) => text));
  return similarityBy(embedders, [...new Set([...subjects.map(({ text }) => text), ...names])]);
}

function handSet({ product }: Row, { manual, names }: Knowledge): Decision | null {
  const name = manual?.get(product.modelCode) ?? manual?.get(modelKey(product));
  return name !== undefined && names.includes(name) ? decidedByHand(name) : null;
}

const specOf = ({ page, column }: Row): SpecMatch | null =>
  page &&
  column && {
    document: page.catalogue.document,
    sha256: page.catalogue.sha256,
    page: page.model.page,
    model: page.model.model,
    engine: column.printed.name,
    picture: page.model.picture,
  };

function matched(row: Row, decision: Decision, evidence: Evidence): MatchedProduct {
  const { modelCode, brand, modelYear, page, row: line } = row.product;
  const values = valuesOf(evidence);
  return {
    modelCode,
    brand,
    modelYear,
    page,
    row: line,
    ...decision,
    reasons: [...decision.reasons, ...specReasons(evidence, values)],
    spec: specOf(row),
    ...values,
  };
}

/**
 * Finds for every product the marketplace's most specific name that contradicts it in nothing, its page and
 * engine column in the spec book, and the values that the documents give. The order of products, names
 * and books changes nothing.
 */
export async function matchProducts(
  products: readonly ExtractedProduct[],
  knowledge: Knowledge,
  embedders: readonly Embedder[],
): Promise<Pick<Matched, 'engine' | 'products'>> {
  const index = indexNames(knowledge.names);
  const specs = indexPages(knowledge.catalogues);
  const rows = withInferredWidths(products.map((product) => rowOf(product, specs)));
  const subjects = rows.map(subjectOf);
  const likeness = await measured(subjects, index, embedders);
  return {
    engine: likeness.engine,
    products: rows.map((row, at) => {
      const subject = subjects[at] as Subject;
      const decided = () => decide(subject, rankNames(subject, index, likeness), likeness.engine.name);
      return matched(row, handSet(row, knowledge) ?? decided(), evidenceOf(row, knowledge, specs));
    }),
  };
}
