import * as z from 'zod';
import { FIRST_CHANNEL } from '#contracts/channel.ts';
import { reason } from '#messages/reason.ts';
import { type Act, auditScope } from '#shared/audit.ts';
import { channelsOf, inChannel } from '#shared/in-channel.ts';
import type { BatchRecord } from '#shared/table/batch-records.ts';
import type { HeldCounts, LeavingRecord } from '#shared/table/leaving-records.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { type Actor, isOver } from '../acts.ts';
import { executionOf } from '../batches/batches.ts';
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

type Farewell = NonNullable<LeavingRecord['farewell']>;

/** What came of it. */
export interface Erased {
  dealer: string;
  farewell: Farewell;
  /** What was held. */
  counts: HeldCounts;
  /** Secrets that it named and that may not be removed here. */
  secretsLeft: string[];
  /** It was configured by a file of this machine, which brings it back at the next start. */
  fromFile: boolean;
}

/**
 * From now on nothing new is begun for the dealer. Throws `Refusal` for an act that was broken off and is taken up again
 * where somebody has brought the dealer back since.
 */
const stop = async (
  dealerId: string,
  { who: by, at }: Pick<Act, 'who' | 'at'>,
  { table, clock }: DeskPorts,
): Promise<LeavingRecord> => {
  const known = await table.leavings.get({ dealerId });
  if (known) return known;
  if (isOver({ at }, clock())) throw new Refusal(reason('leaving-over', { dealerId }));
  const record = { dealerId, by, at };
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

const FIRST = { limit: 1, after: null };

/** While its files are being listed nobody knows whether one of the dealer's is to come; what broke off then lists nothing more. */
const mayTakeMore = async (batch: BatchRecord, { machines }: DeskPorts): Promise<boolean> =>
  batch.status === 'planning' && (await machines.status('batch', executionOf(batch))) === 'RUNNING';

const hasFilesOf = async (
  dealerId: string,
  { batchId }: BatchRecord,
  { table }: DeskPorts,
): Promise<boolean> => (await table.batchFiles.pageOf({ batchId, dealerId }, FIRST)).items.length > 0;

const batchesAtWork = async (dealerId: string, ports: DeskPorts): Promise<string[]> => {
  const names: string[] = [];
  for (const batch of await ports.table.batches.query({}))
    if (
      batch.status !== 'ended' &&
      ((await mayTakeMore(batch, ports)) || (await hasFilesOf(dealerId, batch, ports)))
    )
      names.push(batch.batchId);
  return names;
};

/** Begun before the dealer was stopped; one that was broken off is waited for as long as any act may last. */
const actsAtWork = async (dealerId: string, { table, clock }: DeskPorts): Promise<string[]> => {
  const acts = await table.acts.query({ scope: auditScope(dealerId) });
  const atWork = acts.filter((act) => act.result === undefined && !isOver(act, clock()));
  return atWork.map(({ action }) => action);
};

/** In each channel that the dealer sells in or ever did: what was brought there may be served still. */
const inChannelsEver = async <Result>(
  dealerId: string,
  ports: DeskPorts,
  work: (ports: DeskPorts) => Promise<Result>,
): Promise<Result[]> => {
  const versions = await ports.table.dealerVersions.query({ dealerId });
  const channels = new Set([
    FIRST_CHANNEL,
    ...versions.flatMap(({ configuration }) => channelsOf(configuration)),
  ]);
  return Promise.all([...channels].map((channel) => work(inChannel(channel, ports))));
};

/** Builds, deliveries and looks at the marketplace that hold a lease. */
const leasesHeld = async (dealerId: string, ports: DeskPorts): Promise<string[]> => {
  const now = ports.clock().getTime();
  const held = await inChannelsEver(dealerId, ports, (inOne) => inOne.table.locks.query({ dealerId }));
  return held.flat().flatMap(({ name, until }) => (until >= now ? [name] : []));
};

type Find = (dealerId: string, ports: DeskPorts) => Promise<string[]>;

const refuseAtWork = async (dealerId: string, ports: DeskPorts, ...finds: Find[]): Promise<void> => {
  const names = (await Promise.all(finds.map((find) => find(dealerId, ports)))).flat();
  if (names.length > 0) throw new Refusal(reason('dealer-at-work', { dealerId, names: [...new Set(names)] }));
};

/** Brought to a host that let it in, and not seen at the URL: what lies there nobody knows. */
const wasBrought = async (dealerId: string, { table }: DeskPorts): Promise<boolean> =>
  (await table.deliveries.query({ dealerId })).some(
    ({ attempts, outcome }) => attempts > 0 && outcome !== 'halted',
  );

const servedIn = async (dealerId: string, inOne: DeskPorts) => {
  const { url, halted } = await atUrl(dealerId, inOne);
  const isSure = url !== 'nothing-live' || !(await wasBrought(dealerId, inOne));
  return {
    ...{ url: isSure ? url : 'still-served', halted, channel: inOne.table.channel },
    last: await lastDelivery(dealerId, inOne),
  };
};

/**
 * Empties what is live of the dealer in every channel it sells in, as any withdrawal is brought, and gives how that ended.
 * Throws `Refusal` where an address still serves ads, or may, also of a channel that it sells in no more.
 */
const sayFarewell = async (
  { dealerId, by }: LeavingRecord,
  ports: DeskPorts,
): Promise<'confirmed' | 'nothing-live'> => {
  const at = ports.clock().toISOString();
  const delivery = await announceWithdrawal(dealerId, { by, at }, ports);
  await ports.acts.untilEnded('delivery', delivery);
  const states = await inChannelsEver(dealerId, ports, (inOne) => servedIn(dealerId, inOne));
  const [open] = states.filter(({ url }) => url === 'still-served');
  if (!open) return states.every(({ url }) => url === 'nothing-live') ? 'nothing-live' : 'confirmed';
  const because = open.halted ?? open.last?.reason;
  const names = states.flatMap(({ url, channel }) => (url === 'still-served' ? [channel] : []));
  throw new Refusal(reason('farewell-unconfirmed', { dealerId, names, reasons: because ? [because] : [] }));
};

/** Stops the dealer and empties its feed; gives how the farewell ended. Throws `Refusal`, and the dealer stays stopped. */
const leave = async (
  act: Act,
  { dealer: dealerId, withoutFarewell }: z.infer<typeof EraseDealer>,
  ports: DeskPorts,
): Promise<Farewell> => {
  const leaving = await stop(dealerId, act, ports);
  await refuseAtWork(dealerId, ports, filesAtWork, batchesAtWork, actsAtWork);
  const known = withoutFarewell === undefined ? leaving.farewell : ('left' as const);
  const farewell = known ?? (await sayFarewell(leaving, ports));
  await ports.table.leavings.patchIf({ dealerId }, { farewell });
  // From here on no lease is given: what is found now is all there is.
  await refuseAtWork(dealerId, ports, filesAtWork, batchesAtWork, actsAtWork, leasesHeld);
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

/** Throws `Refusal` where the dealer was brought back since its farewell: what was asked for then holds no longer. */
const removeAll = async (
  { dealer: dealerId, farewell, counts }: Pick<Erased, 'dealer' | 'farewell' | 'counts'>,
  ports: DeskPorts,
): Promise<Pick<Erased, 'secretsLeft'>> => {
  const { leavings, dealers } = ports.table;
  const begun = await leavings.patchIf({ dealerId }, { counts }, (stored, { eq }) =>
    eq(stored.farewell, farewell),
  );
  if (!begun && (await dealers.get({ dealerId }))) throw new Refusal(reason('leaving-over', { dealerId }));
  const secretsLeft = await removeHeld(dealerId, ports);
  await leavings.remove({ dealerId });
  return { secretsLeft };
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
    return {
      details: withoutFarewell ? { withoutFarewell } : {},
      effect: (act) => leave(act, wish, ports),
    };
  });
  return ports.acts.once(actor, { ...asked, action: 'dealer.erase' }, async () => {
    const fromFile = (await ports.table.dealers.get({ dealerId }))?.fileVersion !== undefined;
    const counts = await counted(dealerId, ports);
    const wished = { dealer: dealerId, farewell: left, counts };
    const effect = async () => ({ ...wished, fromFile, ...(await removeAll(wished, ports)) });
    return { details: { ...counts, farewell: left }, effect };
  });
};
