import { LAYERS, type Layer } from '#contracts/validated.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { describeLayer } from '#reference/rules/describe-rules.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Ports } from '#shared/ports.ts';
import { RULES_SCOPE, rulesInForce } from '#shared/rules-in-force.ts';
import type { RuleSetRecord } from '#shared/table/common-records.ts';
import { CURRENT } from '#shared/table/repositories.ts';
import { Refusal } from '../refusal.ts';

/** Which rules are in force, and where they come from: the table, or what stands in while it cannot be read. */
export interface InForce {
  version: string;
  source: Awaited<ReturnType<typeof rulesInForce>>['source'];
}

type RulesPorts = Pick<Ports, 'table' | 'parts' | 'clock'>;

/** The rules in force, and every version that is kept. */
export const listRules = async (
  ports: RulesPorts,
): Promise<InForce & { versions: Omit<RuleSetRecord, 'rules'>[] }> => {
  const name = marketplaceOf(ports).name;
  const { rules, source } = await rulesInForce(name, ports);
  const stored = await ports.table.rules.query({ scope: RULES_SCOPE, name });
  const versions = stored.filter(({ version }) => version !== CURRENT);
  return { version: rules.version, source, versions: versions.map(({ rules: _, ...record }) => record) };
};

/** One layer of the rules in force, as data and in words. Throws `Refusal` for a layer that there is not. */
export const showLayer = async (
  name: string,
  ports: RulesPorts,
): Promise<InForce & { layer: Layer; rules: RuleSet['layers'][Layer]; lines: string[] }> => {
  const layer = LAYERS.find((known) => known === name);
  if (!layer) throw new Refusal(reason('layer-unknown', { name, layers: LAYERS }));
  const { rules, source } = await rulesInForce(marketplaceOf(ports).name, ports);
  const lines = describeLayer(layer, rules.layers);
  return { version: rules.version, source, layer, rules: rules.layers[layer], lines };
};
