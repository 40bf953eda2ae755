import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { reason } from '#messages/reason.ts';
import type { Act } from '#shared/audit.ts';
import { sha256 } from '#shared/hash.ts';
import { takeLease, withLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import { DEALER_ROLES, type Member, type Seat } from '#shared/table/member-records.ts';
import type { Actor } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';

/** What an identity provider says of somebody, once its word is verified. */
export interface Identity {
  issuer: string;
  subject: string;
  /** Empty unless the provider has verified it. */
  email: string;
  name: string;
}

type MemberPorts = Pick<Ports, 'table' | 'clock'>;

/** Tells who a verified identity is here; null for one that was removed. */
export type MemberFor = (identity: Identity, ports: MemberPorts) => Promise<Member | null>;

/** Of issuer and subject alone: who gets somebody's old e-mail address gets none of its rights. */
export const memberIdOf = ({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string =>
  sha256(JSON.stringify([issuer, subject])).slice(0, 32);

type Told = Pick<Member, 'email' | 'name' | 'overall'>;

/** What the provider tells today: an address that somebody has no longer is none that it was invited by. */
const toldOf = ({ email, name }: Identity, known: Member | null, admins: readonly string[]): Told => {
  const asNamed = admins.includes(email) ? 'admin' : undefined;
  const overall = known?.overall === undefined ? asNamed : known.overall;
  return { email, name, ...(overall !== undefined && { overall }) };
};

const asTold = async (known: Member, told: Told, { table }: MemberPorts): Promise<Member> =>
  known.email === told.email && known.name === told.name && known.overall === told.overall
    ? known
    : (await table.members.patchIf(known, told)) || known;

/**
 * Who has signed in; at the first time a member without any right (S4-01), but that of whose verified address is among
 * the installation's admins. Null for one who was removed.
 */
export const memberFor = async (
  identity: Identity,
  { table, clock }: MemberPorts,
  admins: readonly string[] = [],
): Promise<Member | null> => {
  const memberId = memberIdOf(identity);
  const known = await table.members.get({ memberId });
  const told = toldOf(identity, known, admins);
  if (known) return known.removedAt ? null : asTold(known, told, { table, clock });
  const member: Member = { memberId, ...identity, ...told, createdAt: clock().toISOString() };
  const isNew = await table.members.putIf(member, (stored, { notExists }) => notExists(stored.memberId));
  return isNew ? member : memberFor(identity, { table, clock }, admins);
};

/** The same where nothing may be written: somebody new is written down when it asks what concerns no dealer. */
export const memberSeen = async (
  identity: Identity,
  { table, clock }: MemberPorts,
): Promise<Member | null> => {
  const memberId = memberIdOf(identity);
  const known = await table.members.get({ memberId });
  if (known?.removedAt) return null;
  return { createdAt: clock().toISOString(), ...known, memberId, ...identity };
};

/** A member by its id, or by its e-mail address, at a dealer. */
export const MemberNamed = z.strictObject({ dealerId: z.string(), member: z.string().min(1) });
export const SetRole = MemberNamed.extend({ role: z.enum(DEALER_ROLES) });

/** Everybody who has signed in, those first who are something to all dealers. */
export const listMembers = async ({ table }: Pick<Ports, 'table'>): Promise<Member[]> => {
  const members = await table.members.query({});
  return members.toSorted((one, other) => (one.overall ?? '~').localeCompare(other.overall ?? '~'));
};

/** Who has a seat at a dealer. */
export const listSeats = (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<Seat[]> =>
  table.seats.query({ dealerId });

const seatNamed = async (
  { dealerId, member }: z.infer<typeof MemberNamed>,
  ports: Pick<Ports, 'table'>,
): Promise<Seat> => {
  const found = (await listSeats(dealerId, ports)).filter(
    ({ memberId, email }) => memberId === member || (email !== '' && email === member.toLowerCase()),
  );
  if (found[0] && found.length === 1) return found[0];
  throw new Refusal(reason('member-unknown', { member }));
};

/** Far longer than such an act takes: who waits behind one that was killed waits no longer. */
const LONGEST_MS = 60_000;
const PAUSE_MS = 100;

/**
 * Does what may take from somebody the right to keep a dealer or the installation, one such act after the other: of two
 * who take it from each other at once, both would find that somebody stays.
 */
export const afterOthers = async <Result>(
  { table, clock, newId }: Pick<Ports, 'table' | 'clock' | 'newId'>,
  act: () => Promise<Result>,
): Promise<Result> => {
  const keepers = { table: { locks: table.keeperLocks, leavings: table.leavings }, clock };
  const lease = { dealerId: 'SHARED', name: 'KEEPERS', owner: newId(), milliseconds: LONGEST_MS };
  while (!(await takeLease(lease, keepers))) await setTimeout(PAUSE_MS);
  return withLease(lease, keepers, act);
};

/** A dealer that somebody of its own keeps is never left with nobody who does. Throws `Refusal`. */
export const refuseLastOfDealer = async (
  { dealerId, memberId, role }: Seat,
  ports: Pick<Ports, 'table'>,
): Promise<void> => {
  if (role !== 'dealer-admin') return;
  const others = (await listSeats(dealerId, ports)).filter((seat) => seat.memberId !== memberId);
  if (!others.some((seat) => seat.role === 'dealer-admin'))
    throw new Refusal(reason('last-admin-stays', { dealerId }));
};

/** Gives a member another role at a dealer. Throws `Refusal`, also where it is the dealer's last admin. */
export const setRole = (
  actor: Actor,
  wish: z.infer<typeof SetRole>,
  ports: DeskPorts,
): Promise<{ memberId: string }> => {
  const { dealerId, role, member } = wish;
  const asked = { dealerId, action: 'member.role', subject: member };
  const check = async () => {
    const seat = await seatNamed(wish, ports);
    const { memberId } = seat;
    if (role !== seat.role) await refuseLastOfDealer(seat, ports);
    const effect = async ({ who: givenBy, at }: Act) => {
      await ports.table.seats.patchIf({ dealerId, memberId }, { role, givenBy, at });
      return { memberId };
    };
    return { subject: memberId, details: { role }, effect };
  };
  return afterOthers(ports, () => ports.acts.once(actor, asked, check));
};

/** One whose taking was broken off behind the seat would give it once more. */
const closeInvitations = async ({ dealerId, memberId }: Seat, { table }: DeskPorts): Promise<void> => {
  const invitations = await table.invitations.query({ dealerId });
  for (const invitation of invitations.filter(({ takenBy }) => takenBy === memberId))
    await table.invitations.patchIf(invitation, { isSeated: true });
};

/** Takes a member's seat at a dealer: at its next request it has none. Throws `Refusal`, also for its last admin. */
export const removeMember = (
  actor: Actor,
  wish: z.infer<typeof MemberNamed>,
  ports: DeskPorts,
): Promise<{ memberId: string }> => {
  const { dealerId, member } = wish;
  const asked = { dealerId, action: 'member.remove', subject: member };
  const check = async () => {
    const seat = await seatNamed(wish, ports);
    const { memberId } = seat;
    await refuseLastOfDealer(seat, ports);
    const effect = async () => {
      await closeInvitations(seat, ports);
      await ports.table.seats.remove(seat);
      return { memberId };
    };
    return { subject: memberId, details: { role: null }, effect };
  };
  return afterOthers(ports, () => ports.acts.once(actor, asked, check));
};
