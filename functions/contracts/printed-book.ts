import * as z from 'zod';
import { Box } from './box.ts';
import { ModelPicture, Place } from './catalogue.ts';
import { Reason } from './reason.ts';

const texts = z.array(z.string());

/** What a mark in a row of equipment may say of a machine. */
const Availability = z.enum(['standard', 'optional', 'unavailable']);
export type Availability = z.infer<typeof Availability>;

/** A line of text and where it stands: points from the page's top left. */
const PrintedText = z.strictObject({ text: z.string(), box: Box });

/** One row of a specification table before anybody asks what it means. */
export const KeptRow = z.strictObject({
  /** The title above it; empty where there is none. */
  section: z.string(),
  label: z.string(),
  /** The label's own lines. */
  lines: z.array(PrintedText),
  /** The units that the label, or the title above it, names, in its order. */
  units: texts,
  /** Which of the page's tables it stands in. */
  panel: z.number().int(),
  /** `column`: the places of the engines that it stands under; null where it stands under none. */
  cells: z.array(
    PrintedText.extend({
      column: z.strictObject({ from: z.number().int(), to: z.number().int() }).nullable(),
    }),
  ),
  /** Whether engines are named over its table. */
  hasColumns: z.boolean(),
  /** The engine's place where a value that all share stands; null where such values are centred. */
  sharedAt: z.number().int().nullable(),
  /** It stands there alone, in a table that sets all that its engines share so. */
  isShared: z.literal(true).optional(),
});
export type KeptRow = z.infer<typeof KeptRow>;

/** A specification table of one model; `engines` is empty where none are named over it. */
const KeptTable = z.strictObject({
  box: Box,
  engines: z.array(z.strictObject({ name: z.string(), box: Box })),
  rows: z.array(KeptRow),
});

/** What is printed of one model: its heading, what stands below that, its picture and its table. */
export const PrintedModel = z.strictObject({
  page: z.number().int().positive(),
  title: z.string(),
  /** Of the title. */
  box: Box,
  tagline: z.string().nullable(),
  /** The lists of highlights and options, by their field. */
  lists: z.record(z.string(), texts),
  picture: ModelPicture.nullable(),
  table: KeptTable,
});
export type PrintedModel = z.infer<typeof PrintedModel>;

/** `printed.json`: all that a spec book prints of its models; what it means is worked out of this, however often. */
export const PrintedBook = z.strictObject({
  contractVersion: z.literal(1),
  document: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  brand: z.string(),
  modelYear: z.number().int(),
  pages: z.number().int(),
  models: z.array(PrintedModel),
  /** What charts print of machines that have pages of their own. */
  charted: z.array(PrintedModel),
  /** The powers that pages without a table print, by engine. */
  powers: z.array(z.strictObject({ engine: z.string(), hp: z.number(), place: Place })),
  /** What legends of the book say that marks in rows of equipment mean. */
  legend: z.array(z.strictObject({ mark: z.string(), means: Availability })).default([]),
  /** What a namer took labels for that nobody knew: asked once, when the book was read. */
  named: z.array(z.strictObject({ section: z.string(), label: z.string(), field: z.string() })).default([]),
  /** What a person should look at, of how it is printed. */
  problems: z.array(Reason),
  /** Pages that no reader could read, and the whole book where its contents are damaged. */
  damages: z.number().int(),
  parserVersion: z.string(),
  extractedAt: z.iso.datetime(),
});
export type PrintedBook = z.infer<typeof PrintedBook>;
