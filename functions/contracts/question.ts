import * as z from 'zod';
import { Box } from './box.ts';
import { Reason } from './reason.ts';

/** What a question is about; each has its grouping in `desk/questions/kinds`. */
export const QUESTION_KINDS = [
  'label',
  'unit',
  'book',
  'value',
  'name',
  'alike',
  'repeated',
  'picture',
  'currency',
  'price',
  'doubt',
  'unread',
  'unseen',
  'guard',
  'list-or-book',
  'columns',
  'unnamed',
  'spring',
  'other',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** A cell of the place: of a list by its column, of a book by its row's label as printed. */
const Cell = z.strictObject({ name: z.string(), text: z.string(), box: Box.nullable() });

/** Where what a question is about is printed. */
export const Evidence = z.strictObject({
  side: z.enum(['list', 'book']),
  document: z.string(),
  /** Of the file's bytes; null where only its name is known. */
  sha256: z.string().nullable(),
  page: z.number().int().positive(),
  /** Points, from the top left corner of the page as seen; null where only the page is known. */
  box: Box.nullable(),
  /** The places in question within it, to be framed. */
  frames: z.array(Box),
  /** In a spreadsheet: what its program calls the cells ("Sheet1!C7"). */
  addresses: z.array(z.string()),
  /** As printed. */
  text: z.string(),
  /** Machines of which it tells. */
  codes: z.array(z.string()),
  /** What stands in it, cell by cell, where it is a row or a table. */
  cells: z.array(Cell).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What an answer does, found by judging the lists as if it had been given. */
export const Effect = z.strictObject({
  /** Codes that are published by it, and codes whose ads go. */
  publishes: z.array(z.string()),
  removes: z.array(z.string()),
});
export type Effect = z.infer<typeof Effect>;

export const Option = Effect.extend({
  /** How it is answered: `feedwright answer DEALER QUESTION NAME`. */
  name: z.string(),
  says: Reason,
  /** What speaks against it, as far as it is one of several that may be meant. */
  against: z.array(Reason),
  /** What it takes besides its name; `publishes` is then that of the example. */
  value: z
    .strictObject({
      /** What is to be written, a sign of omission for each value: given as it stands it is refused. */
      form: z.string(),
      example: z.string(),
      /** What is asked for, by the marketplace's tags; each has its unit. */
      fields: z.array(z.string()),
      allowed: z.array(z.string()),
      optional: z.boolean(),
    })
    .nullable(),
  /** A file has to be dropped for it; no word is an answer. */
  byFile: z.boolean(),
  /** It can be said of some of the machines alone. */
  ofEach: z.boolean(),
});
export type Option = z.infer<typeof Option>;

/** A machine that a question is about, as buyers will see it. */
export const QuestionedMachine = z.strictObject({
  modelCode: z.string(),
  title: z.string(),
  /** As the list prints it. */
  price: z.string(),
  /** As the list prints it; null where it prints none. */
  color: z.string().nullable(),
  roubles: z.number().int().nullable(),
});
export type QuestionedMachine = z.infer<typeof QuestionedMachine>;

/** What stands between machines and their ads, asked once for all that it concerns. */
export const Question = z.strictObject({
  /** Of the dealer, the kind and what it is about: the same question has the same id tomorrow. */
  id: z.string(),
  dealerId: z.string(),
  kind: z.enum(QUESTION_KINDS),
  asks: Reason,
  because: z.array(Reason),
  evidence: z.array(Evidence),
  options: z.array(Option),
  machines: z.array(QuestionedMachine),
  codes: z.array(z.string()),
  modelYears: z.array(z.number().int()),
  /** Ads that its best answer publishes by itself, and their prices together, in roubles. */
  frees: z.number().int(),
  worthRoubles: z.number().int(),
  /** Of what it was derived from: an answer to something else is refused. */
  basis: z.string(),
});
export type Question = z.infer<typeof Question>;
