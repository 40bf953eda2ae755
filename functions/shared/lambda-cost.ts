import prices from '#reference/prices/aws.json' with { type: 'json' };

const MB_PER_GB = 1024;

/** USD for one call of a function of so much memory, at the dated prices of the reference data. */
export const lambdaCost = (seconds: number, memoryMb: number): number =>
  (seconds * memoryMb * prices.lambdaGbSecond) / MB_PER_GB + prices.lambdaRequest + prices.stateTransition;
