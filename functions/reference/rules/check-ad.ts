import type { Ad } from '#contracts/validated.ts';
import { checkFields } from './check-fields.ts';
import { checkModel } from './check-model.ts';
import type { Finding } from './finding.ts';
import type { RuleSet } from './rule-set.ts';

/** All that an ad alone shows: the layers that need neither price list nor dealer. Empty for a valid ad. */
export const checkAd = (ad: Ad, { layers }: RuleSet): Finding[] => [
  ...layers['model-catalogue'].flatMap((rule) => checkModel(ad, rule)),
  ...checkFields(ad, layers['field-rules']),
];
