import { bundledSnapshot } from '../avito/snapshot.ts';
import businessRules from './business-rules.json' with { type: 'json' };
import { deriveLayers } from './derive-layers.ts';
import { parseRuleSet } from './parse-rule-set.ts';
import requiredFields from './required-fields.json' with { type: 'json' };
import type { RuleSet } from './rule-set.ts';

/**
 * The rules that come with the program: `bundled-<date>-<hash of their content>`, so that other content is another
 * version. Written down, since a cold start that asks for no more need not make them; a test holds it against them.
 */
export const BUNDLED_VERSION = 'bundled-2026-11-30-88c064ed';

const BUNDLED = /^bundled-\d{4}-\d{2}-\d{2}/;
const [DATED] = BUNDLED.exec(BUNDLED_VERSION) ?? [''];

/** True for rules that came with an earlier program: these follow them, and never follow a person's. */
export const isOlderBundle = (version: string): boolean => {
  const dated = BUNDLED.exec(version)?.[0];
  return dated !== undefined && dated <= DATED && version !== BUNDLED_VERSION;
};

const layers = {
  'required-fields': requiredFields,
  ...deriveLayers(bundledSnapshot),
  'business-rules': businessRules,
};

/** The rules that come with the program: they seed the table, and stand in when it cannot be read. */
export const bundledRules: RuleSet = parseRuleSet({ version: BUNDLED_VERSION, layers });
