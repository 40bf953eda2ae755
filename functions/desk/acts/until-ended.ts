import { setTimeout } from 'node:timers/promises';
import type { ExecutionStatus, MachineName, Ports } from '#shared/ports.ts';

const FIRST_PAUSE_MS = 100;
/** The longer it takes, the rarer it is asked for: AWS counts the calls, and a tenth of the time is no matter. */
const LONGER = 1.1;

/** Waits until an execution has ended; answers how. */
export const untilEnded = async (
  machine: MachineName,
  name: string,
  { machines }: Pick<Ports, 'machines'>,
): Promise<ExecutionStatus> => {
  for (let pause = FIRST_PAUSE_MS; ; pause *= LONGER) {
    const status = await machines.status(machine, name);
    if (status && status !== 'RUNNING') return status;
    await setTimeout(pause);
  }
};
