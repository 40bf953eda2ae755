import type { Evaluated } from '#contracts/evaluated.ts';
import { COLUMNS, type Column } from '#contracts/extracted.ts';
import { VALUE_TAGS } from '#contracts/matched.ts';
import type { LayerResult } from '#contracts/validated.ts';
import { sentenceOf } from '#messages/say.ts';
import type { ListingScorer } from '#reference/scoring/listing-scorer.ts';
import { type ListedProduct, scoredProduct } from './listed-products.ts';
import type { LoadedRun } from './load-run.ts';

/** What stands in a cell: a number is a number in every program, all else is text. */
export type CellValue = string | number | null;

/** A table to be written as a sheet or as text: its headings, and rows as long. */
export interface ExportTable {
  name: string;
  headings: string[];
  rows: CellValue[][];
}

const list = (texts: readonly string[]): string => texts.join('; ');

const number = (digits: string | undefined): CellValue => (digits ? Number(digits) : null);

const printed = (column: Exclude<Column, 'price'>) => (product: ListedProduct) => product.extracted[column];

const PRINTED = COLUMNS.filter((column) => column !== 'price').map(
  (column) => [column, printed(column)] as const,
);

const NUMERIC = new Set<string>(['Year', 'Power', 'EngineCapacity', 'PersonCapacity', 'TrackWidth']);

const fromAd =
  (tag: string) =>
  ({ validated: { ad } }: ListedProduct): CellValue => {
    const value = ad?.fields[tag];
    return value && NUMERIC.has(tag) ? number(value) : (value ?? null);
  };

/** What each column of the products is called and holds. */
const PRODUCT_COLUMNS: readonly (readonly [string, (product: ListedProduct) => CellValue])[] = [
  ['verdict', ({ validated }) => validated.verdict],
  ['reasons', ({ validated }) => list(validated.reasons.map(sentenceOf))],
  ['document', ({ run }) => run.document.name],
  ['page', ({ extracted }) => extracted.page],
  ['row', ({ extracted }) => extracted.row],
  ['brand', ({ extracted }) => extracted.brand],
  ['modelYear', ({ extracted }) => extracted.modelYear],
  ...PRINTED,
  ['price', ({ extracted }) => number(extracted.price?.amount)],
  ['currency', ({ extracted }) => extracted.price?.currency ?? null],
  ['priceText', ({ extracted }) => extracted.priceText],
  ['readingConfidence', ({ extracted }) => extracted.confidence],
  ['flags', ({ extracted }) => list(extracted.flags)],
  ['avitoModel', ({ matched, validated }) => validated.ad?.fields.Model ?? matched.avitoModel],
  ['matchConfidence', ({ matched }) => matched.confidence],
  ['matchDecision', ({ matched }) => matched.decision],
  ['matchMethod', ({ matched }) => matched.method],
  ['specBook', ({ matched }) => matched.spec?.document ?? null],
  ['specPage', ({ matched }) => matched.spec?.page ?? null],
  ...VALUE_TAGS.map((tag) => [tag, fromAd(tag)] as const),
  ['adId', ({ validated }) => validated.ad?.id ?? null],
  ['title', fromAd('Title')],
  ['priceRoubles', ({ validated }) => number(validated.ad?.fields.Price)],
  ['rateDate', ({ validated }) => validated.rate?.date ?? null],
  ['pictures', ({ validated }) => validated.ad?.images.length ?? 0],
  ['rules', ({ run }) => run.validated.rules.version],
  ['runId', ({ run }) => run.runId],
];

const LAYER_COLUMNS: readonly (readonly [string, (layer: LayerResult) => CellValue])[] = [
  ['layer', ({ layer }) => layer],
  ['success', ({ success }) => (success ? 'yes' : 'no')],
  ['confidence', ({ confidence }) => confidence],
  ['errors', ({ errors }) => list(errors.map(sentenceOf))],
  ['warnings', ({ warnings }) => list(warnings.map(sentenceOf))],
  ['suggestions', ({ suggestions }) => list(suggestions.map(sentenceOf))],
  [
    'rules',
    ({ metadata }) => list(Object.entries(metadata).map(([rule, severity]) => `${rule}: ${severity}`)),
  ],
];

/** By which of the dealer's own rules the last build left ads of a machine out. */
const leftOutBy = (evaluated: Evaluated | null) => {
  const names = new Map(evaluated?.rules.map(({ id, name }) => [id, name]));
  const byCode = Map.groupBy(evaluated?.ads ?? [], ({ modelCode }) => modelCode);
  return (modelCode: string): string => {
    const rules = (byCode.get(modelCode) ?? []).flatMap(({ leftOut }) => names.get(leftOut ?? '') ?? []);
    return list([...new Set(rules)]);
  };
};

/** Every product with its verdict, how good an ad it makes, and which of the dealer's own rules left that out, one a row. */
export const productsTable = (
  products: readonly ListedProduct[],
  scorer: ListingScorer,
  evaluated: Evaluated | null = null,
): ExportTable => {
  const leftOut = leftOutBy(evaluated);
  return {
    name: 'products',
    headings: [...PRODUCT_COLUMNS.map(([heading]) => heading), 'listingScore', 'leftOutBy'],
    rows: products.map((product) => [
      ...PRODUCT_COLUMNS.map(([, cellOf]) => cellOf(product)),
      scorer.score(scoredProduct(product)).score,
      leftOut(product.validated.modelCode),
    ]),
  };
};

/** The four validations of every product, one layer a row. */
export const validationsTable = (products: readonly ListedProduct[]): ExportTable => ({
  name: 'validations',
  headings: ['modelCode', 'page', 'row', ...LAYER_COLUMNS.map(([heading]) => heading)],
  rows: products.flatMap(({ validated: { modelCode, page, row, layers } }) =>
    layers.map((layer) => [modelCode, page, row, ...LAYER_COLUMNS.map(([, cellOf]) => cellOf(layer))]),
  ),
});

const count = (products: readonly { verdict: string }[], verdict: string): number =>
  products.filter((product) => product.verdict === verdict).length;

/** What was exported, when and by which rules: a line for each list (S1-18). */
export const exportTable = (dealerId: string, runs: readonly LoadedRun[], now: Date): ExportTable => ({
  name: 'export',
  headings: [
    ...['dealer', 'document', 'sha256', 'runId', 'receivedAt', 'exportedAt', 'rules', 'parser'],
    ...['products', 'published', 'review', 'rejected'],
  ],
  rows: runs.map(({ document, runId, extracted, validated: { rules, products } }) => [
    ...[dealerId, document.name, extracted.sha256, runId, document.receivedAt, now.toISOString()],
    ...[rules.version, extracted.parserVersion, products.length],
    ...['published', 'review', 'rejected'].map((verdict) => count(products, verdict)),
  ]),
});
