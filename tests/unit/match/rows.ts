import type { Catalogue, CatalogueEngine, CatalogueModel, CatalogueTrack } from '#contracts/catalogue.ts';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import type { MatchedProduct } from '#contracts/matched.ts';
import { lexicalEmbedder } from '#functions/match/embedder.ts';
import { type Knowledge, matchProducts } from '#functions/match/match-products.ts';
import { avitoNames } from '#functions/match/names.ts';
import { NO_SIZE } from '#reference/measures/track-size.ts';

const BLANK_ROW: ExtractedProduct = {
  page: 1,
  row: 1,
  brand: 'SKI-DOO',
  modelYear: 2027,
  section: null,
  modelCode: 'AAAA',
  model: null,
  package: null,
  engine: null,
  trackLength: null,
  trackProfile: null,
  starter: null,
  display: null,
  springOptions: null,
  color: null,
  price: null,
  priceText: null,
  springOnly: false,
  normalized: {
    family: null,
    package: null,
    engine: null,
    trackLengthMm: null,
    trackLengthIn: null,
    trackWidthMm: null,
    trackWidthIn: null,
    starter: null,
    display: null,
  },
  confidence: 1,
  cells: {},
  flags: [],
};

/** A row of a price list; what is not given is an empty cell. */
export const row = (cells: Partial<ExtractedProduct>): ExtractedProduct => ({ ...BLANK_ROW, ...cells });

const BLANK_ENGINE: CatalogueEngine = {
  name: '',
  details: null,
  stroke: null,
  cylinders: null,
  displacementCc: null,
  boreMm: null,
  strokeMm: null,
  maxRpm: null,
  powerHp: null,
  powerSource: null,
  fromEnginePage: false,
  powerNote: null,
  fuelSystem: null,
  fuelType: null,
  octane: null,
  fuelTankL: null,
  oilTankL: null,
  driveClutch: null,
  drivenClutch: null,
  dryWeightKg: [],
  powerKw: null,
  places: {},
};

export const engine = (printed: Partial<CatalogueEngine>): CatalogueEngine => ({
  ...BLANK_ENGINE,
  ...printed,
});

const BLANK_TRACK: CatalogueTrack = {
  ...NO_SIZE,
  name: null,
  note: null,
  engine: null,
  place: null,
};

export const track = (printed: Partial<CatalogueTrack>): CatalogueTrack => ({ ...BLANK_TRACK, ...printed });

const BLANK_MODEL: CatalogueModel = {
  page: 1,
  model: '',
  family: '',
  package: null,
  tagline: null,
  isElectric: false,
  strokes: [],
  highlights: [],
  engines: [],
  tracks: [],
  dimensions: {},
  powertrain: {},
  suspension: {},
  seating: null,
  seatsPrinted: [],
  starter: [],
  gauges: [],
  colours: [],
  features: {},
  picture: null,
  places: {},
  rows: [],
  proposals: [],
};

export const model = (printed: Partial<CatalogueModel>): CatalogueModel => ({ ...BLANK_MODEL, ...printed });

/** A spec book; named after its brand and year. */
export const book = (brand: string, modelYear: number, ...models: CatalogueModel[]): Catalogue => ({
  contractVersion: 1,
  document: `${brand} ${modelYear} book`,
  sha256: '0'.repeat(64),
  kind: 'spec-book',
  brand,
  modelYear,
  pages: 1,
  models,
  problems: [],
  damages: 0,
  parserVersion: 'test',
  extractedAt: '2026-01-01T00:00:00Z',
});

const KNOWLEDGE: Knowledge = { document: 'the list', names: avitoNames, catalogues: [] };

/** Matches rows against Avito's names by spelling alone. */
export const matchRows = async (
  rows: readonly ExtractedProduct[],
  knowledge: Partial<Knowledge> = {},
): Promise<MatchedProduct[]> =>
  (await matchProducts(rows, { ...KNOWLEDGE, ...knowledge }, { embedders: [lexicalEmbedder] })).products;

export async function matchRow(
  cells: Partial<ExtractedProduct>,
  knowledge: Partial<Knowledge> = {},
): Promise<MatchedProduct> {
  const [matched] = await matchRows([row(cells)], knowledge);
  if (!matched) throw new Error('a row went missing');
  return matched;
}
