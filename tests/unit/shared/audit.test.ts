import { expect, it } from 'vitest';
import { Refusal } from '#desk/refusal.ts';
import { reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { type Act, audited, auditMonth, auditScope } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import { testPorts } from '../../fakes/ports.ts';

const act: Act = {
  id: 'act-1',
  at: '2026-11-03T10:00:00.000Z',
  dealerId: 'demo',
  who: 'anna',
  action: 'match.set',
  subject: 'SUMMIT X',
  details: { name: 'Ski-Doo Summit X' },
};

const trail = async ({ audit }: Ports, { dealerId, at } = act) =>
  (await audit.query({ scope: auditScope(dealerId), month: auditMonth(at) })).map(({ id, step, reason }) => [
    id,
    step,
    ...(reason ? [sentenceOf(reason)] : []),
  ]);

it('is written before the effect, and again at its end', async () => {
  await using ports = await testPorts();
  const seen = await audited(act, ports, () => trail(ports));
  expect(seen).toEqual([['act-1', 'intended']]);
  expect((await trail(ports)).sort()).toEqual([
    ['act-1', 'done'],
    ['act-1', 'intended'],
  ]);
});

it('says why an act failed, and throws that on', async () => {
  await using ports = await testPorts();
  const failing = audited(act, ports, () => Promise.reject(new Error('the table is away')));
  await expect(failing).rejects.toThrow('the table is away');
  expect(await trail(ports)).toContainEqual(['act-1', 'failed', 'Error: the table is away']);
});

it('keeps the reason of what was refused', async () => {
  await using ports = await testPorts();
  const why = reason('code-nowhere', { modelCode: 'TJTH' });
  const refused = audited(act, ports, () => Promise.reject(new Refusal(why)));
  await expect(refused).rejects.toThrow(Refusal);
  const { at, dealerId } = act;
  expect(await ports.audit.query({ scope: auditScope(dealerId), month: auditMonth(at) })).toContainEqual(
    expect.objectContaining({ step: 'failed', reason: why }),
  );
});

it('lets nothing happen that cannot be written down', async () => {
  await using ports = await testPorts();
  const audit: Ports['audit'] = { ...ports.audit, append: () => Promise.reject(new Error('no trail')) };
  let happened = false;
  const unrecorded = audited(act, { audit }, async () => {
    happened = true;
  });
  await expect(unrecorded).rejects.toThrow('no trail');
  expect(happened).toBe(false);
});

it('keeps an act that is begun again once, and acts that concern all apart from a dealer’s', async () => {
  await using ports = await testPorts();
  for (const dealerId of ['demo', 'demo', null]) await audited({ ...act, dealerId }, ports, async () => {});
  expect(await trail(ports)).toHaveLength(2);
  expect(await trail(ports, { ...act, dealerId: null })).toHaveLength(2);
  expect(await trail(ports, { ...act, at: '2026-12-01T00:00:00.000Z' })).toEqual([]);
});
