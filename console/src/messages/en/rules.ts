import type { RULES as RU } from '../ru/rules.ts';

export const RULES: typeof RU = {
  layers: {
    'required-fields': 'Required fields',
    'model-catalogue': 'The marketplace’s catalogue',
    'field-rules': 'Rules of fields',
    'business-rules': 'Rules of business',
  },
  version: (version) => `Version ${version} is in force`,
  find: 'Find: field, brand, model',
  lines: (shown, all) => (shown === all ? `(${all})` : `(${shown} of ${all})`),
  inEnglish: '',
  change: 'The command npx feedwright rules put changes rules; rules dry-run shows first what that changes.',
};
