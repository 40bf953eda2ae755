import * as z from 'zod';
import { Reason } from './reason.ts';

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
  /** What it is, in words that stay from one feed to the next; absent: its title. */
  means: z.string().optional(),
  /** Where to look: an ad's Id, a document's id. */
  at: z.string(),
  /** Of a book. */
  page: z.number().nullable(),
  /** Where the way of a machine has ended so far: published, review, rejected. */
  state: z.string(),
});
export type Findable = z.infer<typeof Findable>;

/** In which ways something can be found. */
const FOUND_BY = ['words', 'meaning'] as const;

export const Found = Findable.omit({ words: true, means: true }).extend({
  /** The higher the better; of one search alone. */
  score: z.number(),
  /** By its words, by what it means, or by both. */
  by: z.array(z.enum(FOUND_BY)).default(['words']),
});
export type Found = z.infer<typeof Found>;

/** What a search has found; where vectors are away it is found by words alone, and says so (S2-17). */
export const SearchAnswer = z.object({
  results: z.array(Found),
  fallback_used: z.literal('keyword_search').nullable(),
  message: z.string().nullable(),
  /** Why vectors are away. */
  because: Reason.nullable(),
  /** What can be found by its words alone, since it has no vector yet. */
  byWordsAlone: z.number(),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
