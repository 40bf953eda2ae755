/** What people have answered, which holds for later lists and years. */
import * as z from 'zod';
import { VALUE_TAGS } from '#contracts/matched.ts';
import { QUESTION_KINDS } from '#contracts/question.ts';
import { Reason } from '#contracts/reason.ts';

const instant = z.iso.datetime();

/** A value that no document prints of a model with that engine, as a person gave it. */
export const ModelValue = z.object({
  /** `D#<dealer>`, or `SHARED`. */
  scope: z.string(),
  /** See `modelAndEngine`. */
  model: z.string(),
  field: z.enum(VALUE_TAGS),
  value: z.string(),
  /** The model as the list printed it. */
  printed: z.string(),
  by: z.string(),
  at: instant,
});
export type ModelValue = z.infer<typeof ModelValue>;

/** One thing that an answer has written, and how it is taken back; see `desk/questions/effects.ts`. */
const Step = z.object({ does: z.string() }).catchall(z.unknown());

/** A question's answer: who gave it, when, and what was written for it. */
export const GivenAnswer = z.object({
  dealerId: z.string(),
  question: z.string(),
  kind: z.enum(QUESTION_KINDS),
  asks: Reason,
  option: z.string(),
  says: Reason,
  value: z.string().optional(),
  codes: z.array(z.string()),
  /** The machines' model years: how much was asked of each list. */
  modelYears: z.array(z.number()),
  /** Of the question as it was answered. */
  basis: z.string(),
  steps: z.array(Step),
  /** Of an answer about very many rows; see `desk/questions/kept-answers.ts`. */
  part: z.number().default(0),
  by: z.string(),
  at: instant,
  /** It was begun, and nobody has seen its end: what of it was written can be taken back. */
  unfinished: z.literal(true).optional(),
  takenBack: z.object({ by: z.string(), at: instant }).optional(),
  /** Made good for all dealers. */
  shared: z.object({ by: z.string(), at: instant }).optional(),
});
export type GivenAnswer = z.infer<typeof GivenAnswer>;

/** What printed texts people say the meaning of: labels of a spec book's rows, words of a name, units, headings of lists. */
export const MEANING_KINDS = ['label', 'word', 'unit', 'heading'] as const;

/** What a person says that a printed text means; it holds for later documents too. */
export const TaughtMeaning = z.object({
  /** A dealer's, or that of all: see `shared/taught-meanings.ts`. */
  scope: z.string(),
  kind: z.enum(MEANING_KINDS),
  /** As it is compared with what documents print. */
  text: z.string(),
  /** Of a label: the section in which it means that, likewise; empty where it does so in all. */
  section: z.string(),
  /** The text as it was printed. */
  printed: z.string(),
  /** A row's field, a word, a unit or a column that is known; null for what no ad is made of. */
  means: z.string().nullable(),
  taughtBy: z.string(),
  taughtAt: instant,
  note: z.string().optional(),
});
export type TaughtMeaning = z.infer<typeof TaughtMeaning>;

/** A meaning before anybody's name is under it. */
export type Meaning = Omit<TaughtMeaning, 'taughtBy' | 'taughtAt'>;
