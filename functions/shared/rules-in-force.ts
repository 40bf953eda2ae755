import type { Validated } from '#contracts/validated.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Ports } from './ports.ts';

/** Rules and where they were read: a degraded answer is marked, never disguised. */
export interface RulesInForce {
  rules: RuleSet;
  source: Validated['rules']['source'];
}

const BUNDLED: RulesInForce = { rules: bundledRules, source: 'bundled' };

const lastRead = new Map<string, RuleSet>();

const currentSet = async (name: string, table: Ports['table']): Promise<RulesInForce> => {
  const pointer = await table.rules.get({ scope: 'SHARED', name, version: 'CURRENT' });
  if (!pointer?.points) return BUNDLED;
  const record = await table.rules.get({ scope: 'SHARED', name, version: pointer.points });
  const rules = parseRuleSet(record?.rules);
  lastRead.set(name, rules);
  return { rules, source: 'table' };
};

/** The marketplace's rules from the table; failing that the set last read, failing that the bundled one. */
export const rulesInForce = (name: string, { table }: Pick<Ports, 'table'>): Promise<RulesInForce> =>
  currentSet(name, table).catch(() => {
    const rules = lastRead.get(name);
    return rules ? { rules, source: 'cached' } : BUNDLED;
  });
