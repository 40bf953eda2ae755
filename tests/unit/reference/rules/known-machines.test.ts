import { describe, expect, it } from 'vitest';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { withKnownMachines } from '#reference/rules/known-machines.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { book, engine, model } from '../../match/rows.ts';

const tableOf = (rules: RuleSet, id: string) =>
  rules.layers['business-rules'].find((rule) => rule.id === id)?.table ?? {};

const BOOK = book(
  'SKI-DOO',
  2029,
  model({ family: 'Summit', engines: [engine({ name: '950 E-TEC' }), engine({ name: '900 ACE Turbo R' })] }),
  model({ family: 'Glacier', engines: [engine({ name: '600 EFI' })] }),
  model({ family: 'Tundra', isElectric: true, engines: [engine({ name: '50/9' })] }),
);

describe('what goes together', () => {
  it('is what the rules say where they have a line, whatever old names once said', () => {
    expect(tableOf(withKnownMachines(bundledRules, []), 'engines-of-family').SUMMIT).toEqual(['600', '850']);
  });

  it('is what the names in force say where the rules have no line', () => {
    const known = withKnownMachines(bundledRules, []);
    expect(tableOf(known, 'engines-of-family').BOONDOCKER).toEqual(['600', '800', '850']);
    expect(tableOf(known, 'brand-of-family')['XTRIM COMMANDER']).toEqual(['LYNX']);
  });

  it('is also what an ingested spec book prints, of known families and new ones', () => {
    const known = withKnownMachines(bundledRules, [BOOK]);
    expect(tableOf(known, 'engines-of-family').SUMMIT).toEqual(['600', '850', '950', '900']);
    expect(tableOf(known, 'engines-of-family').GLACIER).toEqual(['600']);
    expect(tableOf(known, 'engines-of-family').TUNDRA).toContain('electric');
    expect(tableOf(known, 'brand-of-family').GLACIER).toEqual(['SKI-DOO']);
  });

  it('leaves the rules themselves as they are', () => {
    withKnownMachines(bundledRules, [BOOK]);
    expect(tableOf(bundledRules, 'engines-of-family').GLACIER).toBeUndefined();
  });
});
