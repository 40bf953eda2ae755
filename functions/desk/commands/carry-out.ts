import { reason } from '#messages/reason.ts';
import { allDealers } from '#shared/dealers.ts';
import { isPassing } from '#shared/errors.ts';
import { inChannel } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import type { CommandRecord } from '#shared/table/member-records.ts';
import type { DeskPorts } from '../ports.ts';
import { parseWish, Refusal } from '../refusal.ts';
import { commandNamed } from './commands.ts';
import { type CommandKey, commandAt, commandsOf, wishKept, wishOf } from './write-down.ts';

type Outcome = Pick<CommandRecord, 'state' | 'result' | 'reason'>;

/** Null while somebody else carries it out, who then tells what came of it. */
const perform = async (record: CommandRecord, ports: DeskPorts): Promise<Outcome | null> => {
  const { dealerId, commandId: key, name, channel, who } = record;
  const { wish, perform } = commandNamed(name, dealerId);
  try {
    const wished = parseWish(wish, wishOf(dealerId, JSON.parse(record.wish)));
    const result = await perform({ who, key }, wished, inChannel(channel, ports));
    return { state: 'done', result: JSON.stringify(result ?? null) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // An act goes by the id of its command: the one at work is this one.
    return error.reason.code === 'act-at-work' ? null : { state: 'refused', reason: error.reason };
  }
};

const end = async (
  { dealerId, commandId, wish }: CommandRecord,
  outcome: Outcome,
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
): Promise<CommandRecord | null> => {
  const changes = { ...outcome, wish: wishKept(wish), endedAt: clock().toISOString() };
  const commands = commandsOf(dealerId, { table });
  const ended = await commands.patchIf({ dealerId, commandId }, changes, (stored, { eq }) =>
    eq(stored.state, 'waiting'),
  );
  return ended || commands.get({ dealerId, commandId });
};

/**
 * Does what a record asks for, once, however often it is called: the act goes by the record's id. Gives the record as it
 * is then, waiting on while somebody else carries it out; null where there is none. Throws what may pass.
 */
export const carryOut = async (named: CommandKey, ports: DeskPorts): Promise<CommandRecord | null> => {
  const record = await commandAt(named, ports);
  if (record?.state !== 'waiting') return record;
  const outcome = await perform(record, ports);
  return outcome ? end(record, outcome, ports) : record;
};

/** Ends a command that cannot be carried out, however often it is tried: its asker is told so. */
const giveUp = async (
  named: CommandKey,
  error: Error,
  ports: Pick<Ports, 'table' | 'clock'>,
): Promise<CommandRecord | null> => {
  const record = await commandAt(named, ports);
  if (record?.state !== 'waiting') return record;
  return end(record, { state: 'failed', reason: reason('command-failed', { detail: error.message }) }, ports);
};

/** Tries of a command that fails by what may pass. */
const TRIES = 3;

/**
 * Carries a command out, and ends it where that cannot be done, so that whoever waits for it is told; gives why it was
 * given up, null where it was not. Throws where not even that can be written.
 */
export const attendTo = async (command: CommandKey, ports: DeskPorts): Promise<Error | null> => {
  for (let attempt = 1; ; attempt++)
    try {
      await carryOut(command, ports);
      return null;
    } catch (error) {
      if (isPassing(error) && attempt < TRIES) continue;
      await giveUp(command, error as Error, ports);
      return error as Error;
    }
};

/** Commands that nobody has ended: at work, or left by who was killed. */
export const waitingCommands = async (ports: Pick<Ports, 'table'>): Promise<CommandRecord[]> => {
  const dealers = await allDealers(ports);
  const commands = await Promise.all(
    dealers.map(({ id: dealerId }) => ports.table.commands.query({ dealerId })),
  );
  commands.push(await ports.table.commandsForAll.query({}));
  return commands.flat().filter(({ state }) => state === 'waiting');
};
