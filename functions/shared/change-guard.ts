import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import type { RateUsed } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { mergeById } from './merge-by-id.ts';

/** How much may change without a person, in percent. */
export type GuardLimits = Dealer['guard'];

/** How many ads are live, how many of them a new feed lacks, and how many it has. */
export interface FeedChange {
  live: number;
  removed: number;
  next: number;
  /** Ads that a person keeps out, live or not: they count nowhere else. */
  withdrawn: number;
}

/**
 * Why a feed must wait for a person as a whole: what Avito unpublishes may not come back for 30 days. What a person
 * has taken out himself asks nobody, were it the last ad.
 */
export const massRemoval = (
  { live, removed, next, withdrawn }: FeedChange,
  { maxRemovedPercent }: Pick<GuardLimits, 'maxRemovedPercent'>,
): Reason | null => {
  if (next === 0 && (live > 0 || withdrawn === 0)) return reason('feed-empty');
  if (100 * removed <= maxRemovedPercent * live) return null;
  return reason('many-would-go', { removed, live, percent: maxRemovedPercent });
};

/** Counts what a new feed does to the one that is live; both sorted by Id. `keptOut` holds Ids. */
export const countChange = async (
  live: AsyncIterable<{ id: string }>,
  next: AsyncIterable<{ id: string }>,
  keptOut: ReadonlySet<string> = new Set(),
): Promise<FeedChange> => {
  const change = { live: 0, removed: 0, next: 0, withdrawn: keptOut.size };
  for await (const { left, right } of mergeById(live, next)) {
    if (keptOut.has((left ?? right)?.id ?? '')) continue;
    if (left) change.live += 1;
    if (right) change.next += 1;
    else change.removed += 1;
  }
  return change;
};

/** By how many percent a number has changed; null where either is none or not above 0. */
export const changePercent = (before: string | undefined, after: string | undefined): number | null => {
  const [old, now] = [Number(before), Number(after)];
  return old > 0 && now > 0 ? (100 * (now - old)) / old : null;
};

/** The rate that the same rules of prices named before; where they are new or gone, what held in their place. */
const alike = (rates: readonly RateUsed[], { currency, scope }: RateUsed): RateUsed | undefined => {
  const same = rates.filter((rate) => rate.currency === currency);
  const ofScope = (wanted: string | undefined) => same.findLast((rate) => rate.scope === wanted);
  return ofScope(scope) ?? ofScope(undefined) ?? same.at(-1);
};

/**
 * By how many percent roubles for one unit of the currency have changed since the rates before, markup
 * included; 0 where that is not known.
 */
export const rateChange = (before: readonly RateUsed[], rate: RateUsed): number =>
  changePercent(alike(before, rate)?.factor, rate.factor) ?? 0;

/** The currencies whose rate, markup included, jumped since the feed that is live. */
export const rateJumps = (
  before: readonly RateUsed[],
  now: readonly RateUsed[],
  { maxRateJumpPercent }: Pick<GuardLimits, 'maxRateJumpPercent'>,
): Reason[] =>
  now
    .filter((rate) => Math.abs(rateChange(before, rate)) > maxRateJumpPercent)
    .map((rate) => {
      const percent = rateChange(before, rate).toFixed(1);
      return reason('rate-jumped', { currency: rate.currency, percent, most: maxRateJumpPercent });
    });

/** A price in roubles before and after, and by how many percent its rate alone has changed it. */
export interface PriceChange {
  before: string | undefined;
  after: string | undefined;
  ratePercent: number;
}

/** Whether the price jumped beyond what the rate did: a rate that jumps is a matter of the whole feed. */
export const jumpsInPrice = (
  { before, after, ratePercent }: PriceChange,
  { maxPriceJumpPercent }: Pick<GuardLimits, 'maxPriceJumpPercent'>,
): boolean => {
  const percent = changePercent(before, after);
  if (percent === null) return false;
  const ownPercent = 100 * ((100 + percent) / (100 + ratePercent) - 1);
  return Math.abs(ownPercent) > maxPriceJumpPercent;
};
