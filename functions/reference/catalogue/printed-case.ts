/**
 * Words that a title printed in capitals spells otherwise than the rule says. The rule: four letters and more
 * in a row are a word ("TURBO" is "Turbo"), fewer an abbreviation ("MXZ", "X-RS", "ACE").
 */
export const PRINTED_CASE: Readonly<Record<string, string>> = {
  NEO: 'Neo',
  'NEO+': 'Neo+',
  PRO: 'Pro',
  AIR: 'Air',
  WITH: 'with',
  AND: 'and',
  BOONDOCKER: 'BoonDocker',
  ITC: 'iTC',
};
