const STEPS = 10;

/** How many of the values stand in each tenth of 0 to 1; the last one holds 1 too. */
export const inSteps = (values: readonly number[]): number[] => {
  const steps = Array.from({ length: STEPS }, () => 0);
  for (const value of values) {
    const step = Math.min(STEPS - 1, Math.floor(value * STEPS));
    steps[step] = (steps[step] ?? 0) + 1;
  }
  return steps;
};
