import names from '#reference/models/brp-snowmobiles.json' with { type: 'json' };
import type { RuleSet } from '#reference/rules/rule-set.ts';

/** Avito's list of BRP snowmobiles as the program brings it, to the letter: one name ends in a space, one says "8 50". */
export const avitoNames: readonly string[] = names;

/** The names that a run matches with: those that its rules will hold the ads against, in the same array each time. */
export const namesOf = ({ layers }: RuleSet): readonly string[] => layers['model-catalogue'][0]?.names ?? [];
