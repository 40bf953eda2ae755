import type { Dealer } from '#contracts/dealer.ts';
import type { RateUsed } from '#contracts/validated.ts';

const DAY_MS = 24 * 3600 * 1000;

type Limit = 'staleAfterDays' | 'holdAfterDays';

const ageInDays = ({ date }: RateUsed, now: Date): number => (now.getTime() - Date.parse(date)) / DAY_MS;

/** Where it is already tomorrow: any other rate of days to come is a slip of the pen, and would never grow old. */
const MOST_AHEAD_DAYS = 1;

const fault = (rate: RateUsed, days: number | undefined, now: Date): string | null => {
  const age = ageInDays(rate, now);
  if (age < -MOST_AHEAD_DAYS) return 'a day to come';
  return days !== undefined && age > days ? `over ${days} days ago` : null;
};

/** The rates that prices were made with and that are older than the dealer's limit, or of days to come, each as a sentence. */
export const oldRates = (
  used: readonly RateUsed[],
  { conversion }: Pick<Dealer, 'conversion'>,
  limit: Limit,
  now: Date,
): string[] => {
  const sentences = used.flatMap((rate) => {
    const found = fault(rate, conversion[rate.currency]?.[limit], now);
    return found === null ? [] : [`the ${rate.currency} rate is of ${rate.date}, ${found}`];
  });
  return [...new Set(sentences)];
};

/** Each rate once. */
export const distinctRates = (used: readonly (RateUsed | null | undefined)[]): RateUsed[] => [
  ...new Map(used.flatMap((rate) => (rate ? [[Object.values(rate).join(' '), rate]] : []))).values(),
];
