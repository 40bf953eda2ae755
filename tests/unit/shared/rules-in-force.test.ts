import { describe, expect, it } from 'vitest';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import type { Ports } from '#shared/ports.ts';
import { pointTo, rulesInForce, rulesOfRun, versionInForce } from '#shared/rules-in-force.ts';
import { CURRENT } from '#shared/table/repositories.ts';
import { testPorts } from '../../fakes/ports.ts';

const own = { ...bundledRules, version: 'own-1' };

const putVersion = ({ table }: Ports, name: string, version: string, rules: object = own) =>
  table.rules.put({ scope: 'SHARED', name, version, rules });

const pointer = async ({ table }: Ports, name: string) =>
  (await table.rules.get({ scope: 'SHARED', name, version: CURRENT }))?.points;

/** The table does not answer any more. */
const unreadable = (ports: Ports): Ports => {
  const get = () => Promise.reject(new Error('the table is down'));
  return { ...ports, table: { ...ports.table, rules: { ...ports.table.rules, get } } };
};

describe('the rules in force', () => {
  it('are the bundled ones, which the first reader brings into the table', async () => {
    await using ports = await testPorts();
    expect(await rulesInForce('first', ports)).toEqual({ rules: bundledRules, source: 'table' });
    expect(await pointer(ports, 'first')).toBe(bundledRules.version);
  });

  it('are the bundled ones, marked so, where the table never answered', async () => {
    await using ports = await testPorts();
    expect(await rulesInForce('never', unreadable(ports))).toEqual({
      rules: bundledRules,
      source: 'bundled',
    });
  });

  it('are those the table points to; when it cannot be read, the ones read last', async () => {
    await using ports = await testPorts();
    await putVersion(ports, 'avito', 'own-1');
    await pointTo('avito', 'own-1', null, ports);
    expect(await rulesInForce('avito', ports)).toEqual({ rules: own, source: 'table' });
    expect(await rulesInForce('avito', unreadable(ports))).toEqual({ rules: own, source: 'cached' });
    await putVersion(ports, 'avito', 'own-1', { broken: true });
    expect(await rulesInForce('avito', ports)).toEqual({ rules: own, source: 'cached' });
  });

  it('follow a newer program where they came with an older one, and never replace a person’s', async () => {
    await using ports = await testPorts();
    await putVersion(ports, 'followed', 'bundled-2025-01-01-12345678');
    await pointTo('followed', 'bundled-2025-01-01-12345678', null, ports);
    expect(await versionInForce('followed', ports)).toBe(bundledRules.version);
    await putVersion(ports, 'followed', 'own-1');
    await pointTo('followed', 'own-1', bundledRules.version, ports);
    expect(await versionInForce('followed', ports)).toBe('own-1');
  });

  it('change once only: who looked at another version moves nothing', async () => {
    await using ports = await testPorts();
    const seen = await versionInForce('twice', ports);
    expect(await pointTo('twice', 'a', seen, ports)).toBe(true);
    expect(await pointTo('twice', 'b', seen, ports)).toBe(false);
    expect(await pointer(ports, 'twice')).toBe('a');
  });
});

describe('a run', () => {
  it('keeps the version it pinned when others are put in force', async () => {
    await using ports = await testPorts();
    const rulesVersion = await versionInForce('pinned', ports);
    await putVersion(ports, 'pinned', 'own-1');
    await pointTo('pinned', 'own-1', rulesVersion, ports);
    expect(await rulesOfRun('pinned', { rulesVersion }, ports)).toEqual({
      rules: bundledRules,
      source: 'table',
    });
    expect(await rulesOfRun('pinned', { rulesVersion }, unreadable(ports))).toMatchObject({
      rules: { version: rulesVersion },
      source: 'cached',
    });
  });

  it('whose version nobody has any more is judged by the bundled rules, marked so', async () => {
    await using ports = await testPorts();
    const { rules, source } = await rulesOfRun('lost', { rulesVersion: 'lost-1' }, ports);
    expect([rules.version, source]).toEqual([bundledRules.version, 'bundled']);
  });
});
