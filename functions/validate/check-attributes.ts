import { reason } from '#messages/reason.ts';
import { broken } from '#reference/rules/constraint.ts';
import { type Finding, missing } from '#reference/rules/finding.ts';
import type { AttributeRule, CompatibilityRule } from '#reference/rules/rule-set.ts';
import type { Attributes } from './candidate.ts';

/** Layer 1: an attribute that must be there, and what it may be (S0-37). */
export const checkAttribute = (attributes: Attributes, rule: AttributeRule): Finding[] => {
  const value = attributes[rule.attribute];
  if (!value) return rule.presence === 'required' ? [missing(rule, rule.attribute)] : [];
  return broken(rule.attribute, value, rule).map((fault) => ({
    rule: rule.id,
    severity: rule.severity,
    reason: fault,
  }));
};

/** Layer 4: what one attribute allows of another (S0-40, S0-41); a value nobody listed is only `unknown`. */
export const checkCompatibility = (attributes: Attributes, rule: CompatibilityRule): Finding[] => {
  const [value, other] = [attributes[rule.of], attributes[rule.allows]].map((text) => text?.toUpperCase());
  if (!value || !other) return [];
  const allowed = rule.table[value]?.map((text) => text.toUpperCase());
  if (allowed?.includes(other)) return [];
  return [
    allowed
      ? {
          rule: rule.id,
          severity: rule.severity,
          reason: reason('not-together', { field: rule.allows, value: other, of: rule.of, with: value }),
        }
      : { rule: rule.id, severity: rule.unknown, reason: reason('value-unruled', { field: rule.of, value }) },
  ];
};
