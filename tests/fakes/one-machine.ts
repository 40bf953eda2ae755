/**
 * One machine in a moment: files dropped at once, its watcher, the project's own admission, and executions a few at a
 * time, first come, first served. What a list takes is given, as it was measured.
 */
import { fillPlaces, leavePlace, lineUp } from '#functions/operations/admit/admit.ts';
import { fileOf } from '#functions/operations/reconcile/unknown-files.ts';
import type { Admission, Ports } from '#shared/ports.ts';
import { agenda, tableInMemory } from './agenda.ts';

/** A list that is dropped: whose, and when, in seconds. */
export interface Dropped {
  dealerId: string;
  at: number;
}

export interface Machine {
  admission: Admission;
  /** Executions that have a thread for their stages; what else was begun waits. */
  executions: number;
  /** Seconds of a list, from its first stage to its end. */
  seconds: number;
  /** How often the watcher looks, in seconds. */
  lookEvery: number;
}

/** When the last list of each dealer ends, in seconds. */
export const simulateMachine = async (
  dropped: readonly Dropped[],
  { admission, executions, seconds, lookEvery }: Machine,
): Promise<Map<string, number>> => {
  const { now, after, next } = agenda();
  const ended = new Map<string, number>();
  const begun: (() => void)[] = [];
  let [free, left] = [executions, dropped.length];

  const work = () => {
    const run = free > 0 ? begun.shift() : undefined;
    if (!run) return;
    free -= 1;
    run();
  };
  const end = async (execution: string, dealerId: string) => {
    await leavePlace(execution, ports);
    ended.set(dealerId, now());
    [free, left] = [free + 1, left - 1];
    work();
  };
  const started = new Set<string>();
  const ports = {
    table: tableInMemory(),
    admission,
    clock: () => new Date(now() * 1000),
    machines: {
      status: async (_: string, name: string) => (started.has(name) ? 'RUNNING' : null),
      start: async (_: string, name: string, { key }: { key: string }) => {
        started.add(name);
        begun.push(() => after(seconds, () => end(name, key.split('/')[1] ?? '')));
        work();
        return true;
      },
    },
  } as unknown as Ports;

  for (const [place, { dealerId, at }] of dropped.entries())
    after(at, () =>
      lineUp(
        fileOf({ key: `inbox/${dealerId}/${place}.pdf`, version: 'v', bytes: 1, modifiedAt: '' }),
        ports,
      ),
    );
  const look = async () => {
    await fillPlaces(ports);
    if (left > 0) after(lookEvery, look);
  };
  after(0, look);
  while (await next());
  return ended;
};
