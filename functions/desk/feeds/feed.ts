import type { Ports } from '#shared/ports.ts';
import type { DeliveryReceipt, FeedVersion } from '#shared/table/feed-records.ts';

/** The dealer's newest feed version, delivered or not. */
export const newestFeed = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<FeedVersion | null> => {
  const state = await table.channelStates.get({ dealerId });
  return state && state.builtFeed > 0 ? table.feeds.get({ dealerId, version: state.builtFeed }) : null;
};

/** The receipt that a delivery leaves; null where it leaves none: an older one says nothing of it. */
export const receiptOf = async (
  dealerId: string,
  delivery: () => Promise<unknown>,
  ports: Pick<Ports, 'table'>,
): Promise<DeliveryReceipt | null> => {
  const before = await lastDelivery(dealerId, ports);
  await delivery();
  const after = await lastDelivery(dealerId, ports);
  return after?.sequence === before?.sequence ? null : after;
};

/** What the last attempt to deliver came to. */
export const lastDelivery = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<DeliveryReceipt | null> =>
  (await table.deliveries.query({ dealerId })).sort((a, b) => a.at.localeCompare(b.at)).at(-1) ?? null;
