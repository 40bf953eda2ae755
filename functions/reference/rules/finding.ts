import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import type { Severity } from './rule-set.ts';

/** What a rule has against a product. */
export interface Finding {
  rule: string;
  severity: Severity;
  reason: Reason;
  /** The field that has no value, if that is what is wrong. */
  missing?: string;
  /** What would put it right, where that is known. */
  suggestions?: string[];
}

/**
 * What a rule says of a value that is not there. It can still be supplied, so it waits for a person even
 * where a wrong one is blocked; a rule that only warns of a wrong value only warns here.
 */
export const missing = (rule: { id: string; severity: Severity }, field: string): Finding => ({
  rule: rule.id,
  severity: rule.severity === 'block' ? 'review' : rule.severity,
  reason: reason('field-missing', { field }),
  missing: field,
});
