import '#marketplace/listing-scorers.ts';
import '#marketplace/marketplaces.ts';
import '#pages/readers.ts';
import '../reports/report-kind.ts';
import { parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import { pluginsOf, refuseFaultyPlugins } from '#shared/plugins.ts';
import type { MarketplacePlugin } from './plugin.ts';

/** What is wrong with the rules that a marketplace brings, which else its first list would tell; empty where nothing is. */
export const ruleFaults = ({ name, rules }: Pick<MarketplacePlugin, 'name' | 'rules'>): string[] => {
  try {
    parseRuleSet({ version: name, layers: rules });
    return [];
  } catch (error) {
    return [`marketplace ${name}, whose rules are wrong: ${(error as Error).message}`];
  }
};

/**
 * Throws `ConfigurationError` that names each configured module that does not fit, be it that its name is taken: what
 * takes plug-ins has been loaded by then.
 */
export const checkPlugins = (): void => {
  refuseFaultyPlugins();
  refuseFaultyPlugins({ faults: pluginsOf<MarketplacePlugin>('marketplace').flatMap(ruleFaults) });
};
