import { expect, test } from 'vitest';
import { type NewRules, nextVersion, putRules } from '#desk/rules/put-in-force.ts';
import { remedyOf } from '#messages/say.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { rulesInForce, versionInForce } from '#shared/rules-in-force.ts';
import { testPorts } from '../../fakes/ports.ts';

const rulesAfter = (followed: string): NewRules => ({
  name: 'avito',
  layers: { ...bundledRules.layers, 'business-rules': [] },
  followed,
  putBy: 'ivan',
  putAt: '2026-11-22T10:00:00.000Z',
});

test('rules are put as a numbered version with its author, and are in force then', async () => {
  await using ports = await testPorts();
  const followed = await versionInForce('avito', ports);
  const version = await nextVersion('avito', ports);
  expect([version, await putRules(version, rulesAfter(followed), ports)]).toEqual(['v1', null]);
  expect(await rulesInForce('avito', ports)).toMatchObject({ rules: { version: 'v1' }, source: 'table' });
  expect(await nextVersion('avito', ports)).toBe('v2');
  expect(await ports.table.rules.get({ scope: 'SHARED', name: 'avito', version: 'v1' })).toMatchObject({
    putBy: 'ivan',
    putAt: '2026-11-22T10:00:00.000Z',
  });
});

test('who followed rules that are no longer in force is refused, and told what to do', async () => {
  await using ports = await testPorts();
  const followed = await versionInForce('avito', ports);
  await putRules('v1', rulesAfter(followed), ports);
  const refused = await putRules('v2', rulesAfter(followed), ports);
  expect(refused?.reason.code).toBe('rules-overtaken');
  expect(refused && remedyOf(refused.reason)).toContain('rules list');
  expect(await versionInForce('avito', ports)).toBe('v1');
  expect(await putRules('v1', rulesAfter('v1'), ports)).toMatchObject({
    reason: { code: 'rules-overtaken' },
  });
});
