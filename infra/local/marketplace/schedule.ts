import { seededRandom } from '#samples/draw/random.ts';
import type { Account, World } from './account.ts';
import { runLoad, slotOf } from './load.ts';
import type { Load } from './uploads.ts';

const HOUR = 3_600_000;

const WEEK = 7 * 24 * HOUR;

/** The same minute in every slot of a week, another each week. */
const minuteOf = ({ id }: Account, now: Date): number =>
  Math.floor(seededRandom(id * 7_919 + Math.floor(now.getTime() / WEEK))() * 60);

const isDue = (account: Account, now: Date): boolean => {
  const { profile, loads } = account;
  const { weekday, hour } = slotOf(now);
  const slotBegan = Math.floor(now.getTime() / HOUR) * HOUR;
  const isOn = profile?.autoload_enabled && profile.uploadMode !== 'manual';
  const isSlot = profile?.schedule.some(
    ({ weekdays, time_slots }) => weekdays.includes(weekday) && time_slots.includes(hour),
  );
  const isLoaded = loads.some(
    ({ source, startedAt }) => source === 'Url' && startedAt.getTime() >= slotBegan,
  );
  return Boolean(isOn && isSlot && !isLoaded && now.getUTCMinutes() >= minuteOf(account, now));
};

/** Starts what is due by the profiles; asked every minute or so. */
export const runDue = async (world: World): Promise<Load[]> => {
  const due = [...world.accounts.values()].filter((account) => isDue(account, world.now()));
  return Promise.all(due.map((account) => runLoad(world, account, 'Url')));
};
