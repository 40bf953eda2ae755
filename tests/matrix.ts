/**
 * Every case of a matrix is tried by the sweeps (`MATRICES=whole`, see `vitest.config.ts`); `npm test` tries each value
 * of each axis, not each with each.
 */
const IS_WHOLE = process.env.MATRICES === 'whole';

/** Each of the ones with each of the others; in `npm test` as few pairs as have all of both in them. */
export const pairs = <One, Other>(ones: readonly One[], others: readonly Other[]): [One, Other][] => {
  if (IS_WHOLE) return ones.flatMap((one) => others.map((other): [One, Other] => [one, other]));
  return Array.from({ length: Math.max(ones.length, others.length) }, (_, at) => [
    ones[at % ones.length] as One,
    others[at % others.length] as Other,
  ]);
};

/** All cases; in `npm test` every nth of them, the first at `from`. */
export const everyNth = <Case>(cases: readonly Case[], n: number, from = 0): Case[] =>
  cases.filter((_, at) => IS_WHOLE || at % n === from);

/** How many random cases are tried: of a property, say. */
export const runs = ({ quick, whole }: Record<'quick' | 'whole', number>): number =>
  IS_WHOLE ? whole : quick;
