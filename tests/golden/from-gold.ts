import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Catalogue, CatalogueModel } from '#contracts/catalogue.ts';
import { ExtractedProduct } from '#contracts/extracted.ts';

/** The gold data lies beside the project; where it is absent its tests are skipped. */
const GOLD = fileURLToPath(new URL('../../../shared/gold/', import.meta.url));
export const goldIsHere = existsSync(GOLD);

export interface GoldMatch {
  model_code: string;
  avito_model: { best: string | null; acceptable: string[] };
  spec: { page: number; engine_name: string } | null;
  avito_values: Record<string, string | number | null>;
  also_ok: Record<string, (string | number)[]>;
}

type Json = Record<string, unknown>;

const read = (path: string) => JSON.parse(readFileSync(`${GOLD}${path}`, 'utf8'));

const camel = (key: string): string => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Keys of dimensions and features are the book's own words, but those of the contract are camelCase. */
const camelKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), camelKeys(inner)]));
};

const NOT_NORMALIZED = {
  family: null,
  package: null,
  engine: null,
  trackLengthMm: null,
  trackLengthIn: null,
  trackWidthMm: null,
  trackWidthIn: null,
  starter: null,
  display: null,
};

/** Only what is printed: whatever matching needs it has to read from there. */
const productOf = (row: Json, brand: string, modelYear: number): ExtractedProduct =>
  ExtractedProduct.parse({
    page: row.page,
    row: row.row,
    brand,
    modelYear,
    section: row.section,
    modelCode: row.model_code,
    model: row.malli,
    package: row.paketti,
    engine: row.moottori,
    trackLength: row.telamatto_length,
    trackProfile: row.telamatto_profile,
    starter: row.kaynnistin,
    display: row.mittaristo,
    springOptions: row.kevatoptiot,
    color: row.vari,
    price: { amount: Number(row.price_eur).toFixed(2), currency: 'EUR' },
    priceText: String(row.price_eur),
    springOnly: row.spring_only,
    normalized: NOT_NORMALIZED,
    confidence: 1,
    cells: {},
    flags: [],
  });

/** The rows of a gold price list as extraction would hand them over. */
export function goldProducts(list: string): ExtractedProduct[] {
  const { brand, model_year, products } = read(`price-lists/${list}.json`);
  return products.map((row: Json) => productOf(row, brand, model_year));
}

const MODEL_FIELDS = Object.keys(CatalogueModel.shape);
const ENGINE_DEFAULTS = { powerNote: null, details: null };
const TRACK_DEFAULTS = { note: null, engine: null };

const withDefaults = (defaults: Json, entries: unknown): Json[] =>
  (entries as Json[]).map((entry) => ({ ...defaults, ...entry }));

function modelOf(gold: Json): Json {
  const model = camelKeys(gold) as Json;
  const known = Object.fromEntries(Object.entries(model).filter(([key]) => MODEL_FIELDS.includes(key)));
  return {
    ...known,
    engines: withDefaults(ENGINE_DEFAULTS, known.engines),
    tracks: withDefaults(TRACK_DEFAULTS, known.tracks),
    picture: null,
  };
}

/** A gold spec book as the catalogue stage would hand it over. */
export function goldCatalogue(book: string): Catalogue {
  const { document, brand, model_year, pages, models } = read(`spec-books/${book}.json`);
  return Catalogue.parse({
    contractVersion: 1,
    document,
    sha256: '0'.repeat(64),
    kind: 'spec-book',
    brand,
    modelYear: model_year,
    pages,
    models: models.map(modelOf),
    problems: [],
    parserVersion: 'gold',
    extractedAt: '2026-01-01T00:00:00Z',
  });
}

/** The answers worked out by hand. */
export const goldMatches = (list: string): GoldMatch[] => read(`matches/${list}.json`).products;
