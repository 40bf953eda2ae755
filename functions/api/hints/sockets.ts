import { countChanges, type Hint } from '#desk/hints/revisions.ts';
import type { Lines } from '#shared/aws/gateway-lines.ts';
import type { Ports } from '#shared/ports.ts';
import type { Holder, OpenSocket } from '#shared/table/hint-records.ts';
import type { Address } from '#shared/table/keys.ts';
import { callerOf, programFor } from '../identity/callers.ts';
import { may } from '../roles.ts';
import { takeTicket } from './tickets.ts';

type SocketPorts = Pick<Ports, 'table' | 'clock'>;

/** API Gateway closes a socket after two hours; the record outlives it by a little. */
const LONGEST_SECONDS = 2 * 60 * 60 + 10 * 60;

/** Tabs and windows of one person at one dealer. Of more the oldest are closed. */
const MOST_OPEN = 10;

const MS = 1000;

/** Until it has been told that it may open, API Gateway says of a socket that it has gone; that may take so long. */
const OPENING_MS = 30 * MS;

const close = async (socket: OpenSocket, lines: Lines, { table }: SocketPorts): Promise<void> => {
  await lines.hangUp(socket.socketId);
  await table.openSockets.remove(socket);
};

const makeRoom = async ({ dealerId, holder }: OpenSocket, lines: Lines, ports: SocketPorts) => {
  const own = (await ports.table.openSockets.query({ dealerId })).filter((each) => each.holder === holder);
  const oldest = own.toSorted((one, other) => one.at.localeCompare(other.at)).slice(0, -MOST_OPEN);
  for (const socket of oldest) await close(socket, lines, ports);
};

/** Keeps a socket whose opener has a ticket; null where it opens nothing. */
export const openSocket = async (
  { socketId, ticket }: { socketId: string; ticket: string },
  lines: Lines,
  ports: SocketPorts,
): Promise<OpenSocket | null> => {
  const taken = await takeTicket(ticket, ports);
  if (!taken) return null;
  const { dealerId, kind, holder } = taken;
  const now = ports.clock();
  const ttl = Math.floor(now.getTime() / MS) + LONGEST_SECONDS;
  const socket = { dealerId, socketId, kind, holder, at: now.toISOString(), ttl };
  await ports.table.openSockets.put(socket);
  await makeRoom(socket, lines, ports);
  // Only now: who was removed before it was kept is found by nobody else.
  if (await mayListen(socket, ports)) return socket;
  await ports.table.openSockets.remove(socket);
  return null;
};

/** Whether it still may see the dealer: read anew each time, as at each request. */
const mayListen = async (
  { dealerId, kind, holder }: Holder & { dealerId: string },
  ports: SocketPorts,
): Promise<boolean> => {
  // Its sessions end with the host, and so do its sockets.
  if (kind === 'machine') return true;
  if (kind === 'program') return (await programFor({ dealerId, digest: holder }, ports)) !== null;
  const member = await ports.table.members.get({ memberId: holder });
  if (!member || member.removedAt) return false;
  return may(await callerOf(member, dealerId, ports), 'dealer.read', dealerId);
};

const isOpening = ({ at }: OpenSocket, { clock }: SocketPorts): boolean =>
  clock().getTime() - Date.parse(at) < OPENING_MS;

/** A page that is not open yet asks for revisions once it is: it needs no hint. */
const forgetGone = async (socket: OpenSocket, ports: SocketPorts): Promise<void> => {
  if (!isOpening(socket, ports)) await ports.table.openSockets.remove(socket);
};

const tellOne = async (socket: OpenSocket, hints: readonly Hint[], lines: Lines, ports: SocketPorts) => {
  if (!(await mayListen(socket, ports))) return close(socket, lines, ports);
  for (const hint of hints)
    if (!(await lines.send(socket.socketId, JSON.stringify(hint)))) return forgetGone(socket, ports);
};

const MEMBERS = 'SHARED#MEMBERS';
const MEMBER = 'MEMBER#';

/** Sockets of members that have changed: one may have been removed. */
const socketsOfMembers = async (addresses: readonly Address[], { table }: SocketPorts) => {
  const changed = addresses.filter(({ PK, SK }) => PK === MEMBERS && SK.startsWith(MEMBER));
  const ids = new Set(changed.map(({ SK }) => SK.slice(MEMBER.length)));
  const found = [...ids].map((holder) => table.openSockets.queryIndex('GSI1', { holder }));
  return (await Promise.all(found)).flat();
};

/**
 * Counts what was written or removed in the table, and tells the pages that show it. Who may see the dealer no longer is
 * not told, and its socket is closed: a seat, a token or a member that is removed is such a change itself. Given the
 * same twice, it counts twice: pages then ask once too often.
 */
export const tellChanges = async (
  addresses: readonly Address[],
  lines: Lines,
  ports: SocketPorts,
): Promise<void> => {
  for (const [dealerId, hints] of await countChanges(addresses, ports)) {
    const sockets = await ports.table.openSockets.query({ dealerId });
    await Promise.all(sockets.map((socket) => tellOne(socket, hints, lines, ports)));
  }
  for (const socket of await socketsOfMembers(addresses, ports)) await tellOne(socket, [], lines, ports);
};
