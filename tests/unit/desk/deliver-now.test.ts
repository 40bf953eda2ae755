import { expect, test } from 'vitest';
import { deliverNow } from '#desk/feeds/deliver.ts';
import { deliveredProblems } from '#desk/feeds/feed-problems.ts';
import { putDealer } from '#shared/dealers.ts';
import { takeLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { type DeliveryInput, runDelivery } from '../../fakes/delivery-machine.ts';
import { deskOn } from '../../fakes/desk.ts';
import { build, dropList, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';

/** The delivery machine itself. */
const deskOf = (ports: Ports) =>
  deskOn(ports, async (_, __, input) => {
    await runDelivery(input as DeliveryInput, ports);
    return true;
  });

const delivered = async (ports: Ports) => {
  const [only] = await Array.fromAsync(deliverNow({ who: 'anna' }, { dealerId: 'demo' }, deskOf(ports)));
  if (!only) throw new Error('nothing was delivered');
  return { receipt: only.delivery?.feedVersion ?? null, problems: deliveredProblems(only) };
};

test('a delivery that found another at work is not told by the receipt of an earlier one', async () => {
  await using ports = await testPorts();
  await putDealer(testDealer({ id: 'demo' }), ports, { fromFile: false });
  await dropList(ports, '1', [withAd('AAA1')]);
  await build(ports);
  expect((await delivered(ports)).receipt).toBe(1);
  const lease = { dealerId: 'demo', name: 'delivery', owner: 'another', milliseconds: 60_000 };
  expect(await takeLease(lease, ports)).toBe(true);
  expect(await delivered(ports)).toMatchObject({
    receipt: null,
    problems: [{ severity: 'waiting', stage: 'deliver', reason: { code: 'delivery-without-receipt' } }],
  });
});
