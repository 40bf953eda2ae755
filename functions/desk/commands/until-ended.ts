import { setTimeout } from 'node:timers/promises';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import type { CommandRecord } from '#shared/table/member-records.ts';
import { isOver } from '../acts.ts';
import { Refusal } from '../refusal.ts';
import { commandAt } from './write-down.ts';

const PAUSE_MS = 1_000;

/** Waits until somebody else has carried a command out. Throws `Refusal` where that takes longer than anything may. */
export const untilEnded = async (
  record: CommandRecord,
  ports: Pick<Ports, 'table' | 'clock'>,
): Promise<CommandRecord> => {
  const { name: action, at } = record;
  for (let now: CommandRecord | null = record; ; now = await commandAt(record, ports)) {
    if (now && now.state !== 'waiting') return now;
    if (isOver(record, ports.clock())) throw new Refusal(reason('command-waits', { action, at }));
    await setTimeout(PAUSE_MS);
  }
};
