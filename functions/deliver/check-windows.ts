import type { Dealer } from '#contracts/dealer.ts';
import type { Outcome, WindowCheck, WindowCheckRequest } from '#contracts/delivered.ts';
import { type FeedState, feedStateOf } from '#shared/feed-state.ts';
import { forEachChannel } from '#shared/in-channel.ts';
import { noteOutcome } from '#shared/objectives.ts';
import type { Ports } from '#shared/ports.ts';
import { lastOpening } from '#shared/windows.ts';
import { isOverdue, wasInTime } from './feed-choice.ts';

type CheckPorts = Pick<Ports, 'table'>;

const HOUR_MS = 60 * 60_000;

/** An event has its limits; a person who hears of a hundred dealers looks into the table. */
const MOST_NAMED = 100;

const PROVEN: Outcome[] = ['delivered', 'unchanged'];

const openedWithin = ({ windows }: Dealer, { at, hours }: WindowCheckRequest): string | null => {
  const openedAt = lastOpening(windows, new Date(at));
  return Date.parse(at) - Date.parse(openedAt) < hours * HOUR_MS ? openedAt : null;
};

const wasProven = async ({ dealerId }: FeedState, window: string, { table }: CheckPorts) =>
  (await table.deliveries.query({ dealerId, window })).some(({ outcome }) => PROVEN.includes(outcome));

/** Versions are counted from one; one that is no longer kept was there. */
const hadFeed = async ({ dealerId }: FeedState, openedAt: string, { table }: CheckPorts) => {
  const first = await table.feeds.get({ dealerId, version: 1 });
  return first === null || wasInTime(first, openedAt);
};

/**
 * A window is missed when nothing was seen at the URL for it, or an older feed than the one that was due;
 * before a dealer's first feed there is nothing to be seen.
 */
const hasMissed = async (state: FeedState, openedAt: string, ports: CheckPorts): Promise<boolean> =>
  (await hadFeed(state, openedAt, ports)) &&
  (!(await wasProven(state, openedAt, ports)) || (await isOverdue(state, openedAt, ports)));

const checkDealer = async (dealer: Dealer, request: WindowCheckRequest, ports: CheckPorts) => {
  const openedAt = openedWithin(dealer, request);
  const state = openedAt && (await feedStateOf(dealer.id, ports));
  if (!openedAt || !state || state.builtFeed === 0) return [];
  const missed = await hasMissed(state, openedAt, ports);
  const about = {
    dealerId: dealer.id,
    objective: 'delivered' as const,
    at: openedAt,
    id: ports.table.channel,
  };
  await noteOutcome({ ...about, seconds: missed ? null : 0 }, ports);
  return [{ dealerId: dealer.id, missed }];
};

/** Which dealers' windows, in each channel, opened lately without the feed that was due (C12). */
export const checkWindows = async (request: WindowCheckRequest, ports: CheckPorts): Promise<WindowCheck> => {
  const dealers = await ports.table.dealers.queryIndex('GSI1', {});
  const checks = dealers.map(({ configuration }) =>
    forEachChannel(configuration, ports, (own, inOne) => checkDealer(own, request, inOne), request.channel),
  );
  const opened = (await Promise.all(checks)).flat(2);
  const missed = opened.filter((dealer) => dealer.missed).map(({ dealerId }) => dealerId);
  return {
    opened: opened.length,
    missed: missed.length,
    dealers: [...new Set(missed)].slice(0, MOST_NAMED),
  };
};
