import type { Ports } from '#shared/ports.ts';
import type { DeliveryReceipt, FeedVersion } from '#shared/table/records.ts';

/** The dealer's newest feed version, delivered or not. */
export const newestFeed = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<FeedVersion | null> => {
  const state = await table.channelStates.get({ dealerId });
  return state && state.builtFeed > 0 ? table.feeds.get({ dealerId, version: state.builtFeed }) : null;
};

/** What the last attempt to deliver came to. */
export const lastDelivery = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<DeliveryReceipt | null> =>
  (await table.deliveries.query({ dealerId })).sort((a, b) => a.at.localeCompare(b.at)).at(-1) ?? null;
