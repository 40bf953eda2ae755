/**
 * Of a matrix `npm test` tries each value of each axis, not each with each; each night
 * (`MATRICES=rest npm run test:sweeps`) tries what that leaves out. By hand `MATRICES=whole` tries all.
 */
const PART = process.env.MATRICES ?? 'first';

const isTried = (isFirst: boolean): boolean => PART === 'whole' || isFirst === (PART === 'first');

/** Each of the ones with each of the others; in `npm test` as few pairs as have all of both in them. */
export const pairs = <One, Other>(ones: readonly One[], others: readonly Other[]): [One, Other][] => {
  const isFirst = (one: number, other: number) =>
    ones.length > others.length ? other === one % others.length : one === other % ones.length;
  return ones.flatMap((one, at) =>
    others.filter((_, beside) => isTried(isFirst(at, beside))).map((other): [One, Other] => [one, other]),
  );
};

/** All cases; in `npm test` every nth of them, the first at `from`, and each night the others. */
export const everyNth = <Case>(cases: readonly Case[], n: number, from = 0): Case[] =>
  cases.filter((_, at) => isTried(at % n === from));

/** How many random cases are tried: of a property, say. */
export const runs = ({ quick, whole }: Record<'quick' | 'whole', number>): number =>
  PART === 'first' ? quick : whole;
