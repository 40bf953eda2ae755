import { setTimeout } from 'node:timers/promises';
import { commandAt } from '#desk/commands/write-down.ts';
import type { Ports } from '#shared/ports.ts';
import type { CommandRecord } from '#shared/table/member-records.ts';

const FIRST_PAUSE_MS = 100;
/** The longer it takes, the rarer it is asked for. */
const LONGER = 1.3;

/** Waits until somebody else has ended a command, or nobody wants to know any longer. */
export const endOf = async (
  command: CommandRecord,
  late: AbortSignal,
  ports: Pick<Ports, 'table'>,
): Promise<void> => {
  for (let pause = FIRST_PAUSE_MS; !late.aborted; pause *= LONGER) {
    await setTimeout(pause, undefined, { signal: late }).catch(() => {});
    const record = late.aborted ? null : await commandAt(command, ports);
    if (record?.state !== 'waiting') return;
  }
};
