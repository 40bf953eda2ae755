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

let lastRead: RuleSet | undefined;

const currentSet = async (name: string, { rules }: Ports['table']): Promise<RulesInForce> => {
  const pointer = await rules.get({ scope: 'SHARED', name, version: 'CURRENT' });
  if (!pointer?.points) return BUNDLED;
  const record = await rules.get({ scope: 'SHARED', name, version: pointer.points });
  lastRead = parseRuleSet(record?.rules);
  return { rules: lastRead, source: 'table' };
};

/** The marketplace's rules from the table; failing that the set last read, failing that the bundled one. */
export const rulesInForce = (name: string, { table }: Pick<Ports, 'table'>): Promise<RulesInForce> =>
  currentSet(name, table).catch(() => (lastRead ? { rules: lastRead, source: 'cached' } : BUNDLED));
