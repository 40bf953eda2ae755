import models from '#reference/models/brp-snowmobiles.json' with { type: 'json' };
import businessRules from './business-rules.json' with { type: 'json' };
import fieldRules from './field-rules.json' with { type: 'json' };
import { parseRuleSet } from './parse-rule-set.ts';
import requiredFields from './required-fields.json' with { type: 'json' };
import type { RuleSet } from './rule-set.ts';

const MODEL_LISTED = {
  id: 'model-listed',
  severity: 'block',
  source: "S0-38: Avito's own list of BRP models, its spaces and misspellings included (C8)",
  tag: 'Model',
  names: models,
};

/** The rules that come with the program: they seed the table, and stand in when it cannot be read. */
export const bundledRules: RuleSet = parseRuleSet({
  version: 'bundled-2026-11',
  layers: {
    'required-fields': requiredFields,
    'model-catalogue': [MODEL_LISTED],
    'field-rules': fieldRules,
    'business-rules': businessRules,
  },
});
