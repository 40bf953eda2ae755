import { expect, test } from 'vitest';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { BadRuleSet, parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';

/** The bundled rules, as JSON, with a change that breaks them. */
const changed = (change: (rules: RuleSet) => void): RuleSet => {
  const rules = structuredClone(bundledRules);
  change(rules);
  return rules;
};

const problemsOf = (rules: unknown) => {
  try {
    return parseRuleSet(rules) && [];
  } catch (error) {
    return error instanceof BadRuleSet ? error.problems : [];
  }
};

const fieldRule = (rules: RuleSet, tag: string) => {
  const rule = rules.layers['field-rules'].find((each) => each.tag === tag);
  if (!rule?.cases[0]) throw new Error(`no rule for ${tag}`);
  return { rule, first: rule.cases[0] };
};

test('the bundled rules survive being stored as JSON', () => {
  expect(parseRuleSet(JSON.parse(JSON.stringify(bundledRules)))).toEqual(bundledRules);
});

type Refused = [what: string, change: (rules: RuleSet) => void, place: string, reason: RegExp];

test.each<Refused>([
  [
    'a pattern that is none',
    (rules) => Object.assign(fieldRule(rules, 'Id').first, { pattern: '[' }),
    'layers.field-rules[0] (field-Id).cases[0].pattern',
    /regular expression/,
  ],
  ...['x(?i:y)', '(?i:x)y(?i:z)', '(?i:x(?-i:y))'].map(
    (forbidden): Refused => [
      `${forbidden}, of which a part alone heeds no case,`,
      (rules) => Object.assign(fieldRule(rules, 'Title').first, { forbidden }),
      'layers.field-rules[20] (field-Title).cases[0].forbidden',
      /less than the whole/,
    ],
  ),
  [
    'a range upside down',
    (rules) => Object.assign(fieldRule(rules, 'Price').first, { range: { min: 2, max: 1 } }),
    'layers.field-rules[22] (field-Price).cases[0].range',
    /minimum over its maximum/,
  ],
  [
    'an unknown severity',
    (rules) => Object.assign(fieldRule(rules, 'Title').rule, { severity: 'fatal' }),
    'layers.field-rules[20] (field-Title).severity',
    /block/,
  ],
  [
    'a dependency on a field that is none',
    (rules) => Object.assign(fieldRule(rules, 'Id').first, { when: [{ tag: 'Colour', absent: true }] }),
    'layers.field-rules[0] (field-Id).cases',
    /"Colour"/,
  ],
  [
    'two rules of one name',
    (rules) => rules.layers['required-fields'].push(...rules.layers['required-fields'].slice(0, 1)),
    'the rule set',
    /"model-code" stands twice/,
  ],
  [
    'an option nobody knows',
    (rules) => Object.assign(rules.layers['business-rules'][0] ?? {}, { sometimes: true }),
    'layers.business-rules[0] (brand-of-family)',
    /sometimes/,
  ],
])('%s is refused with its place and the reason', (_, change, place, reason) => {
  expect(problemsOf(changed(change))).toContainEqual(
    expect.objectContaining({ place, reason: expect.stringMatching(reason) }),
  );
});

test('what is no rule set at all is refused too', () => {
  expect(() => parseRuleSet('rules')).toThrow(BadRuleSet);
});
