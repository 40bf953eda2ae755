import type { Pauses } from '#shared/retry.ts';

/** Pauses that pass at once on a clock of their own, and are kept for the test to look at. */
export const noPauses = (random: () => number = () => 0.5): Pauses & { slept: number[] } => {
  const slept: number[] = [];
  let time = 0;
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds);
    time += milliseconds;
  };
  return { slept, sleep, random, now: () => time };
};
