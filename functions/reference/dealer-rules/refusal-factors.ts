import * as z from 'zod';
import { Condition, type Facts } from '#contracts/dealer-rule.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { holdsOf } from './evaluate.ts';
import bundled from './refusal-factors.json' with { type: 'json' };

const FACTORS = z.array(z.strictObject({ factor: z.string(), when: Condition })).parse(bundled);

/** So many verdicts are wanted before a figure could be held against them. */
export const VERDICTS_NEEDED = 200;

/** What is known to come before refusals and is so of this ad, by name. It is no figure, and none is made of it. */
export const refusalFactors = (facts: Facts): Reason[] =>
  FACTORS.filter(({ when }) => holdsOf(when, facts).holds).map(({ factor }) =>
    reason('refusal-factor', { factor }),
  );
