import type { Delivery } from '#contracts/delivered.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { messageIn } from '#shared/failure-message.ts';

/** Why a delivery went wrong, for its receipt (S0-50); null for one that did not. */
export const failureReason = (delivery: Delivery, attempts: number): Reason | null => {
  const { failure } = delivery;
  if (!failure) return delivery.reason;
  const detail = messageIn(failure.Cause) || failure.Error;
  if (failure.Error === 'AuthRefused') return reason('login-refused', { detail });
  const exhausted = failure.Error === 'TransientFailure' && attempts > 0;
  return exhausted
    ? reason('uploads-failed', { attempts, detail })
    : reason('delivery-broke', { category: failure.Error, detail });
};
