import * as z from 'zod';

/** An object that has come into the inbox, as the event rule hands it on. */
export const NewObject = z.object({
  key: z.string(),
  /** What the event told of: a newer version under the same key has its own. The newest, where none is named. */
  version: z.string().optional(),
  batchId: z.string().optional(),
});
export type NewObject = z.infer<typeof NewObject>;

/** A document known already, to be taken up again at a later stage. */
export const Refresh = z.object({
  dealerId: z.string(),
  documentId: z.string(),
  from: z.enum(['match', 'validate', 'generate']),
  reason: z.string(),
  batchId: z.string().optional(),
});
export type Refresh = z.infer<typeof Refresh>;

/** A document known already, to be read once more from its first byte: a person has said what it is. */
export const ReadAgain = Refresh.pick({ dealerId: true, documentId: true, reason: true }).extend({
  from: z.literal('intake'),
});
export type ReadAgain = z.infer<typeof ReadAgain>;

/** A run that failed, to be gone on with at the stage that did not end. */
export const Redrive = z.object({
  dealerId: z.string(),
  documentId: z.string(),
  /** The execution that left the document: who comes second finds another one there. */
  leftBy: z.string(),
  /** The how manieth time this is. */
  redrives: z.number().int().positive(),
});
export type Redrive = z.infer<typeof Redrive>;

export const IntakeRequest = z.object({
  request: z.union([NewObject, Refresh, ReadAgain, Redrive]),
  /** The execution's name; it becomes the run's. */
  execution: z.string(),
  /** The first time, reading the object took more time or memory than a function has: it ends as `too-costly`. */
  unread: z.literal(true).optional(),
});
export type IntakeRequest = z.infer<typeof IntakeRequest>;
