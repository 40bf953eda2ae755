import * as z from 'zod';
import { Box } from './box.ts';
import { Reason } from './reason.ts';

const text = z.string().nullable();
const number = z.number().nullable();
const texts = z.array(z.string());

/** Where a value is printed: the box in points of the page as seen, null where only the page is known. */
export const Place = z.strictObject({ page: z.number().int().positive(), box: Box.nullable() });
export type Place = z.infer<typeof Place>;

/** One engine column of a model page; numbers as printed, in the unit of the name. */
export const CatalogueEngine = z.strictObject({
  name: z.string(),
  details: text,
  stroke: z.union([z.literal(2), z.literal(4)]).nullable(),
  cylinders: number,
  displacementCc: number,
  boreMm: number,
  strokeMm: number,
  maxRpm: number.default(null),
  powerHp: number,
  /** Printed beside horsepower, or alone as of electric machines; never converted. */
  powerKw: number.default(null),
  powerSource: z.enum(['model_page', 'engine_name', 'engine_page']).nullable(),
  fromEnginePage: z.boolean(),
  powerNote: text,
  fuelSystem: text,
  fuelType: text,
  octane: number,
  fuelTankL: number,
  oilTankL: number,
  driveClutch: text,
  drivenClutch: text,
  /** `for` is the printed condition (track length, width, package). */
  dryWeightKg: z.array(z.strictObject({ for: text, kg: z.number() })),
  /** Where the values of ads are printed; the power of an engine page stands on that page. */
  places: z.partialRecord(z.enum(['name', 'stroke', 'displacementCc', 'powerHp']), Place).default({}),
});
export type CatalogueEngine = z.infer<typeof CatalogueEngine>;

/** One track alternative; the unit that is not printed is null. */
export const CatalogueTrack = z.strictObject({
  name: text,
  lengthIn: number,
  widthIn: number,
  profileIn: number,
  lengthMm: number,
  widthMm: number,
  profileMm: number,
  note: text,
  /** The one engine this track is printed for, if so. */
  engine: text,
  place: Place.nullable().default(null),
});
export type CatalogueTrack = z.infer<typeof CatalogueTrack>;

const Dimension = z.array(
  z.strictObject({
    mm: z.number().optional(),
    mmMin: z.number().optional(),
    mmMax: z.number().optional(),
    note: z.string().optional(),
  }),
);

/** The model's own picture, stored under the SHA-256 of its bytes. */
export const ModelPicture = z.strictObject({
  key: z.string(),
  sha256: z.string(),
  widthPx: z.number().int(),
  heightPx: z.number().int(),
  mediaType: z.enum(['image/jpeg', 'image/png']),
});
export type ModelPicture = z.infer<typeof ModelPicture>;

/** One row of a specification table as it is printed, understood or not. */
export const CatalogueRow = z.strictObject({
  /** The title above it; empty where there is none. */
  section: z.string(),
  label: z.string(),
  /** The units that the label names, in its order. */
  units: texts,
  /** `from` and `to`: the places of the engines it holds for; null where the table has no engines' columns. */
  cells: z.array(
    z.strictObject({
      text: z.string(),
      box: Box,
      column: z.strictObject({ from: z.number().int(), to: z.number().int() }).nullable(),
    }),
  ),
  /** What it is read as; null for a row that nobody is sure of. */
  field: text,
  /** Whose word that is, or that it is nothing that is used; absent where witnesses decide. */
  saidBy: z.enum(['dealer', 'all']).optional(),
});
export type CatalogueRow = z.infer<typeof CatalogueRow>;

/** A field that too few witnesses name for its values to be read: a person may settle it. */
export const Proposal = z.strictObject({
  section: z.string(),
  label: z.string(),
  field: z.string(),
  witnesses: texts,
});
export type Proposal = z.infer<typeof Proposal>;

/** One model page of a spec book. Strings without ™ ® †; one entry per alternative. */
export const CatalogueModel = z.strictObject({
  page: z.number().int().positive(),
  model: z.string(),
  family: z.string(),
  package: text,
  tagline: text,
  isElectric: z.boolean(),
  strokes: z.array(z.number()),
  highlights: texts,
  whatsNew: texts.optional(),
  springOptions: texts.optional(),
  neoPlusPackage: texts.optional(),
  engines: z.array(CatalogueEngine),
  tracks: z.array(CatalogueTrack),
  dimensions: z.record(z.string(), Dimension),
  powertrain: z.record(z.string(), texts),
  suspension: z.record(z.string(), z.string()),
  seating: text,
  seatsPrinted: z.array(z.number()),
  starter: texts,
  gauges: texts,
  colours: texts,
  features: z.record(z.string(), z.string()),
  picture: ModelPicture.nullable(),
  places: z.partialRecord(z.enum(['model', 'seating']), Place).default({}),
  rows: z.array(CatalogueRow).default([]),
  proposals: z.array(Proposal).default([]),
});
export type CatalogueModel = z.infer<typeof CatalogueModel>;

/** How problems were kept before they were data. */
const ProblemInWords = z.strictObject({ page: z.number().int().nullable(), text: z.string() }).transform(
  ({ page, text }): Reason => ({
    code: 'as-told',
    values: { text },
    ...(page !== null && { place: { page, box: null } }),
  }),
);

const BookProblem: z.ZodType<Reason> = z.union([Reason, ProblemInWords]);

/** `catalogue.json`: what a spec book says of each model. */
export const Catalogue = z.strictObject({
  /** 1: problems were sentences. */
  contractVersion: z.literal([1, 2]),
  document: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  kind: z.literal('spec-book'),
  brand: z.string(),
  modelYear: z.number().int(),
  pages: z.number().int(),
  models: z.array(CatalogueModel),
  /** What a person should look at, each at its page; without a place what is of the book as a whole. */
  problems: z.array(BookProblem),
  /** Pages that no reader could read, and the whole book where its contents are damaged. */
  damages: z.number().int().default(0),
  parserVersion: z.string(),
  extractedAt: z.iso.datetime(),
});
export type Catalogue = z.infer<typeof Catalogue>;
