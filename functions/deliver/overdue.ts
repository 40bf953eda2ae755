import type { FeedState } from '#shared/feed-state.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/records.ts';
import { choiceFor, newestToGo } from './feed-choice.ts';

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
