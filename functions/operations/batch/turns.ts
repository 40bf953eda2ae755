/** Enough for a million files of a dealer that has one at a time. */
const DIGITS = 12;
const THOUSANDTHS = 1_000;

/** As text that sorts; there are never a hundred groups. */
export const groupText = (group: number): string => String(group).padStart(2, '0');

/**
 * When a file has its turn that so many of its dealer come before: its dealer has `slots` of them in a turn. The first
 * group is the first turn of every dealer, the second the second, and each later one has as many turns as all before
 * it: a dealer with few files has its feed soon, and one with thousands seldom waits for the slowest of a group.
 */
export const turnAt = (before: number, slots: number): { group: number; turn: string } => ({
  group: 32 - Math.clz32(Math.floor(before / slots)),
  turn: String(Math.floor((before * THOUSANDTHS) / slots)).padStart(DIGITS, '0'),
});
