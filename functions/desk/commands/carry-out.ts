import { reason } from '#messages/reason.ts';
import { allDealers } from '#shared/dealers.ts';
import { isPassing } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import { inChannel } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import type { CommandRecord } from '#shared/table/member-records.ts';
import type { DeskPorts } from '../ports.ts';
import { parseWish, Refusal } from '../refusal.ts';
import { type CommandName, commandNamed } from './commands.ts';

/** What somebody asks to have done. */
interface Wished {
  /** Null: to what concerns all dealers. */
  dealerId: string | null;
  name: CommandName;
  channel: string;
  wish: unknown;
  who: string;
  /** The asker's own word for this wish: under it, it is written down once. */
  key?: string | undefined;
}

const KEPT_DAYS = 30;
const SECONDS_A_DAY = 24 * 60 * 60;

type Named = Pick<CommandRecord, 'dealerId' | 'commandId'>;

const commandsOf = (dealerId: string | null, { table }: Pick<Ports, 'table'>) =>
  dealerId === null ? table.commandsForAll : table.commands;

/** The record of a command; null where there is none, or no longer. */
export const commandAt = ({ dealerId, commandId }: Named, ports: Pick<Ports, 'table'>) =>
  commandsOf(dealerId, ports).get({ dealerId, commandId });

/** A wish as its command takes it. The dealer is the key's, whatever the wish says. */
const wishOf = (dealerId: string | null, given: object): object => ({
  ...given,
  ...(dealerId !== null && { dealerId }),
});

const refuseOtherWish = (earlier: CommandRecord, { name, wish, channel }: CommandRecord): void => {
  if (earlier.name !== name || earlier.wish !== wish || earlier.channel !== channel)
    throw new Refusal(reason('key-used', { action: earlier.name, at: earlier.at }));
};

const idUnder = (who: string, key: string): string => sha256(JSON.stringify([who, key])).slice(0, 32);

/** Whether somebody has asked for something under that key before. */
export const isKeyUsed = async (
  { dealerId, who, key }: Pick<Wished, 'dealerId' | 'who' | 'key'>,
  ports: Pick<Ports, 'table'>,
): Promise<boolean> =>
  key !== undefined && (await commandAt({ dealerId, commandId: idUnder(who, key) }, ports)) !== null;

/** The table's record has 400 kB at most, with what comes of it. */
const MOST_BYTES = 300_000;

const refuseLarge = (wish: string): void => {
  const bytes = Buffer.byteLength(wish);
  if (bytes <= MOST_BYTES) return;
  const fault = `It has ${bytes} bytes, and ${MOST_BYTES} are the most: ask for a part at a time`;
  throw new Refusal(reason('wish-wrong', { faults: [fault] }));
};

/**
 * Writes a wish down, to be carried out. Under the key of an earlier one of the same person it gives that one. Throws
 * `Refusal` where the wish is none, or the key was another wish's.
 */
export const writeDown = async (
  { dealerId, name, channel, wish: given, who, key }: Wished,
  { table, clock, newId }: Pick<Ports, 'table' | 'clock' | 'newId'>,
): Promise<CommandRecord> => {
  const wish = JSON.stringify(
    parseWish(commandNamed(name, dealerId).wish, wishOf(dealerId, given as object)),
  );
  refuseLarge(wish);
  const commandId = key === undefined ? newId() : idUnder(who, key);
  const at = clock().toISOString();
  const ttl = Math.floor(clock().getTime() / 1000) + KEPT_DAYS * SECONDS_A_DAY;
  const record = { dealerId, commandId, name, channel, wish, who, at, state: 'waiting', ttl } as const;
  const commands = commandsOf(dealerId, { table });
  if (await commands.putIf(record, (stored, { notExists }) => notExists(stored.commandId))) return record;
  const earlier = await commands.get(record);
  if (!earlier) return writeDown({ dealerId, name, channel, wish: given, who, key }, { table, clock, newId });
  refuseOtherWish(earlier, record);
  return earlier;
};

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
  { dealerId, commandId }: CommandRecord,
  outcome: Outcome,
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
): Promise<CommandRecord | null> => {
  const changes = { ...outcome, endedAt: clock().toISOString() };
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
export const carryOut = async (named: Named, ports: DeskPorts): Promise<CommandRecord | null> => {
  const record = await commandAt(named, ports);
  if (record?.state !== 'waiting') return record;
  const outcome = await perform(record, ports);
  return outcome ? end(record, outcome, ports) : record;
};

/** Ends a command that cannot be carried out, however often it is tried: its asker is told so. */
const giveUp = async (
  named: Named,
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
export const attendTo = async (command: Named, ports: DeskPorts): Promise<Error | null> => {
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

/** A command to a dealer, or with null to all. Throws `Refusal` where there is none of that id, or it was long ago. */
export const commandOf = async (
  { dealerId, commandId }: Named,
  ports: Pick<Ports, 'table'>,
): Promise<CommandRecord> => {
  const record = await commandAt({ dealerId, commandId }, ports);
  if (record) return record;
  throw new Refusal(reason('command-unknown', { dealerId, commandId }));
};
