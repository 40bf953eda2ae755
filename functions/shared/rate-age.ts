import type { Dealer } from '#contracts/dealer.ts';
import type { RateUsed } from '#contracts/validated.ts';

const DAY_MS = 24 * 3600 * 1000;

type Limit = 'staleAfterDays' | 'holdAfterDays';

const isOlder = ({ date }: RateUsed, days: number, now: Date): boolean =>
  now.getTime() - Date.parse(date) > days * DAY_MS;

/** The rates that prices were made with and that are older than the dealer's limit, each as a sentence. */
export const oldRates = (
  used: readonly RateUsed[],
  { conversion }: Pick<Dealer, 'conversion'>,
  limit: Limit,
  now: Date,
): string[] => {
  const sentences = used.flatMap((rate) => {
    const days = conversion[rate.currency]?.[limit];
    if (days === undefined || !isOlder(rate, days, now)) return [];
    return [`the ${rate.currency} rate is of ${rate.date}, over ${days} days ago`];
  });
  return [...new Set(sentences)];
};

/** Each rate once. */
export const distinctRates = (used: readonly (RateUsed | null | undefined)[]): RateUsed[] => [
  ...new Map(used.flatMap((rate) => (rate ? [[Object.values(rate).join(' '), rate]] : []))).values(),
];
