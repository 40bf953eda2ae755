import { sha256 } from '#shared/hash.ts';
import { bundledSnapshot } from '../avito/snapshot.ts';
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

/** Of a bundled version: `bundled-<date>-<hash of its content>`, so that other content is another version. */
const DATED = 'bundled-2026-11-22';
const BUNDLED = /^bundled-\d{4}-\d{2}-\d{2}/;
const HASH_DIGITS = 8;

/** The rules that come with the program: they seed the table, and stand in when it cannot be read. */
export const bundledRules: RuleSet = parseRuleSet({
  version: `${DATED}-${sha256(JSON.stringify(layers)).slice(0, HASH_DIGITS)}`,
  layers,
});

/** True for rules that came with an earlier program: these follow them, and never follow a person's. */
export const isOlderBundle = (version: string): boolean => {
  const dated = BUNDLED.exec(version)?.[0];
  return dated !== undefined && dated <= DATED && version !== bundledRules.version;
};
