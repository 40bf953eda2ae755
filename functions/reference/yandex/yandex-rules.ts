import businessRules from '../rules/business-rules.json' with { type: 'json' };
import requiredFields from '../rules/required-fields.json' with { type: 'json' };
import fieldRules from './field-rules.json' with { type: 'json' };

/**
 * What an offer of Yandex's YML is held against: what every machine must have and what goes together, as at the first
 * marketplace, and YML's own fields. Yandex lists no names of models.
 */
export const YANDEX_LAYERS = {
  'required-fields': requiredFields,
  'model-catalogue': [],
  'field-rules': fieldRules,
  'business-rules': businessRules,
};
