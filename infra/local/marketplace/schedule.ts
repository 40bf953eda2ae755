import { seededRandom } from '#samples/draw/random.ts';
import { type Account, switchesOf, type World } from './account.ts';
import { runLoad, slotOf } from './load.ts';
import type { Load, Source } from './uploads.ts';

const HOUR = 3_600_000;

const WEEK = 7 * 24 * HOUR;

/** The same minute in every slot of a week, another each week. */
const minuteOf = ({ id }: Account, now: Date): number =>
  Math.floor(seededRandom(id * 7_919 + Math.floor(now.getTime() / WEEK))() * 60);

/** The slot has had its load; one that the API started just before may stand for it. */
const isServed = ({ loads }: Account, slotBegan: number, isReplaced: boolean): boolean => {
  const isSince = (source: Source, from: number) =>
    loads.some((load) => load.source === source && load.startedAt.getTime() >= from);
  return isSince('Url', slotBegan) || (isReplaced && isSince('OpenAPI', slotBegan - HOUR));
};

const isDue = (world: World, account: Account): boolean => {
  const { profile } = account;
  const now = world.now();
  const { weekday, hour } = slotOf(now);
  const slotBegan = Math.floor(now.getTime() / HOUR) * HOUR;
  const isOn = profile?.autoload_enabled && profile.uploadMode !== 'manual';
  const isSlot = profile?.schedule.some(
    ({ weekdays, time_slots }) => weekdays.includes(weekday) && time_slots.includes(hour),
  );
  const isDone = isServed(account, slotBegan, switchesOf(world, account).startReplacesSlot);
  return Boolean(isOn && isSlot && !isDone && now.getUTCMinutes() >= minuteOf(account, now));
};

/** Starts what is due by the profiles; asked every minute or so. */
export const runDue = async (world: World): Promise<Load[]> => {
  const due = [...world.accounts.values()].filter((account) => isDue(world, account));
  return Promise.all(due.map((account) => runLoad(world, account, 'Url')));
};
