import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import { LAYERS, type Layer } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Act } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import { RULES_SCOPE, rulesInForce } from '#shared/rules-in-force.ts';
import type { Actor, Checked } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { type DryRun, dryRun } from './dry-run.ts';
import { type NewRules, nextVersion, putRules } from './put-rules.ts';
import { type RulesText as RulesTextSchema, readRules } from './rules-file.ts';

/** The rules in force, and the snapshot they were derived from where it is not the bundled one. */
export interface RulesToFollow {
  rules: RuleSet;
  snapshot: string | undefined;
}

/** What a change of rules begins with. Throws `Refusal` where the table cannot be read: a change needs it. */
export const rulesToFollow = async (ports: Ports): Promise<RulesToFollow> => {
  const name = ports.parts.marketplace;
  const { rules, source } = await rulesInForce(name, ports);
  if (source !== 'table') throw new Refusal(reason('rules-unreadable', { source }));
  const record = await ports.table.rules.get({ scope: RULES_SCOPE, name, version: rules.version });
  return { rules, snapshot: record?.snapshot };
};

/**
 * For `once`: puts rules in force, and gives their version with the details. The effect throws `Refusal` where somebody
 * else was faster.
 */
export const puttingInForce = async <Details extends Record<string, unknown>>(
  rules: Omit<NewRules, 'putBy' | 'putAt'>,
  details: Details,
  ports: DeskPorts,
): Promise<Checked<Details & { version: string }>> => {
  const version = await nextVersion(rules.name, ports);
  const effect = async ({ who: putBy, at: putAt }: Act) => {
    orRefuse((await putRules(version, { ...rules, putBy, putAt }, ports)) ?? {});
    return { ...details, version };
  };
  return { subject: version, details: { ...details, followed: rules.followed }, effect };
};

type RulesText = z.infer<typeof RulesTextSchema>;

const wantedBy = (wish: RulesText, rules: RuleSet): [RuleSet, RuleSet] => [
  rules,
  { version: wish.origin, layers: readRules(wish, rules) },
];

/** What rules would change, without a change. Throws `Refusal` that names what is wrong in them. */
export const tryRules = async (wish: RulesText, ports: Ports): Promise<DryRun> =>
  dryRun(wantedBy(wish, (await rulesToFollow(ports)).rules), ports);

const changedLayers = ([before, after]: [RuleSet, RuleSet]): Layer[] =>
  LAYERS.filter((layer) => !isDeepStrictEqual(before.layers[layer], after.layers[layer]));

/** Puts rules in force that differ from those there are; gives the layers that do. Throws `Refusal`. */
export const changeRules = (
  actor: Actor,
  wish: RulesText,
  ports: DeskPorts,
): Promise<{ version: string; layers: Layer[] }> =>
  ports.acts.once(actor, { dealerId: null, action: 'rules.put', subject: wish.origin }, async () => {
    const { rules, snapshot } = await rulesToFollow(ports);
    const change = wantedBy(wish, rules);
    const layers = changedLayers(change);
    if (layers.length === 0) throw new Refusal(reason('rules-same', { origin: wish.origin }));
    const [, after] = change;
    const put = { name: ports.parts.marketplace, layers: after.layers, snapshot, followed: rules.version };
    return puttingInForce(put, { layers }, ports);
  });
