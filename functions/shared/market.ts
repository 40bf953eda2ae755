/** What other shops ask for a dealer's machines, as figures: whole roubles throughout, never a float. */
import type { Dealer } from '#contracts/dealer.ts';
import type { MarketFigures, MarketMachine, MarketPriceShown } from '#contracts/market.ts';
import { hundredths, type Money } from '#contracts/money.ts';
import type { Ports } from './ports.ts';
import type { MarketPrice } from './table/market-records.ts';

type Conversion = Pick<Dealer, 'conversion'>;

const roundedTo = (top: bigint, bottom: bigint): bigint => (2n * top + bottom) / (2n * bottom);

const atLeastOne = (amount: bigint): bigint => (amount > 0n ? amount : 1n);

/**
 * Whole roubles of a price, by the rate of the dealer's conversion and without its markup, since a shop asks what its
 * buyer pays; one at least, as shares of it are told; null where no rate is named.
 */
const inRoubles = (price: Money, { conversion }: Conversion): bigint | null => {
  if (price.currency === 'RUB') return atLeastOne(roundedTo(hundredths(price), 100n));
  const rate = conversion[price.currency]?.rate;
  if (rate === undefined) return null;
  const [whole = '', part = ''] = rate.split('.');
  return atLeastOne(roundedTo(hundredths(price) * BigInt(whole + part), 100n * 10n ** BigInt(part.length)));
};

const ascending = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);

/** The middle one; of an even number the middle of the two, in whole roubles. */
export const medianOf = (amounts: readonly bigint[]): bigint => {
  const sorted = amounts.toSorted(ascending);
  const at = Math.floor(sorted.length / 2);
  const upper = sorted[at] ?? 0n;
  return sorted.length % 2 === 1 ? upper : roundedTo((sorted[at - 1] ?? 0n) + upper, 2n);
};

const distance = (one: bigint, other: bigint): bigint => (one < other ? other - one : one - other);

/** Fewer tell nothing of what is usual. */
export const FEWEST_PRICES = 3;

/**
 * Which amounts are far from the others, by the median absolute deviation: modified z above 3.5 (Iglewicz and Hoaglin,
 * 1993). The deviation counts as 1 % of the median at least: where most shops ask the recommended price to the rouble, one
 * that asks a little else is none.
 */
export const outliersIn = (amounts: readonly bigint[]): boolean[] => {
  if (amounts.length < FEWEST_PRICES) return amounts.map(() => false);
  const median = medianOf(amounts);
  const deviation = medianOf(amounts.map((amount) => distance(amount, median)));
  const scale = deviation * 100n > median ? deviation * 100n : median;
  return amounts.map((amount) => 6745n * distance(amount, median) * 100n > 35_000n * scale);
};

/** What amounts come to; null where fewer than three are left without those that are far off. */
export const figuresOf = (
  amounts: readonly bigint[],
  isOutlier: readonly boolean[],
): MarketFigures | null => {
  const usual = amounts.filter((_, at) => !isOutlier[at]).toSorted(ascending);
  if (usual.length < FEWEST_PRICES) return null;
  return {
    ...{ count: usual.length, outliers: amounts.length - usual.length },
    median: String(medianOf(usual)),
    average: String(
      roundedTo(
        usual.reduce((sum, amount) => sum + amount, 0n),
        BigInt(usual.length),
      ),
    ),
    lowest: String(usual[0]),
    highest: String(usual.at(-1)),
  };
};

/** By how many percent an amount lies above another, or below it: "-3.2". */
export const percentAbove = (amount: bigint, other: bigint): string => {
  const tenths = roundedTo(distance(amount, other) * 1000n, other);
  const sign = amount < other && tenths > 0n ? '-' : '';
  return `${sign}${tenths / 10n}.${tenths % 10n}`;
};

/** One text for one machine. */
export const machineKey = ({ brand, modelYear, model }: MarketMachine): string =>
  JSON.stringify([brand, modelYear, model]);

/** The prices of one machine, cheapest first. */
export interface MachinePrices {
  machine: MarketMachine;
  prices: (MarketPriceShown & { amount: bigint })[];
  figures: MarketFigures | null;
}

/** What a market is made of, and what is left out of it. */
export interface Market {
  machines: Map<string, MachinePrices>;
  /** Prices in money without a rate, by currency. */
  withoutRate: Map<string, number>;
  /** Currencies that rates were used of. */
  currencies: Set<string>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** An older price is none to compare with. */
export const MARKET_DAYS = 30;

const isOfLate = ({ day }: MarketPrice, now: Date): boolean =>
  now.getTime() - Date.parse(day) <= (MARKET_DAYS + 1) * DAY_MS;

const pricesOf = (own: readonly (MarketPrice & { amount: bigint })[]): MachinePrices | null => {
  const [first] = own;
  if (!first) return null;
  const sorted = own.toSorted((one, other) => ascending(one.amount, other.amount));
  const amounts = sorted.map(({ amount }) => amount);
  const far = outliersIn(amounts);
  const { brand, modelYear, model } = first;
  return {
    machine: { brand, modelYear, model },
    prices: sorted.map(({ source, name, price, day, link, amount }, at) => ({
      ...{ source, name, price, day, link, amount, roubles: String(amount), isOutlier: far[at] ?? false },
    })),
    figures: figuresOf(amounts, far),
  };
};

/** What other shops have asked within 30 days, machine by machine. */
export const marketOf = async (
  { id: dealerId, conversion }: Pick<Dealer, 'id' | 'conversion'>,
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
): Promise<Market> => {
  const market: Market = { machines: new Map(), withoutRate: new Map(), currencies: new Set() };
  const now = clock();
  const known = (await table.marketPrices.query({ dealerId })).filter((price) => isOfLate(price, now));
  const inMoney = known.flatMap((price) => {
    const amount = inRoubles(price.price, { conversion });
    const { currency } = price.price;
    if (amount === null) market.withoutRate.set(currency, (market.withoutRate.get(currency) ?? 0) + 1);
    else if (currency !== 'RUB') market.currencies.add(currency);
    return amount === null ? [] : [{ ...price, amount }];
  });
  for (const [key, own] of Map.groupBy(inMoney, machineKey)) {
    const prices = pricesOf(own);
    if (prices) market.machines.set(key, prices);
  }
  return market;
};
