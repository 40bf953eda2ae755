import * as z from 'zod';
import { DealerRule, Evaluation } from '#contracts/dealer-rule.ts';
import { EvaluatedAd } from '#contracts/evaluated.ts';
import { FACT_FIELDS, type FactField } from '#contracts/fact-fields.ts';
import { Reason } from '#contracts/reason.ts';
import { VERDICTS } from '#contracts/validated.ts';
import {
  listDealerRules,
  listTemplates,
  PutDealerRule,
  RuleNamed,
  rankedAds,
} from '#desk/dealer-rules/rules.ts';
import { ScoreAd, scoreAd } from '#desk/dealer-rules/score.ts';
import { TryDealerRules } from '#desk/dealer-rules/try-rules.ts';
import { acts, answers, lists, pageOf } from '../route.ts';
import { OfDealer } from './dealer-id.ts';

const RuleShown = z.object({
  rule: DealerRule,
  by: z.string(),
  at: z.string(),
  spoke: z.number().int().nullable(),
  leavesOut: z.number().int().nullable(),
});

const FIELDS = Object.keys(FACT_FIELDS) as [FactField, ...FactField[]];

const Scored = z.object({
  modelCode: z.string(),
  adId: z.string().nullable(),
  title: z.string().nullable(),
  verdict: z.enum(VERDICTS),
  reasons: z.array(Reason),
  listing: z
    .object({
      score: z.number(),
      parts: z.record(z.string(), z.number()),
      raises: z.array(Reason).default([]),
    })
    .nullable(),
  evaluation: Evaluation,
  facts: z.partialRecord(z.enum(FIELDS), z.union([z.string(), z.number(), z.boolean()])),
  refusal: z.object({ factors: z.array(Reason), verdicts: z.number().int(), needed: z.number().int() }),
});

/** What a dealer itself wants of its ads, and how good each of them is. */
export const DEALER_RULE_ROUTES = [
  lists({
    path: '/dealers/{dealerId}/rules',
    permission: 'dealer.read',
    summary: 'The dealer’s own rules, and how many ads each spoke of and left out at the last build',
    in: OfDealer,
    out: RuleShown,
    page: async ({ dealerId }, part, { ports }) => pageOf(await listDealerRules(dealerId, ports), part),
  }),
  lists({
    path: '/dealers/{dealerId}/rules/templates',
    permission: 'dealer.read',
    summary: 'Rules for everybody to copy and change',
    in: OfDealer,
    out: DealerRule,
    page: async (_, part) => pageOf(listTemplates(), part),
  }),
  acts({
    method: 'PUT',
    path: '/dealers/{dealerId}/rules',
    permission: 'dealer.write',
    summary:
      'Put a rule in force, in place of the one that has its id; the feed is built by it within seconds',
    in: PutDealerRule,
    command: 'dealer-rule.put',
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/rules/try',
    permission: 'dealer.write',
    summary:
      'What rules would do to the next feed: which ads go, come and change their place; nothing is put in force',
    in: TryDealerRules,
    command: 'dealer-rule.try',
  }),
  acts({
    method: 'DELETE',
    path: '/dealers/{dealerId}/rules/{ruleId}',
    permission: 'dealer.write',
    summary: 'Take a rule out of force',
    in: RuleNamed,
    command: 'dealer-rule.remove',
  }),
  lists({
    path: '/dealers/{dealerId}/ranking',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'All ads as the dealer’s own rules saw them at the last build, the best first',
    in: OfDealer,
    out: EvaluatedAd,
    page: async ({ dealerId }, part, { ports }) => pageOf(await rankedAds(dealerId, ports), part),
  }),
  answers({
    path: '/dealers/{dealerId}/scores/{modelCode}',
    permission: 'dealer.read',
    dearness: 'dear',
    summary:
      'How good an ad is, part by part, what would raise it, and what the dealer’s own rules say of it',
    in: ScoreAd,
    out: Scored,
    answer: (wish, { ports }) => scoreAd(wish, ports),
  }),
] as const;
