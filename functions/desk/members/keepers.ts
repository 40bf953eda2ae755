import * as z from 'zod';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import { type Member, OVERALL_ROLES } from '#shared/table/member-records.ts';
import type { Actor } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { afterOthers, listMembers, refuseLastOfDealer } from './members.ts';

/** Who has signed in once, by its id or its e-mail address. */
export const KnownMember = z.strictObject({ member: z.string().min(1) });

/** What it is to be to all dealers; null takes that from it, also where the settings name it. */
export const SetOverall = KnownMember.extend({ overall: z.enum(OVERALL_ROLES).nullable() });

const stillIn = async (ports: Pick<Ports, 'table'>): Promise<Member[]> =>
  (await listMembers(ports)).filter(({ removedAt }) => !removedAt);

const memberNamed = (member: string, known: readonly Member[]): Member => {
  const found = known.filter(
    ({ memberId, email }) => memberId === member || (email !== '' && email === member.toLowerCase()),
  );
  if (found[0] && found.length === 1) return found[0];
  throw new Refusal(reason('member-unknown', { member }));
};

/** Throws `Refusal` where nobody else may say who keeps the installation. */
const refuseLastAdmin = (member: Member, known: readonly Member[]): void => {
  if (member.overall !== 'admin') return;
  if (!known.some((other) => other !== member && other.overall === 'admin'))
    throw new Refusal(reason('last-admin-stays', { dealerId: null }));
};

/** Makes a member an operator or admin of the installation, or neither. Throws `Refusal`, also for its last admin. */
export const setOverall = (
  actor: Actor,
  { member, overall }: z.infer<typeof SetOverall>,
  ports: DeskPorts,
): Promise<{ memberId: string }> => {
  const check = async () => {
    const known = await stillIn(ports);
    const found = memberNamed(member, known);
    if (overall !== 'admin') refuseLastAdmin(found, known);
    const { memberId } = found;
    const effect = async () => {
      await ports.table.members.patchIf({ memberId }, { overall });
      return { memberId };
    };
    return { subject: memberId, details: { overall }, effect };
  };
  const asked = { dealerId: null, action: 'member.overall', subject: member };
  return afterOthers(ports, () => ports.acts.once(actor, asked, check));
};

/**
 * Lets a member in no more, whatever its provider says, and takes its seats: what its sockets hear ends with it. Throws
 * `Refusal`, also for the last admin of the installation or of a dealer.
 */
export const expelMember = (
  actor: Actor,
  { member }: z.infer<typeof KnownMember>,
  ports: DeskPorts,
): Promise<{ memberId: string }> => {
  const check = async () => {
    const known = await stillIn(ports);
    const found = memberNamed(member, known);
    refuseLastAdmin(found, known);
    const { memberId } = found;
    const seats = await ports.table.seats.queryIndex('GSI1', { memberId });
    for (const seat of seats) await refuseLastOfDealer(seat, ports);
    const effect = async ({ at }: { at: string }) => {
      await ports.table.members.patchIf({ memberId }, { removedAt: at, overall: null });
      for (const seat of seats) await ports.table.seats.remove(seat);
      return { memberId };
    };
    return { subject: memberId, details: { expelled: true }, effect };
  };
  const asked = { dealerId: null, action: 'member.expel', subject: member };
  return afterOthers(ports, () => ports.acts.once(actor, asked, check));
};
