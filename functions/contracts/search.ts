import * as z from 'zod';

export const FOUND_KINDS = ['machine', 'book-page', 'document'] as const;

/** Something that a search finds. */
export const Findable = z.object({
  /** Of its kind and what it is called by: `machine:LYNX#2026#EU#TJTH#`. */
  id: z.string(),
  kind: z.enum(FOUND_KINDS),
  /** What it is called: an ad's title, a model, a file's name. */
  title: z.string(),
  /** A machine's code. */
  code: z.string(),
  /** All else that it may be looked for by. */
  words: z.string(),
  /** Where to look: an ad's Id, a document's id. */
  at: z.string(),
  /** Of a book. */
  page: z.number().nullable(),
  /** Where the way of a machine has ended so far: published, review, rejected. */
  state: z.string(),
});
export type Findable = z.infer<typeof Findable>;

export const Found = Findable.omit({ words: true }).extend({
  /** The higher the better; of one search alone. */
  score: z.number(),
});
export type Found = z.infer<typeof Found>;
