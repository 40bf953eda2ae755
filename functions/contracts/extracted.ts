import * as z from 'zod';
import { Box } from './box.ts';
import { Money } from './money.ts';
import { PlacedReason, Reason } from './reason.ts';

const text = z.string().nullable();

/** The columns of a row's words. */
export const TEXT_COLUMNS = [
  'model',
  'package',
  'engine',
  'trackLength',
  'trackProfile',
  'starter',
  'display',
  'springOptions',
  'color',
] as const;

/** The columns of a row, in the order in which the known lists print them. */
export const ROW_COLUMNS = ['modelCode', ...TEXT_COLUMNS, 'price'] as const;

/** The columns of a price list; each is a field of a product and, where printed, has a box in `cells`. */
export const COLUMNS = ['section', ...ROW_COLUMNS] as const;
export type Column = (typeof COLUMNS)[number];

/** Canonical values beside the printed ones; lengths in whole millimetres and in inches. */
export const Normalized = z.strictObject({
  family: text,
  package: text,
  engine: text,
  trackLengthMm: z.number().nullable(),
  trackLengthIn: z.number().nullable(),
  trackWidthMm: z.number().nullable(),
  trackWidthIn: z.number().nullable(),
  starter: text,
  display: text,
});
export type Normalized = z.infer<typeof Normalized>;

/** What would have been no doubt in a cell; `not-engine` is nothing of the engine's column. */
const EXPECTATIONS = [
  'family',
  'package',
  'one-engine',
  'one-length',
  'no-length',
  'no-figures',
  'no-measures',
  'known-engine',
  'usual-beginning',
  'known-starter',
  'screen',
  'one-cell',
  'no-price',
  'no-date',
  'text',
  'text-beside',
  'price',
  'amount',
  'above-zero',
  'likely-price',
  'clear-decimals',
  'known-currency',
  'clear-mark',
  'whole-amount',
  'plain',
  'not-engine',
  'not-trackLength',
  'not-trackProfile',
  'not-display',
  'not-color',
] as const;
export type Expectation = (typeof EXPECTATIONS)[number];

/** Why a person should look at one cell. */
export const CellDoubt = z.strictObject({
  /** The flag of the row that the doubt gave. */
  code: z.string(),
  column: z.enum(COLUMNS),
  /** What was read; null for an empty cell. */
  text,
  /** Where it stands; null for an empty cell. */
  box: Box.nullable(),
  /** What would have been no doubt: an `Expectation`; in words in what was read before those were data. */
  expected: z.string(),
  /** Texts that other rows of the list have in the column. */
  values: z.array(z.string()),
});
export type CellDoubt = z.infer<typeof CellDoubt>;

/** One row of a price list: text as printed (NFC, single spaces), null for an empty cell. */
export const ExtractedProduct = z.strictObject({
  page: z.number().int().positive(),
  row: z.number().int().positive(),
  brand: text,
  modelYear: z.number().int().nullable(),
  section: text,
  modelCode: z.string(),
  model: text,
  package: text,
  engine: text,
  trackLength: text,
  trackProfile: text,
  starter: text,
  display: text,
  springOptions: text,
  color: text,
  price: Money.nullable(),
  /** What stands in the price cell, also when it is no price ("tba"). */
  priceText: text,
  springOnly: z.boolean(),
  normalized: Normalized,
  confidence: z.number().min(0).max(1),
  cells: z.partialRecord(z.enum(COLUMNS), Box),
  /** Of a row of a spreadsheet: what its program calls the cells ("Sheet1!C7"); `page` is the sheet, `row` its row. */
  addresses: z.partialRecord(z.enum(COLUMNS), z.string()).optional(),
  /** Signs of notes that stand at cells ("1", "*"), by column; they are no part of the values. */
  marks: z.partialRecord(z.enum(COLUMNS), z.string()).optional(),
  /** Why a person should look at this row before it is published; empty for a clean one. */
  flags: z.array(z.string()),
  /** The cells that flags are about, where they are about cells. */
  doubts: z.array(CellDoubt).optional(),
});
export type ExtractedProduct = z.infer<typeof ExtractedProduct>;

/**
 * Codes of problems that leave a code, a price or a page in nobody's hands: with one of them a list is not
 * accounted for. The others are for a person to know.
 */
export const UNACCOUNTED: ReadonlySet<string> = new Set([
  'file-part-damaged',
  'page-contents-damaged',
  'code-without-row',
  'code-malformed',
  'code-unknown',
  'price-without-row',
  'text-without-row',
  'rows-hidden',
  'heading-repeated',
  'column-unknown',
  'price-heading-unclear',
  'prices-said-otherwise',
  'machines-said-used',
  'list-said-draft',
  'title-faint',
  'page-unreadable',
  'page-blank',
  'page-only-picture',
  'page-text-unseen',
  'page-text-garbled',
  'page-stamped',
  'row-read-unsurely',
  // As they were called before contract 3.
  'file-damaged',
  'page-damaged',
  'page-without-text',
  'reading-unsure',
]);

/** How problems of pages were kept before all of them was data. */
const ProblemInWords = z
  .strictObject({
    page: z.number().int().positive(),
    box: Box.nullable(),
    category: z.string(),
    text: z.union([z.string(), Reason]),
    address: z.string().optional(),
  })
  .transform(
    ({ category, text, ...place }): PageProblem => ({ code: 'as-told', values: { category, text }, place }),
  );

/** Something on a page that belongs to no product, or to more than one, where it stands. */
export type PageProblem = PlacedReason;
export const PageProblem: z.ZodType<PageProblem> = z.union([PlacedReason, ProblemInWords]);

/** A text of a table that is shaped like a code or a price, and that no person sees there: it is in no product. */
export const LeftOut = z.strictObject({
  page: z.number().int().positive(),
  box: Box,
  text: z.string(),
  /** `unseen`: nothing of it shows on the page; `struck`: struck out, and another text stands beside it instead; `added`: what an option adds to a price. */
  why: z.enum(['unseen', 'struck', 'added']),
  /** In a spreadsheet: what its program calls the cell ("Sheet1!C7"). */
  address: z.string().optional(),
});
export type LeftOut = z.infer<typeof LeftOut>;

/** The columns of a table whose headings a person should tell, from left to right. */
export const TableColumns = z.strictObject({
  page: z.number().int().positive(),
  /** The headings and their first rows. */
  box: Box,
  columns: z.array(
    z.strictObject({
      heading: z.string(),
      /** What it was taken for: a word of `#reference/lexicon/headings.ts`; null where nobody knows. */
      is: text,
      box: Box,
      /** Some of what stands under it. */
      samples: z.array(z.string()),
    }),
  ),
});
export type TableColumns = z.infer<typeof TableColumns>;

/** Which engine answered, and why the earlier ones of the chain did not. */
export const EngineAnswer = z.strictObject({
  name: z.string(),
  declined: z.array(z.strictObject({ name: z.string(), reason: Reason })),
});
export type EngineAnswer = z.infer<typeof EngineAnswer>;

/** `extracted.json`: everything a price list says, row by row. */
export const Extracted = z.strictObject({
  /** 1: texts of problems were sentences. 2: problems were a category and a text, engines declined in words. */
  contractVersion: z.literal([1, 2, 3]),
  document: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  kind: z.literal('price-list'),
  /** Null where one file holds several lists; the products then carry their own. */
  brand: text,
  modelYear: z.number().int().nullable(),
  market: text,
  /** The date printed on the list, ISO, if any. */
  printedDate: z.iso.date().nullable(),
  pages: z.number().int().nonnegative(),
  engine: EngineAnswer,
  products: z.array(ExtractedProduct),
  accounted: z.boolean(),
  problems: z.array(PageProblem),
  /** For a person to know: what was left out for sure. What may have been read wrongly is a problem. */
  leftOut: z.array(LeftOut).default([]),
  /** Of tables with headings that nobody is sure of, each kind of table once. */
  columns: z.array(TableColumns).optional(),
  /** Headings that its tables were read by as people say, plainly written; what was read before those were kept has none. */
  toldHeadings: z.array(z.string()).optional(),
  parserVersion: z.string(),
  extractedAt: z.iso.datetime(),
});
export type Extracted = z.infer<typeof Extracted>;
