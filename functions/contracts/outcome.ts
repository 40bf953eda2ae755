import * as z from 'zod';
import { Reason } from './reason.ts';

/** A document that cannot go on, or a wish that cannot be fulfilled, as a result and not as an exception. */
export const Rejection = z.strictObject({ outcome: z.literal('rejected'), reason: Reason });
export type Rejection = z.infer<typeof Rejection>;

/** Makes a rejection; the one place that knows its shape. */
export const rejected = (reason: Reason): Rejection => ({ outcome: 'rejected', reason });

/** Tells a stage's rejection from its real result. */
export const isRejection = (result: object): result is Rejection =>
  'outcome' in result && result.outcome === 'rejected';
