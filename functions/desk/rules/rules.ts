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

/** Which rules are in force. */
export const namedRules = async (ports: RulesPorts): Promise<InForce> => {
  const { rules, source } = await rulesInForce(marketplaceOf(ports).name, ports);
  return { version: rules.version, source };
};

/** A version that is kept, without its text. */
export type KeptRules = Omit<RuleSetRecord, 'rules'>;

/** Every version that is kept, the oldest first, those of the program before all: each has its time since people put some. */
export const versionsOfRules = async (ports: RulesPorts): Promise<KeptRules[]> => {
  const { name } = marketplaceOf(ports);
  const kept: KeptRules[] = [];
  for await (const { rules: _, ...record } of ports.table.rules.stream({ scope: RULES_SCOPE, name }))
    if (record.version !== CURRENT) kept.push(record);
  return kept.sort(({ putAt: one = '' }, { putAt: other = '' }) => one.localeCompare(other));
};

/** The rules in force, and every version that is kept. */
export const listRules = async (ports: RulesPorts): Promise<InForce & { versions: KeptRules[] }> => ({
  ...(await namedRules(ports)),
  versions: await versionsOfRules(ports),
});

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
