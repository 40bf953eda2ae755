import * as z from 'zod';

/**
 * A document that cannot go on, as a result and not as an exception: the machine routes it to Close.
 * `category` is a stable word for programs, `reason` and `whatToDo` are sentences for the dealer.
 */
export const Rejection = z.strictObject({
  outcome: z.literal('rejected'),
  category: z.string().regex(/^[a-z][a-z-]+$/),
  reason: z.string(),
  whatToDo: z.string(),
});
export type Rejection = z.infer<typeof Rejection>;

/** Makes a rejection; the one place that knows its shape. */
export const rejected = (category: string, reason: string, whatToDo: string): Rejection => ({
  outcome: 'rejected',
  category,
  reason,
  whatToDo,
});

/** Tells a stage's rejection from its real result. */
export const isRejection = (result: object): result is Rejection =>
  'outcome' in result && result.outcome === 'rejected';
