import * as z from 'zod';
import { DealerRule } from '#contracts/dealer-rule.ts';
import type { EvaluatedAd } from '#contracts/evaluated.ts';
import { buildSoon } from '#functions/operations/refresh/refresh.ts';
import { reason } from '#messages/reason.ts';
import { RULE_TEMPLATES } from '#reference/dealer-rules/templates.ts';
import { lastEvaluated } from '#shared/evaluated.ts';
import { wordsMeant } from '#shared/meant.ts';
import type { Ports } from '#shared/ports.ts';
import type { DealerRuleRecord } from '#shared/table/records.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';

/** Nobody keeps an eye on more, and each is asked of every ad. */
const MOST_RULES = 100;

/** A rule with who wrote it last, and what it did at the last build. */
export interface RuleShown extends Omit<DealerRuleRecord, 'dealerId' | 'ruleId'> {
  /** Ads that it spoke of; null of a budget, which speaks of all together, and where nothing was built since. */
  spoke: number | null;
  /** Ads that it leaves out of the feed; null where nothing was built since. */
  leavesOut: number | null;
}

const countOf = (
  ads: readonly EvaluatedAd[] | undefined,
  isOne: (ad: EvaluatedAd) => boolean,
): number | null => ads?.filter(isOne).length ?? null;

/** A dealer's own rules, by their names, as they stand in the table's channel. Throws `Refusal`. */
export const listDealerRules = async (
  dealerId: string,
  ports: Pick<Ports, 'table' | 'artefacts'>,
): Promise<RuleShown[]> => {
  await refuseUnknownDealer(dealerId, ports);
  const records = await ports.table.dealerRules.query({ dealerId });
  const evaluated = await lastEvaluated(dealerId, ports);
  return records
    .map(({ ruleId, rule, by, at }) => {
      const ads = evaluated?.rules.some(({ id }) => id === ruleId) ? evaluated.ads : undefined;
      return {
        ...{ rule, by, at },
        spoke: rule.most ? null : countOf(ads, ({ spoke }) => spoke.includes(ruleId)),
        leavesOut: countOf(ads, ({ leftOut }) => leftOut === ruleId),
      };
    })
    .sort((one, other) => one.rule.name.localeCompare(other.rule.name));
};

/** All ads as the dealer's rules see them, the best first; none where it has no rules, or nothing was built since. */
export const rankedAds = async (
  dealerId: string,
  ports: Pick<Ports, 'table' | 'artefacts'>,
): Promise<EvaluatedAd[]> => {
  await refuseUnknownDealer(dealerId, ports);
  return (await lastEvaluated(dealerId, ports))?.ads ?? [];
};

/** Rules that everybody may copy. */
export const listTemplates = (): readonly DealerRule[] => RULE_TEMPLATES;

/** The template of that id. Throws `Refusal` that names those there are. */
export const templateNamed = (id: string): DealerRule => {
  const found = RULE_TEMPLATES.find((rule) => rule.id === id);
  if (found) return found;
  const known = RULE_TEMPLATES.map((rule) => rule.id);
  throw new Refusal(reason('rule-template-unknown', { name: id, known, near: wordsMeant(id, known) }));
};

/** A rule to be put in force, in place of the one that has its id; of one that is new (`isNew`) there must be none yet. */
export const PutDealerRule = z.strictObject({
  dealerId: z.string(),
  rule: DealerRule,
  isNew: z.boolean().optional(),
});

/** What an act on a rule has set off. */
export interface RuleActed {
  rule: DealerRule;
  /** The execution that builds the feed by it; null where there is no list to make one of. */
  build: string | null;
}

/**
 * Puts one of a dealer's own rules in force; the feed is built by it within seconds, and the change guard sees to what
 * that takes out. Throws `Refusal`.
 */
export const putDealerRule = async (
  actor: Actor,
  { dealerId, rule, isNew }: z.infer<typeof PutDealerRule>,
  ports: DeskPorts,
): Promise<RuleActed> => {
  await refuseUnknownDealer(dealerId, ports);
  const asked = { dealerId, action: 'dealer-rule.put', subject: rule.id };
  await ports.acts.once(actor, asked, async () => {
    const known = await ports.table.dealerRules.query({ dealerId });
    const before = known.find(({ ruleId }) => ruleId === rule.id)?.rule ?? null;
    if (before && isNew) throw new Refusal(reason('dealer-rule-there', { name: rule.id, rule: before.name }));
    if (!before && known.length >= MOST_RULES)
      throw new Refusal(reason('dealer-rules-many', { most: MOST_RULES }));
    const effect = async ({ who: by, at }: { who: string; at: string }) => {
      await ports.table.dealerRules.put({ dealerId, ruleId: rule.id, rule, by, at });
      await ports.table.states.add({ dealerId }, { offersRevision: 1 });
    };
    return { details: { rule, before }, effect };
  });
  return { rule, build: await buildSoon(dealerId, ports) };
};

/** A rule by its id. */
export const RuleNamed = z.strictObject({ dealerId: z.string(), ruleId: z.string() });

/** There is no rule of that id among those of these. */
export const noSuchRule = (ruleId: string, known: readonly string[]): Refusal =>
  new Refusal(reason('dealer-rule-unknown', { name: ruleId, known, near: wordsMeant(ruleId, known) }));

/** Takes a rule out of force and forgets it; the audit trail keeps it. Throws `Refusal` where there is none of that id. */
export const removeDealerRule = async (
  actor: Actor,
  { dealerId, ruleId }: z.infer<typeof RuleNamed>,
  ports: DeskPorts,
): Promise<RuleActed> => {
  await refuseUnknownDealer(dealerId, ports);
  const asked = { dealerId, action: 'dealer-rule.remove', subject: ruleId };
  const rule = await ports.acts.once<DealerRule>(actor, asked, async () => {
    const known = await ports.table.dealerRules.query({ dealerId });
    const before = known.find((record) => record.ruleId === ruleId)?.rule;
    if (!before)
      throw noSuchRule(
        ruleId,
        known.map((record) => record.ruleId),
      );
    const effect = async () => {
      await ports.table.dealerRules.remove({ dealerId, ruleId });
      await ports.table.states.add({ dealerId }, { offersRevision: 1 });
      return before;
    };
    return { details: { rule: before }, effect };
  });
  return { rule, build: await buildSoon(dealerId, ports) };
};
