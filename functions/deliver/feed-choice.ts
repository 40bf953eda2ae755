import type { FeedState } from '#shared/feed-state.ts';
import { liveVersion } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import type { ChannelState, FeedVersion } from '#shared/table/feed-records.ts';

/** A feed that was built later may still have missed the last sweep before the opening, and nobody is to blame. */
const MINUTES_TO_BRING = 70;

/** Whether a feed was there in good time before a window opened. */
export const wasInTime = ({ builtAt }: FeedVersion, openedAt: string): boolean =>
  Date.parse(builtAt) <= Date.parse(openedAt) - MINUTES_TO_BRING * 60_000;

/** Whether a feed that was there in good time has not been proven, though a window has opened since. */
export const isOverdue = async (
  state: FeedState,
  openedAt: string,
  ports: Pick<Ports, 'table'>,
): Promise<boolean> => {
  if (state.builtFeed <= state.verifiedFeed) return false;
  const { unproven } = await choiceFor(state, ports);
  const next = newestToGo({ live: null, unproven });
  return next !== null && wasInTime(next, openedAt);
};

/** What a feed is chosen from: the live one, and those built since, newest first. */
export interface Choice {
  live: FeedVersion | null;
  unproven: FeedVersion[];
}

type ChoicePorts = Pick<Ports, 'table'>;

const MAY_GO: FeedVersion['status'][] = ['built', 'approved'];

/** The versions built since the live one, newest first: usually one. */
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
  live: await liveVersion(state, ports),
  unproven: await Array.fromAsync(unproven(state, ports)),
});

/** The newest that may go; the live one again, where an interim feed stands in for it. */
export const newestToGo = ({ live, unproven }: Choice): FeedVersion | null =>
  unproven.find(({ status }) => MAY_GO.includes(status)) ?? (live?.interim ? live : null);

export const newestHeld = ({ unproven }: Choice): FeedVersion | undefined =>
  unproven.find(({ status }) => status === 'held');
