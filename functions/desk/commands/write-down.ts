import { reason } from '#messages/reason.ts';
import { keptUntil } from '#reference/retention.ts';
import { sha256 } from '#shared/hash.ts';
import { maskSecrets } from '#shared/masking.ts';
import type { Ports } from '#shared/ports.ts';
import type { CommandRecord } from '#shared/table/member-records.ts';
import { Refusal } from '../refusal.ts';
import type { CommandName } from './commands.ts';

/** What somebody asks to have done. */
interface Wished {
  /** Null: to what concerns all dealers. */
  dealerId: string | null;
  name: CommandName;
  channel: string;
  /** As its surface has held it against its own schema; the command's holds it once more when it is carried out. */
  wish: unknown;
  who: string;
  /** The asker's own word for this wish: under it, it is written down once. */
  key?: string | undefined;
}

export type CommandKey = Pick<CommandRecord, 'dealerId' | 'commandId'>;

/** Where commands to a dealer lie, or with null those to all. */
export const commandsOf = (dealerId: string | null, { table }: Pick<Ports, 'table'>) =>
  dealerId === null ? table.commandsForAll : table.commands;

/** The record of a command; null where there is none, or no longer. */
export const commandAt = ({ dealerId, commandId }: CommandKey, ports: Pick<Ports, 'table'>) =>
  commandsOf(dealerId, ports).get({ dealerId, commandId });

/** A wish as its command takes it. The dealer is the key's, whatever the wish says. */
export const wishOf = (dealerId: string | null, given: object): object => ({
  ...given,
  ...(dealerId !== null && { dealerId }),
});

/**
 * A wish as it is kept once it has ended: without the secrets that it quotes, such as the password in an address. Of what is
 * no JSON nothing: nobody can tell what in it is secret.
 */
export const wishKept = (wish: string): string => {
  try {
    return JSON.stringify(JSON.parse(wish), maskSecrets);
  } catch {
    return '{}';
  }
};

const refuseOtherWish = (earlier: CommandRecord, { name, wish, channel }: CommandRecord): void => {
  const isSame = [wish, wishKept(wish)].includes(earlier.wish);
  if (earlier.name !== name || !isSame || earlier.channel !== channel)
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
 * `Refusal` where the wish is too large, or the key was another wish's.
 */
export const writeDown = async (
  { dealerId, name, channel, wish: given, who, key }: Wished,
  { table, clock, newId }: Pick<Ports, 'table' | 'clock' | 'newId'>,
): Promise<CommandRecord> => {
  const wish = JSON.stringify(wishOf(dealerId, given as object));
  refuseLarge(wish);
  const commandId = key === undefined ? newId() : idUnder(who, key);
  const at = clock().toISOString();
  const ttl = keptUntil('command', clock());
  const record = { dealerId, commandId, name, channel, wish, who, at, state: 'waiting', ttl } as const;
  const commands = commandsOf(dealerId, { table });
  if (await commands.putIf(record, (stored, { notExists }) => notExists(stored.commandId))) return record;
  const earlier = await commands.get(record);
  if (!earlier) return writeDown({ dealerId, name, channel, wish: given, who, key }, { table, clock, newId });
  refuseOtherWish(earlier, record);
  return earlier;
};

/** A command to a dealer, or with null to all. Throws `Refusal` where there is none of that id, or it was long ago. */
export const commandOf = async (
  { dealerId, commandId }: CommandKey,
  ports: Pick<Ports, 'table'>,
): Promise<CommandRecord> => {
  const record = await commandAt({ dealerId, commandId }, ports);
  if (record) return record;
  throw new Refusal(reason('command-unknown', { dealerId, commandId }));
};
