import * as z from 'zod';
import { reason } from '#messages/reason.ts';
import { keptUntil } from '#reference/retention.ts';
import { audited } from '#shared/audit.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { DEALER_ROLES, type Invitation, type Member } from '#shared/table/member-records.ts';
import type { Actor } from '../acts.ts';
import { refuseLeaving, refuseUnknownDealer } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { afterOthers, refuseLastOfDealer } from './members.ts';

/** Hexadecimal SHA-256 of a token: nobody who reads records can use one. */
const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A seat for whom a verified e-mail address names. */
export const Invite = z.strictObject({
  dealerId: z.string(),
  email: z.email().toLowerCase(),
  role: z.enum(DEALER_ROLES),
  digest: Digest,
});

/** Keeps an invitation; its token is with who invites, who sends it. Throws `Refusal`. */
export const invite = async (
  actor: Actor,
  { digest, ...wish }: z.infer<typeof Invite>,
  ports: DeskPorts,
): Promise<{ opensUntil: string }> => {
  const { dealerId, email, role } = wish;
  await refuseUnknownDealer(dealerId, ports);
  const deed = { dealerId, action: 'member.invite', subject: email, details: { role } };
  return ports.acts.perform(actor, deed, async ({ who: invitedBy, at }) => {
    const ttl = keptUntil('invitation', new Date(at));
    const opensUntil = new Date(ttl * 1000);
    await ports.table.invitations.put({ ...wish, digest, invitedBy, at, ttl });
    return { opensUntil: opensUntil.toISOString() };
  });
};

/** The table forgets it some time after it is over. */
const isOpen = ({ ttl, takenBy, isSeated }: Invitation, { memberId }: Member, now: Date): boolean =>
  (!takenBy || (takenBy === memberId && !isSeated)) && ttl * 1000 > now.getTime();

const isOver = (): Refusal => new Refusal(reason('invitation-over'));

/** Takes it where nobody else has; of two who hold its token one is refused. */
const take = (invitation: Invitation, { memberId }: Member, { table }: Pick<Ports, 'table'>) =>
  table.invitations.patchIf(
    invitation,
    { takenBy: memberId },
    (stored, { notExists, eq }) =>
      `${notExists(stored.isSeated)} AND (${notExists(stored.takenBy)} OR ${eq(stored.takenBy, memberId)})`,
  );

/** Who is the last to keep a dealer takes no lesser seat there. Throws `Refusal`. */
const refuseLess = async (
  { dealerId, role }: Invitation,
  { memberId }: Member,
  ports: Pick<Ports, 'table'>,
): Promise<void> => {
  const seat = await ports.table.seats.get({ dealerId, memberId });
  if (seat && seat.role !== role) await refuseLastOfDealer(seat, ports);
};

type InvitedPorts = Pick<Ports, 'table' | 'clock' | 'audit' | 'newId'>;

const takeSeat = async (invitation: Invitation, member: Member, ports: InvitedPorts): Promise<void> => {
  const { dealerId, digest, role, invitedBy: givenBy } = invitation;
  await refuseLess(invitation, member, ports);
  if (!(await take(invitation, member, ports))) throw isOver();
  const { memberId, email, name } = member;
  const at = ports.clock().toISOString();
  const act = { dealerId, action: 'member.join', subject: memberId, details: { role } };
  // The trail keeps nothing by which an invitation is found.
  const id = sha256(`join ${digest}`);
  await audited({ ...act, who: email, id, at }, ports, async () => {
    await ports.table.seats.put({ dealerId, memberId, role, email, name, givenBy, at });
    await ports.table.invitations.patchIf(invitation, { isSeated: true });
  });
};

/**
 * Gives a member the seat that a token invites it to, once, where it has signed in by the e-mail address that was
 * invited and the provider has verified that. Throws `Refusal`, also at a dealer that leaves.
 */
export const acceptInvitation = async (
  member: Member,
  { dealerId, digest }: Pick<Invitation, 'dealerId' | 'digest'>,
  ports: InvitedPorts,
): Promise<{ dealerId: string; role: Invitation['role'] }> => {
  const invitation = await ports.table.invitations.get({ dealerId, digest });
  const isFor = invitation?.email === member.email && member.email !== '';
  if (!invitation || !isFor || !isOpen(invitation, member, ports.clock())) throw isOver();
  await refuseLeaving(dealerId, ports);
  await afterOthers(ports, () => takeSeat(invitation, member, ports));
  return { dealerId, role: invitation.role };
};
