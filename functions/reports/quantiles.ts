/** The share of a whole that is not above a quantile. */
const QUANTILES = { p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9 } as const;
export type Quantile = keyof typeof QUANTILES;

/** One of the values given, by the nearest rank: a price that somebody really asks. Throws `RangeError` for none. */
export const quantile = <Value>(sorted: readonly Value[], share: number): Value => {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('Nothing has no quantile');
  return value;
};

/** All quantiles of values in rising order. Throws `RangeError` for none. */
export const quantiles = <Value>(sorted: readonly Value[]): Record<Quantile, Value> => ({
  p25: quantile(sorted, QUANTILES.p25),
  p50: quantile(sorted, QUANTILES.p50),
  p75: quantile(sorted, QUANTILES.p75),
  p90: quantile(sorted, QUANTILES.p90),
});
