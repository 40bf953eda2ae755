import * as z from 'zod';
import { Box } from './box.ts';
import { ModelPicture } from './catalogue.ts';
import { EngineAnswer } from './extracted.ts';
import { Reason } from './reason.ts';

/** The technical values that Avito wants of a machine, by its own tags. */
export const VALUE_TAGS = [
  'Type',
  'EngineType',
  'Power',
  'EngineCapacity',
  'Stroke',
  'PersonCapacity',
  'TrackWidth',
  'Year',
] as const;
export type ValueTag = (typeof VALUE_TAGS)[number];

/** Power in hp (electric: W), EngineCapacity in cm³, TrackWidth in mm; null = not printed anywhere we may read. */
export const AvitoValues = z.strictObject({
  Type: z.string().nullable(),
  EngineType: z.enum(['Бензин', 'Электро']).nullable(),
  Power: z.number().int().nullable(),
  EngineCapacity: z.number().int().nullable(),
  Stroke: z.enum(['2', '4']).nullable(),
  PersonCapacity: z.number().int().nullable(),
  TrackWidth: z.number().int().nullable(),
  Year: z.number().int().nullable(),
});
export type AvitoValues = z.infer<typeof AvitoValues>;

/** Where a value comes from: a place in a document, or the rule that gave it. */
export const Source = z.strictObject({
  document: z.string().nullable(),
  page: z.number().int().nullable(),
  box: Box.nullable(),
  rule: z.string().nullable(),
  /** Taken from another book's page of the same engine or model. */
  inherited: z.boolean(),
  /** 1 = printed for this machine; less where a rule inferred it or another book lent it. */
  confidence: z.number().min(0).max(1),
});
export type Source = z.infer<typeof Source>;

export const Candidate = z.strictObject({
  name: z.string(),
  confidence: z.number().min(0).max(1),
  /** Why it is not the chosen one, continuing "this name …". */
  against: z.array(Reason),
});
export type Candidate = z.infer<typeof Candidate>;

/** S0-30 and S0-31: every number that went into the confidence, the domain boost capped at 0.2. */
export const MatchDetails = z.strictObject({
  similarity: z.number(),
  domainBoost: z.number().min(0).max(0.2),
  exactMatches: z.number().int(),
  finalScore: z.number(),
  confidence: z.number().min(0).max(1),
});
export type MatchDetails = z.infer<typeof MatchDetails>;

const METHODS = [
  'exact',
  'embedding',
  'lexical',
  'llm-tie-break',
  'llm-inheritance',
  'manual',
  'none',
] as const;

export const SpecMatch = z.strictObject({
  document: z.string(),
  /** Of the book's bytes: two books may bear one file name. */
  sha256: z.string(),
  page: z.number().int(),
  model: z.string(),
  /** The page's engine column; null where none, or no single one, is this machine's: the rest of the page still is. */
  engine: z.string().nullable(),
  picture: ModelPicture.nullable(),
});
export type SpecMatch = z.infer<typeof SpecMatch>;

/** S0-12: the row's names in one spelling for all lists; null = the row does not say. */
const NormalizedNames = z.strictObject({
  model: z.string().nullable(),
  package: z.string().nullable(),
  engine: z.string().nullable(),
});

export const MatchedProduct = z.strictObject({
  modelCode: z.string(),
  brand: z.string().nullable(),
  modelYear: z.number().int().nullable(),
  /** Page and row of the list, so that codes printed twice stay apart. */
  page: z.number().int(),
  row: z.number().int(),
  normalized: NormalizedNames,
  /** One of Avito's listed names, to the letter. */
  avitoModel: z.string().nullable(),
  confidence: z.number().min(0).max(1),
  /** The confidence in words that a dealer reads (S0-12). */
  confidenceDescription: z.string(),
  decision: z.enum(['accepted', 'review', 'rejected']),
  method: z.enum(METHODS),
  matchDetails: MatchDetails.nullable(),
  reasons: z.array(Reason),
  candidates: z.array(Candidate),
  spec: SpecMatch.nullable(),
  avitoValues: AvitoValues,
  sources: z.partialRecord(z.enum(VALUE_TAGS), Source),
});
export type MatchedProduct = z.infer<typeof MatchedProduct>;

/** `matched.json`. */
export const Matched = z.strictObject({
  /** 1: reasons were sentences. */
  contractVersion: z.literal([1, 2]),
  document: z.string(),
  /** Which engine measured similarity, and why the earlier ones of the chain did not. */
  engine: EngineAnswer,
  products: z.array(MatchedProduct),
});
export type Matched = z.infer<typeof Matched>;
