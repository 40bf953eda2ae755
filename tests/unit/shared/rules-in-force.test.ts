import { describe, expect, it } from 'vitest';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import { testPorts } from '../../fakes/ports.ts';

const own = { ...bundledRules, version: 'own-1' };

describe('the rules in force', () => {
  it('are the bundled ones, marked so, while the table holds none', async () => {
    await using ports = await testPorts();
    expect(await rulesInForce('avito', ports)).toEqual({ rules: bundledRules, source: 'bundled' });
  });

  it('are those the table points to; when it cannot be read, the ones read last', async () => {
    await using ports = await testPorts();
    const { rules } = ports.table;
    await rules.put({ scope: 'SHARED', name: 'avito', version: 'own-1', rules: own });
    await rules.put({ scope: 'SHARED', name: 'avito', version: 'CURRENT', points: 'own-1' });
    expect(await rulesInForce('avito', ports)).toEqual({ rules: own, source: 'table' });
    await rules.put({ scope: 'SHARED', name: 'avito', version: 'own-1', rules: { broken: true } });
    expect(await rulesInForce('avito', ports)).toEqual({ rules: own, source: 'cached' });
  });
});
