import * as z from 'zod';
import type { TestedStep } from '#contracts/host-test.ts';
import { channelNamed } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import type { HostTestRecord } from '#shared/table/records.ts';
import type { Actor } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { refuseUnknownDealer } from './known-dealer.ts';

export const TestDealer = z.strictObject({ dealerId: z.string() });

/**
 * Tries the way to a dealer's feed, in the table's channel, with a small file beside it, from where its deliveries come
 * from: gives each step and what came of it; nothing where the test itself broke off. Throws `Refusal` for a dealer that
 * nobody knows.
 */
export const testDealer = async (
  actor: Actor,
  { dealerId }: z.infer<typeof TestDealer>,
  ports: DeskPorts,
): Promise<TestedStep[]> => {
  await refuseUnknownDealer(dealerId, ports);
  const deed = { dealerId, action: 'dealer.test', subject: dealerId, details: channelNamed(ports) };
  const { channel } = ports.table;
  const at = await ports.acts.perform(actor, deed, async ({ at }) => {
    const name = ports.newId();
    await ports.machines.start('delivery', name, { at, mode: 'test', dealerId, channel });
    await ports.acts.untilEnded('delivery', name);
    return at;
  });
  const kept = await ports.table.hostTests.get({ dealerId });
  return kept?.at === at ? kept.steps : [];
};

/** What came of the last test of a dealer's host, and when that was asked for; null and no steps where there was none. */
export const lastHostTest = async (
  dealerId: string,
  ports: Pick<Ports, 'table'>,
): Promise<{ at: string | null; steps: HostTestRecord['steps'] }> => {
  await refuseUnknownDealer(dealerId, ports);
  return (await ports.table.hostTests.get({ dealerId })) ?? { at: null, steps: [] };
};
