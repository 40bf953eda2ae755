import type { Bands } from '#reference/matching/confidence.ts';
import type { Judged } from './answers.ts';

/** What accepting from a threshold on gives. */
export interface Score {
  readonly threshold: number;
  readonly accepted: number;
  /** Accepted and right, of all accepted; 1 where none is. */
  readonly precision: number;
  /** Accepted and right, of all that have a right name. */
  readonly coverage: number;
}

/** One wrong name in two hundred is the most that a dealer would sign. */
const WANTED_PRECISION = 0.995;

/** A list nobody has seen has names a little less like Avito's than the lists that were. */
const MARGIN = 0.05;

/** A name half as sure as one that is accepted is no help to a person who has to choose. */
const REVIEW_SHARE = 0.5;

const STEPS = 100;
const THRESHOLDS = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
const hundredths = (value: number): number => Math.round(value * STEPS) / STEPS;

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** How accepting from this confidence on would have done. */
export function scoreAt(threshold: number, products: readonly Judged[]): Score {
  const accepted = products.filter(({ acceptable, confidence }) => acceptable && confidence >= threshold);
  const right = accepted.filter((product) => product.right).length;
  const matchable = products.filter((product) => product.matchable).length;
  return {
    threshold,
    accepted: accepted.length,
    precision: share(right, accepted.length),
    coverage: share(right, matchable),
  };
}

/** The score at every hundredth. */
export const sweep = (products: readonly Judged[]): Score[] =>
  THRESHOLDS.map((threshold) => scoreAt(threshold, products));

/**
 * Accepts as cautiously as it can without losing a product, less a margin; never below the wanted precision.
 * Null where no threshold is precise enough.
 */
export function chooseBands(products: readonly Judged[]): Bands | null {
  const precise = sweep(products).filter(({ precision }) => precision >= WANTED_PRECISION);
  const most = Math.max(...precise.map(({ coverage }) => coverage));
  const full = precise.filter(({ coverage }) => coverage === most).map(({ threshold }) => threshold);
  const [least, highest] = [full[0], full.at(-1)];
  if (least === undefined || highest === undefined) return null;
  const accept = hundredths(Math.max(least, highest - MARGIN));
  return { accept, review: hundredths(accept * REVIEW_SHARE) };
}

/** A list scored by bands that were set without it. */
export interface HeldOut {
  readonly list: string;
  readonly bands: Bands | null;
  readonly score: Score;
}

/** Sets the bands on all lists but one and scores that one, for each list. */
export const leaveOneOut = (products: readonly Judged[]): HeldOut[] =>
  [...Map.groupBy(products, ({ list }) => list)].map(([list, held]) => {
    const bands = chooseBands(products.filter((product) => product.list !== list));
    return { list, bands, score: scoreAt(bands?.accept ?? 1, held) };
  });
