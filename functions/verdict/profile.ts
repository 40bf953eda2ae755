import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Package, ProfileAnswer } from '#marketplace/avito-api/schemas.ts';
import { reason } from '#messages/reason.ts';
import type { KeptPackage, KeptProfile } from '#shared/table/verdict-records.ts';

/** A profile in our words. */
export const keptProfile = (answer: ProfileAnswer): KeptProfile => ({
  enabled: answer.autoload_enabled,
  mode: answer.uploadMode,
  feeds: answer.feeds_data.flatMap(({ feed_name, feed_url }) =>
    feed_url === null ? [] : [{ name: feed_name ?? '', url: feed_url }],
  ),
  schedule: answer.schedule.map(({ rate, weekdays, time_slots }) => ({ rate, weekdays, slots: time_slots })),
  payOverLimit: answer.allow_pay_over_limit,
});

/** Packages in our words. */
export const keptPackages = (packages: readonly Package[]): KeptPackage[] =>
  packages.map(({ categories, locations, total, remain }) => ({
    categories: categories.flatMap(({ name, subCategories }) => [...(name ? [name] : []), ...subCategories]),
    locations,
    total,
    remain,
  }));

const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** The hours of a day in which the profile has a load begin, Moscow time, as "3:Mon". */
const slotsOf = ({ schedule }: KeptProfile): Set<string> =>
  new Set(
    schedule.flatMap(({ weekdays, slots }) =>
      slots.flatMap((slot) => weekdays.map((day) => `${slot} ${day}`)),
    ),
  );

const hourOf = (window: string): number => Number(window.slice(0, 2));

const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Windows of ours in whose hour, on some day, the profile has no load. */
const unlikeWindows = (profile: KeptProfile, windows: readonly string[]): string[] => {
  const slots = slotsOf(profile);
  return windows.filter((window) => DAYS.some((day) => !slots.has(`${hourOf(window)} ${day}`)));
};

/** Hours in which the profile has a load that no window of ours is for: it may find a feed that is being changed. */
const slotsBesideWindows = (profile: KeptProfile, windows: readonly string[]): string[] => {
  const ours = new Set(windows.map(hourOf));
  const hours = new Set(profile.schedule.flatMap(({ slots }) => slots));
  return [...hours]
    .filter((hour) => !ours.has(hour))
    .toSorted((one, other) => one - other)
    .map(hourText);
};

/** Two spellings of one address. */
export const sameUrl = (one: string, other: string): boolean => {
  const normal = (url: string): string => (URL.canParse(url) ? new URL(url).href : url);
  return normal(one) === normal(other);
};

/** Whether the profile has our feed loaded. */
export const loadsOurs = ({ feeds }: KeptProfile, { feed }: Dealer): boolean =>
  feeds.some(({ url }) => sameUrl(url, feed.publicUrl));

/** What in a profile keeps our feed from being loaded when its windows open, or may cost what nobody has agreed to. */
export const profileFaults = (profile: KeptProfile | null, dealer: Dealer): Reason[] => {
  if (!profile) return [reason('profile-none')];
  const { publicUrl } = dealer.feed;
  const { enabled, mode, feeds, payOverLimit } = profile;
  const missing = unlikeWindows(profile, dealer.windows);
  const beside = slotsBesideWindows(profile, dealer.windows);
  return [
    ...(enabled === false ? [reason('profile-off')] : []),
    ...(mode === 'manual' ? [reason('profile-manual')] : []),
    ...(loadsOurs(profile, dealer)
      ? []
      : [reason('profile-other-url', { url: publicUrl, others: feeds.map(({ url }) => url) })]),
    ...(missing.length > 0 ? [reason('profile-slots-missing', { windows: missing })] : []),
    ...(beside.length > 0 ? [reason('profile-slots-beside', { slots: beside })] : []),
    ...(payOverLimit ? [reason('profile-pays-over')] : []),
  ];
};

/** The faults for which no load of our feed comes at all. */
const FORBIDDING = [
  'profile-none',
  'profile-off',
  'profile-manual',
  'profile-other-url',
  'profile-slots-missing',
];

/** Of the faults of a profile those that explain why no load came. */
export const whyNoLoad = (faults: readonly Reason[]): Reason[] =>
  faults.filter(({ code }) => FORBIDDING.includes(code));
