import type { Ports } from '#shared/ports.ts';
import type { ChannelState, FeedVersion } from '#shared/table/records.ts';

/** What a feed is chosen from: the one last verified, and those built since, newest first. */
export interface Choice {
  verified: FeedVersion | null;
  unproven: FeedVersion[];
}

type ChoicePorts = Pick<Ports, 'table'>;

const MAY_GO: FeedVersion['status'][] = ['built', 'approved'];

/** The versions built since the last verified one, newest first: usually one. */
const unproven = async function* (
  { dealerId, builtFeed, verifiedFeed }: ChannelState,
  { table }: ChoicePorts,
) {
  for (let version = builtFeed; version > verifiedFeed; version--) {
    const feed = await table.feeds.get({ dealerId, version });
    if (feed) yield feed;
  }
};

/** The feeds of a dealer that a delivery may choose from. */
export const choiceFor = async (state: ChannelState, ports: ChoicePorts): Promise<Choice> => ({
  verified: await ports.table.feeds.get({ dealerId: state.dealerId, version: state.verifiedFeed }),
  unproven: await Array.fromAsync(unproven(state, ports)),
});

/** The newest that may go; the verified one again, where some of its pictures are still to be brought. */
export const newestToGo = ({ verified, unproven }: Choice): FeedVersion | null =>
  unproven.find(({ status }) => MAY_GO.includes(status)) ?? (verified?.interim ? verified : null);

export const newestHeld = ({ unproven }: Choice): FeedVersion | undefined =>
  unproven.find(({ status }) => status === 'held');
