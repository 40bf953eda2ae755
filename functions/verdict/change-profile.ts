import type { Dealer } from '#contracts/dealer.ts';
import { sameUrl } from './profile.ts';

type Raw = Record<string, unknown>;

const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const rowsOf = (value: unknown): Raw[] => (Array.isArray(value) ? value.filter(isRaw) : []);

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** Avito takes no more in all files of an account: no slot is to hold ads back. */
const ALL_ADS = 100_000;

const FEED_NAME = 'feedwright';

const slotsOf = ({ windows }: Pick<Dealer, 'windows'>): number[] =>
  [...new Set(windows.map((window) => Number(window.slice(0, 2))))].toSorted((one, other) => one - other);

/** Rows of other programs stay as they are; ours is known by its address, else by the name that we gave it. */
const feedsWith = (feeds: readonly Raw[], url: string): Raw[] => {
  if (feeds.some((feed) => sameUrl(String(feed.feed_url), url))) return [...feeds];
  const ours = { feed_name: FEED_NAME, feed_url: url };
  const isNamed = feeds.some((feed) => feed.feed_name === FEED_NAME);
  return isNamed
    ? feeds.map((feed) => (feed.feed_name === FEED_NAME ? { ...feed, ...ours } : feed))
    : [...feeds, ours];
};

/** One rule for all our windows; its rate is that of the first rule there was, and its unknown fields too. */
const scheduleFor = (schedule: readonly Raw[], dealer: Pick<Dealer, 'windows'>): Raw[] => {
  const [first = { rate: ALL_ADS }] = schedule;
  return [{ ...first, weekdays: EVERY_DAY, time_slots: slotsOf(dealer) }];
};

/**
 * A profile with our feed's address and our windows, and everything else as it was, fields that nobody knows too. It is
 * switched on by nobody but the dealer.
 */
export const changedProfile = (before: Raw, dealer: Pick<Dealer, 'windows' | 'feed'>): Raw => ({
  ...before,
  feeds_data: feedsWith(rowsOf(before.feeds_data), dealer.feed.publicUrl),
  schedule: scheduleFor(rowsOf(before.schedule), dealer),
});

/** The order of what is a set to Avito, days and slots, is not kept. */
const comparable = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map(comparable);
    return items.every((item) => typeof item === 'number')
      ? items.toSorted((a, b) => Number(a) - Number(b))
      : items;
  }
  if (!isRaw(value)) return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]) => [key, comparable(part)] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
};

/** Whether a profile reads as it was written. */
export const isAsWritten = (written: Raw, read: Raw): boolean =>
  JSON.stringify(comparable({ ...read, ...pickAbsent(read, written) })) ===
  JSON.stringify(comparable(written));

/** Fields that are written only, such as an answer leaves out, say nothing. */
const pickAbsent = (read: Raw, written: Raw): Raw =>
  Object.fromEntries(Object.entries(written).filter(([key]) => !(key in read)));
