import { bundledSnapshot } from '../avito/snapshot.ts';
import { BUNDLED_VERSION } from './bundled-version.ts';
import businessRules from './business-rules.json' with { type: 'json' };
import { deriveLayers } from './derive-layers.ts';
import { parseRuleSet } from './parse-rule-set.ts';
import requiredFields from './required-fields.json' with { type: 'json' };
import type { RuleSet } from './rule-set.ts';

const layers = {
  'required-fields': requiredFields,
  ...deriveLayers(bundledSnapshot),
  'business-rules': businessRules,
};

/** The rules that come with the program: they seed the table, and stand in when it cannot be read. */
export const bundledRules: RuleSet = parseRuleSet({ version: BUNDLED_VERSION, layers });
