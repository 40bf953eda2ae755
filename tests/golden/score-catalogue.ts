import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '#contracts/catalogue.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Entry = { [key: string]: Json };

/** A gold book: as its README defines it, keys in snake case, and what is not printed left out or null. */
export interface GoldBook {
  brand: string;
  model_year: number;
  models: Entry[];
}

/** How many values of one field are exact, and those that are not. */
export interface FieldScore {
  exact: number;
  total: number;
  misses: string[];
}

export interface CatalogueScore {
  missing: string[];
  invented: string[];
  fields: Map<string, FieldScore>;
}

/** Keys of the gold that are no field of a model, and fields that the gold does not hold. */
const NOT_COMPARED = new Set([
  ...[
    'page',
    'printError',
    'engines',
    'tracks',
    'picture',
    'place',
    'places',
    'powerKw',
    'rows',
    'proposals',
  ],
]);

/** Compares a catalogue with the gold field by field; entries pair up by page, engines and tracks by place. */
export function scoreCatalogue(catalogue: Catalogue, gold: GoldBook): CatalogueScore {
  const expected = gold.models.map((model) => inContractsWords(model) as Entry);
  const read = catalogue.models as unknown as Entry[];
  const fields = new Map<string, FieldScore>();
  for (const model of expected) {
    const found = read.find(({ page }) => page === model.page);
    if (found) compareModel(fields, found, model);
  }
  return { missing: pagesOnlyIn(expected, read), invented: pagesOnlyIn(read, expected), fields };
}

const pagesOnlyIn = (some: readonly Entry[], others: readonly Entry[]): string[] =>
  some
    .filter(({ page }) => !others.some((other) => other.page === page))
    .map(({ page, model }) => `${page} ${model}`);

function compareModel(fields: Map<string, FieldScore>, found: Entry, gold: Entry): void {
  const where = `${gold.page} ${gold.model}`;
  compareEntry(fields, '', found, gold, where);
  for (const list of ['engines', 'tracks']) {
    const [read, expected] = [found[list], gold[list]] as [Entry[], Entry[]];
    compare(fields, `${list}.length`, read.length, expected.length, where);
    for (const [at, entry] of expected.entries())
      compareEntry(fields, `${list}.`, read[at] ?? {}, entry, `${where} #${at + 1}`);
  }
}

/** Groups of fields ("features", "dimensions") count field by field too. */
function compareEntry(
  fields: Map<string, FieldScore>,
  prefix: string,
  found: Entry,
  gold: Entry,
  where: string,
): void {
  for (const key of new Set([...Object.keys(found), ...Object.keys(gold)])) {
    const [read, expected] = [found[key] ?? null, gold[key] ?? null];
    if (NOT_COMPARED.has(key)) continue;
    if (isEntry(read) && isEntry(expected)) compareEntry(fields, `${prefix}${key}.`, read, expected, where);
    else compare(fields, prefix + key, read, expected, where);
  }
}

const isEntry = (value: Json): value is Entry =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function compare(
  fields: Map<string, FieldScore>,
  field: string,
  found: Json,
  gold: Json,
  where: string,
): void {
  const score = fields.get(field) ?? { exact: 0, total: 0, misses: [] };
  fields.set(field, score);
  score.total++;
  if (isDeepStrictEqual(withoutCase(field, found), withoutCase(field, gold))) score.exact++;
  else score.misses.push(`${where}: ${JSON.stringify(found)} instead of ${JSON.stringify(gold)}`);
}

/** Titles, and engines beside them, are printed in capitals; the gold's README compares them without case. */
const withoutCase = (field: string, value: Json): Json =>
  ['model', 'family', 'package', 'engines.name'].includes(field) && typeof value === 'string'
    ? value.toLowerCase()
    : value;

function inContractsWords(value: Json): Json {
  if (Array.isArray(value)) return value.map(inContractsWords);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [camelCase(key), inContractsWords(inner)]),
  );
}

const camelCase = (key: string): string => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The share of exact values over the fields that a prefix begins, 1 where there are none. */
export function shareOf({ fields }: CatalogueScore, prefix: string): number {
  const scores = [...fields].filter(([field]) => field.startsWith(prefix)).map(([, score]) => score);
  const total = scores.reduce((sum, score) => sum + score.total, 0);
  return total === 0 ? 1 : scores.reduce((sum, score) => sum + score.exact, 0) / total;
}

/** One line a field: its share of exact values and what was read instead of the others. */
export function sharesOf({ fields }: CatalogueScore): string[] {
  return [...fields].flatMap(([field, { exact, total, misses }]) => [
    `  ${field} ${exact}/${total}`,
    ...misses.map((miss) => `    ${miss}`),
  ]);
}
