import * as z from 'zod';
import type { Delivery } from '#contracts/delivered.ts';

/** Lambda wraps an error's message in JSON; the local engine hands it over as it is. */
const LambdaCause = z.object({ errorMessage: z.string() });

const messageOf = (cause: string): string => {
  try {
    return LambdaCause.parse(JSON.parse(cause)).errorMessage;
  } catch {
    return cause;
  }
};

/** Why a delivery went wrong, in words for its receipt (S0-50); null for one that did not. */
export const failureReason = ({ failure, reason }: Delivery, attempts: number): string | null => {
  if (!failure) return reason;
  const message = messageOf(failure.Cause) || failure.Error;
  const exhausted = failure.Error === 'TransientFailure' && attempts > 0;
  return exhausted ? `Upload failed after ${attempts} attempts: ${message}` : message;
};
