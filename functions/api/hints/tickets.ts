import { randomBytes } from 'node:crypto';
import type { Ports } from '#shared/ports.ts';
import type { Holder, SocketTicket } from '#shared/table/hint-records.ts';
import { keptUnder, tokenAround } from '../identity/callers.ts';
import type { Caller } from '../route.ts';

const OPEN_SECONDS = 60;
const SECRET_BYTES = 32;
const MS = 1000;

const holderOf = ({ member, digest }: Caller): Holder => {
  if (member) return { kind: 'member', holder: member.memberId };
  return digest ? { kind: 'program', holder: digest } : { kind: 'machine', holder: 'this machine' };
};

type TicketPorts = Pick<Ports, 'table' | 'clock'>;

/**
 * An address at which its caller may listen to a dealer's changes: a browser sends no header with a WebSocket, and what
 * stands in an address is read in logs, so that it opens once and soon.
 */
export const giveTicket = async (
  dealerId: string,
  caller: Caller,
  hintsAt: string,
  { table, clock }: TicketPorts,
): Promise<{ url: string; opensUntil: string }> => {
  const { token, digest } = tokenAround(dealerId, randomBytes(SECRET_BYTES));
  const ttl = Math.floor(clock().getTime() / MS) + OPEN_SECONDS;
  await table.socketTickets.put({ dealerId, digest, ...holderOf(caller), ttl });
  return { url: `${hintsAt}?ticket=${token}`, opensUntil: new Date(ttl * MS).toISOString() };
};

/** Takes a ticket, which nobody can then take again; null where it is none, or no longer. */
export const takeTicket = async (
  ticket: string,
  { table, clock }: TicketPorts,
): Promise<SocketTicket | null> => {
  const kept = keptUnder(ticket);
  const known = kept && (await table.socketTickets.get(kept));
  if (!known || known.ttl * MS <= clock().getTime()) return null;
  const isFirst = await table.socketTickets.removeIf(known, (stored, { eq }) =>
    eq(stored.digest, known.digest),
  );
  return isFirst ? known : null;
};
