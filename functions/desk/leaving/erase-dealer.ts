import * as z from 'zod';
import { reason } from '#messages/reason.ts';
import { inChannelsOf } from '#shared/in-channel.ts';
import type { HeldCounts, LeavingRecord } from '#shared/table/leaving-records.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { lastDelivery } from '../feeds/feed.ts';
import { announceWithdrawal, atUrl } from '../offers/withdraw.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { countHeld, removeHeld } from './remove.ts';

/** A dealer whose data is to be removed, named twice; and why nobody need see its feed empty, where its address is gone. */
export const EraseDealer = z.strictObject({
  dealer: z.string().max(40),
  confirm: z.string().max(40),
  withoutFarewell: z.string().trim().min(1).max(500).optional(),
});

/** What came of it. */
export interface Erased {
  dealer: string;
  farewell: NonNullable<LeavingRecord['farewell']>;
  /** What was held. */
  counts: HeldCounts;
  /** It was configured by a file of this machine, which brings it back at the next start. */
  fromFile: boolean;
}

/** From now on nothing new is begun for the dealer. */
const stop = async (
  dealerId: string,
  who: string,
  at: string,
  { table }: DeskPorts,
): Promise<LeavingRecord> => {
  const record = { dealerId, by: who, at };
  await table.leavings.putIf(record, (stored, { notExists }) => notExists(stored.dealerId));
  return (await table.leavings.get({ dealerId })) ?? record;
};

const isRunning = async ({ claimedBy }: DocumentRecord, { machines }: DeskPorts): Promise<boolean> => {
  for (const machine of ['price-list', 'catalogue'] as const)
    if ((await machines.status(machine, claimedBy)) === 'RUNNING') return true;
  return false;
};

const filesAtWork = async (dealerId: string, ports: DeskPorts): Promise<string[]> => {
  const names: string[] = [];
  for await (const document of ports.table.documents.stream({ dealerId }))
    if (document.status === 'processing' && (await isRunning(document, ports))) names.push(document.name);
  return names;
};

const batchesAtWork = async (dealerId: string, { table }: DeskPorts): Promise<string[]> => {
  const names: string[] = [];
  for (const { batchId, status } of await table.batches.query({}))
    if (status !== 'ended' && (await table.batchFiles.pageOf({ batchId, dealerId }, FIRST)).items.length > 0)
      names.push(batchId);
  return names;
};

const FIRST = { limit: 1, after: null };

/** Builds, deliveries and looks at the marketplace that hold a lease. */
const leasesHeld = async (dealerId: string, ports: DeskPorts): Promise<string[]> => {
  const now = ports.clock().getTime();
  const held = await inChannelsOf(dealerId, ports, (inOne) => inOne.table.locks.query({ dealerId }));
  return held.flat().flatMap(({ name, until }) => (until >= now ? [name] : []));
};

type Find = (dealerId: string, ports: DeskPorts) => Promise<string[]>;

const refuseAtWork = async (dealerId: string, ports: DeskPorts, ...finds: Find[]): Promise<void> => {
  const names = (await Promise.all(finds.map((find) => find(dealerId, ports)))).flat();
  if (names.length > 0) throw new Refusal(reason('dealer-at-work', { dealerId, names: [...new Set(names)] }));
};

const servedIn = async (dealerId: string, inOne: DeskPorts) => ({
  ...(await atUrl(dealerId, inOne)),
  channel: inOne.table.channel,
  last: await lastDelivery(dealerId, inOne),
});

/**
 * Empties what is live of the dealer in every channel, as any withdrawal is brought, and gives how that ended. Throws
 * `Refusal` where an address still serves ads.
 */
const sayFarewell = async (
  { dealerId, by }: LeavingRecord,
  ports: DeskPorts,
): Promise<'confirmed' | 'nothing-live'> => {
  const at = ports.clock().toISOString();
  const delivery = await announceWithdrawal(dealerId, { by, at }, ports);
  await ports.acts.untilEnded('delivery', delivery);
  const states = await inChannelsOf(dealerId, ports, (inOne) => servedIn(dealerId, inOne));
  const [open] = states.filter(({ url }) => url === 'still-served');
  if (!open) return states.every(({ url }) => url === 'nothing-live') ? 'nothing-live' : 'confirmed';
  const because = open.halted ?? open.last?.reason;
  const names = states.flatMap(({ url, channel }) => (url === 'still-served' ? [channel] : []));
  throw new Refusal(reason('farewell-unconfirmed', { dealerId, names, reasons: because ? [because] : [] }));
};

/** Stops the dealer and empties its feed; gives how the farewell ended. Throws `Refusal`, and the dealer stays stopped. */
const leave = async (
  { who }: Actor,
  { dealer: dealerId, withoutFarewell }: z.infer<typeof EraseDealer>,
  ports: DeskPorts,
): Promise<NonNullable<LeavingRecord['farewell']>> => {
  const leaving = await stop(dealerId, who, ports.clock().toISOString(), ports);
  await refuseAtWork(dealerId, ports, filesAtWork, batchesAtWork);
  const known = withoutFarewell === undefined ? leaving.farewell : ('left' as const);
  const farewell = known ?? (await sayFarewell(leaving, ports));
  await refuseAtWork(dealerId, ports, leasesHeld);
  await ports.table.leavings.patchIf({ dealerId }, { farewell });
  return farewell;
};

/** Counted once: who goes on with a broken erasure finds less. */
const counted = async (dealerId: string, ports: DeskPorts): Promise<HeldCounts> => {
  const known = (await ports.table.leavings.get({ dealerId }))?.counts;
  return known ?? countHeld(dealerId, ports);
};

const refuseUnlessKnown = async (dealerId: string, ports: DeskPorts): Promise<void> => {
  if (!(await ports.table.leavings.get({ dealerId }))) await refuseUnknownDealer(dealerId, ports);
};

const removeAll = async (dealerId: string, counts: HeldCounts, ports: DeskPorts): Promise<void> => {
  await ports.table.leavings.patchIf({ dealerId }, { counts });
  await removeHeld(dealerId, ports);
  await ports.table.leavings.remove({ dealerId });
};

/**
 * Removes all that is held of a dealer: it is stopped, its feed is emptied and seen empty, then everything goes. The audit
 * trail keeps who did it, when, and what was counted. Broken off at whatever step, the same asked for again goes on. Throws
 * `Refusal` where it is not confirmed, where work is under way, and where its feed was not seen empty.
 */
export const eraseDealer = async (
  actor: Actor,
  wish: z.infer<typeof EraseDealer>,
  ports: DeskPorts,
): Promise<Erased> => {
  const { dealer: dealerId, confirm, withoutFarewell } = wish;
  const asked = { dealerId: null, subject: dealerId };
  const left = await ports.acts.once(actor, { ...asked, action: 'dealer.leave' }, async () => {
    await refuseUnlessKnown(dealerId, ports);
    if (confirm !== dealerId) throw new Refusal(reason('erase-unconfirmed', { dealerId }));
    return { details: withoutFarewell ? { withoutFarewell } : {}, effect: () => leave(actor, wish, ports) };
  });
  return ports.acts.once(actor, { ...asked, action: 'dealer.erase' }, async () => {
    const fromFile = (await ports.table.dealers.get({ dealerId }))?.fileVersion !== undefined;
    const counts = await counted(dealerId, ports);
    const effect = async () => {
      await removeAll(dealerId, counts, ports);
      return { dealer: dealerId, farewell: left, counts, fromFile };
    };
    return { details: { ...counts, farewell: left }, effect };
  });
};
