import { ServiceRefused } from '#shared/errors.ts';
import { RecognitionRefused } from '../recognizer.ts';

/** What the service will never do for this page is for the next recogniser; all else passes. */
export const asRefusal = (error: unknown): never => {
  if (error instanceof ServiceRefused) throw new RecognitionRefused(error.message, { cause: error });
  throw error;
};
