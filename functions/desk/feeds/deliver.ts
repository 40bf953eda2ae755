import * as z from 'zod';
import { reason } from '#messages/reason.ts';
import { channelNamed } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import type { DeliveryReceipt, FeedVersion } from '#shared/table/feed-records.ts';
import type { Actor, Acts } from '../acts.ts';
import { dealersNamed, refuseUnknownDealer } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { newestFeed, receiptOf } from './feed.ts';

/** Whose feed is to be delivered now, whatever its windows; that of everyone who has one where no dealer is named. */
export const DeliverNow = z.strictObject({ dealerId: z.string().optional() });

/** What came of it at the dealer's URL. */
export interface Delivered {
  dealerId: string;
  feed: FeedVersion | null;
  /** The receipt of this delivery; null where it left none: another one was at work, or it could not begin. */
  delivery: DeliveryReceipt | null;
}

/** Begins a delivery of one dealer's feed and waits for its end; the receipt is the table's. */
export const runDelivery = async (
  dealerId: string,
  {
    machines,
    newId,
    clock,
    table: { channel },
    acts,
  }: Pick<Ports, 'machines' | 'newId' | 'clock' | 'table'> & { acts: Pick<Acts, 'untilEnded'> },
): Promise<void> => {
  const name = newId();
  await machines.start('delivery', name, { at: clock().toISOString(), mode: 'deliver', dealerId, channel });
  await acts.untilEnded('delivery', name);
};

const dealersWithFeed = async ({ table }: Pick<Ports, 'table'>): Promise<string[]> => {
  const dealers = await table.dealers.queryIndex('GSI1', {});
  const states = await Promise.all(dealers.map(({ dealerId }) => table.channelStates.get({ dealerId })));
  return states.flatMap((state) => (state && state.builtFeed > 0 ? state.dealerId : []));
};

const deliverOne = async (actor: Actor, dealerId: string, ports: DeskPorts): Promise<Delivered> => {
  const deed = { dealerId, action: 'feed.deliver', subject: dealerId, details: channelNamed(ports) };
  const delivery = await ports.acts.perform(actor, deed, () =>
    receiptOf(dealerId, () => runDelivery(dealerId, ports), ports),
  );
  return { dealerId, feed: await newestFeed(dealerId, ports), delivery };
};

/** Brings feeds to their URLs without waiting for a window, one dealer's after the other. */
export async function* deliverNow(
  actor: Actor,
  { dealerId }: z.infer<typeof DeliverNow>,
  ports: DeskPorts,
): AsyncGenerator<Delivered> {
  if (dealerId !== undefined) await refuseUnknownDealer(dealerId, ports);
  for (const each of dealerId === undefined ? await dealersWithFeed(ports) : [dealerId])
    yield await deliverOne(actor, each, ports);
}

type TablePort = Pick<Ports, 'table'>;

/** The receipts of a dealer's deliveries, of all dealers' where none is named, newest first. Throws `Refusal`. */
export const listDeliveries = async (
  dealerId: string | undefined,
  ports: TablePort,
): Promise<DeliveryReceipt[]> => {
  const dealers = await dealersNamed(dealerId, ports);
  const receipts = await Promise.all(dealers.map((id) => ports.table.deliveries.query({ dealerId: id })));
  return receipts.flat().sort((one, other) => other.at.localeCompare(one.at));
};

/** The receipt of one delivery. Throws `Refusal` where there was none of that number. */
export const showDelivery = async (sequence: string, ports: TablePort): Promise<DeliveryReceipt> => {
  const receipt = (await listDeliveries(undefined, ports)).find((known) => known.sequence === sequence);
  if (receipt) return receipt;
  throw new Refusal(reason('delivery-unknown', { sequence }));
};
