import type { Ports } from './ports.ts';
import { ChannelState } from './table/feed-records.ts';
import type { DealerState } from './table/records.ts';

/** How the dealer's feed in a channel stands, and what of the dealer's it is to follow. */
export type FeedState = DealerState & ChannelState;

/**
 * How the dealer's feed stands in the table's channel; null for a dealer of whom nothing has come. The dealer's is read
 * first: what the channel has caught up with may be newer than it, and what it is to follow never is.
 */
export const feedStateOf = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<FeedState | null> => {
  const dealer = await table.states.get({ dealerId });
  if (!dealer) return null;
  return { ...dealer, ...ChannelState.parse((await table.channelStates.get({ dealerId })) ?? { dealerId }) };
};
