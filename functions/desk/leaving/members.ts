import type { Ports } from '#shared/ports.ts';
import type { Member } from '#shared/table/member-records.ts';

type TablePort = Pick<Ports, 'table'>;

/** Whether somebody has nothing to do with this installation but by that dealer. */
const isOfDealerAlone = async (member: Member, dealerId: string, { table }: TablePort): Promise<boolean> => {
  if (member.overall) return false;
  const seats = await table.seats.queryIndex('GSI1', { memberId: member.memberId });
  return seats.every((seat) => seat.dealerId === dealerId);
};

/** Those with a seat at a dealer and with none elsewhere. Who signs in again is somebody new. */
export const membersOfDealerAlone = async (dealerId: string, ports: TablePort): Promise<Member[]> => {
  const found: Member[] = [];
  for (const { memberId } of await ports.table.seats.query({ dealerId })) {
    const member = await ports.table.members.get({ memberId });
    if (member && (await isOfDealerAlone(member, dealerId, ports))) found.push(member);
  }
  return found;
};
