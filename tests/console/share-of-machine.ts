import { availableParallelism, loadavg } from 'node:os';

/** How many wait for each core: where others are at work too, everybody waits for the machine so many times as long. */
export const shareOfMachine = (): number => Math.max(1, (loadavg()[0] as number) / availableParallelism());
