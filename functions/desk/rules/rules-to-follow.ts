import { UsageError } from '#cli/command.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Ports } from '#shared/ports.ts';
import { RULES_SCOPE, rulesInForce } from '#shared/rules-in-force.ts';

/** The rules in force, and the snapshot they were derived from where it is not the bundled one. */
export interface RulesToFollow {
  rules: RuleSet;
  snapshot: string | undefined;
}

/** What a change of rules begins with. Throws `UsageError` where the table cannot be read: a change needs it. */
export const rulesToFollow = async (ports: Ports): Promise<RulesToFollow> => {
  const name = ports.parts.marketplace;
  const { rules, source } = await rulesInForce(name, ports);
  if (source !== 'table')
    throw new UsageError(`The rules in force cannot be read (${source} ones stand in): try again later`);
  const record = await ports.table.rules.get({ scope: RULES_SCOPE, name, version: rules.version });
  return { rules, snapshot: record?.snapshot };
};
