import type { Dealer } from '#contracts/dealer.ts';
import { distinctReasons, type Reason } from '#contracts/reason.ts';
import type { RateUsed } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';

const DAY_MS = 24 * 3600 * 1000;

type Limit = 'staleAfterDays' | 'holdAfterDays';

const ageInDays = ({ date }: RateUsed, now: Date): number => (now.getTime() - Date.parse(date)) / DAY_MS;

/** Where it is already tomorrow: any other rate of days to come is a slip of the pen, and would never grow old. */
const MOST_AHEAD_DAYS = 1;

const fault = (rate: RateUsed, days: number | undefined, now: Date): Reason | null => {
  const [age, { currency, date }] = [ageInDays(rate, now), rate];
  if (age < -MOST_AHEAD_DAYS) return reason('rate-to-come', { currency, date });
  return days !== undefined && age > days ? reason('rate-old', { currency, date, days }) : null;
};

/** The rates that prices were made with and that are older than the dealer's limit, or of days to come. */
export const oldRates = (
  used: readonly RateUsed[],
  { conversion }: Pick<Dealer, 'conversion'>,
  limit: Limit,
  now: Date,
): Reason[] =>
  distinctReasons(used.flatMap((rate) => fault(rate, conversion[rate.currency]?.[limit], now) ?? []));

/** Each rate once. */
export const distinctRates = (used: readonly (RateUsed | null | undefined)[]): RateUsed[] => [
  ...new Map(used.flatMap((rate) => (rate ? [[Object.values(rate).join(' '), rate]] : []))).values(),
];
