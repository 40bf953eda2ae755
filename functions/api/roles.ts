import type { DEALER_ROLES, OVERALL_ROLES, Role } from '#shared/table/member-records.ts';

/** What can be allowed. The first part says of what, and `all` of what concerns every dealer. */
const PERMISSIONS = [
  'dealer.read',
  'documents.drop',
  'questions.answer',
  'offers.withdraw',
  'matches.set',
  'knowledge.teach',
  'lists.keep',
  'feed.decide',
  'feed.deliver',
  'dealer.write',
  'members.keep',
  'tokens.keep',
  'all.read',
  'all.operate',
  'all.rules',
  'all.share',
  'all.members',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READS: readonly Permission[] = ['dealer.read'];

const EDITS: readonly Permission[] = [
  ...READS,
  ...(['documents.drop', 'questions.answer', 'offers.withdraw', 'matches.set', 'knowledge.teach'] as const),
];

const OWNS: readonly Permission[] = [
  ...EDITS,
  ...(['lists.keep', 'feed.decide', 'feed.deliver', 'dealer.write', 'members.keep', 'tokens.keep'] as const),
];

/** Who keeps the installation sees and mends everything; who sits at a dealer is the dealer's and the admins' to say. */
const OPERATES: readonly Permission[] = [
  ...OWNS.filter((permission) => permission !== 'members.keep' && permission !== 'tokens.keep'),
  ...(['all.read', 'all.operate', 'all.rules', 'all.share'] as const),
];

/** The one table of who may do what: a role that is not in it, and a permission that is not in its row, mean no. */
export const ROLES: Record<Role, readonly Permission[]> = {
  viewer: READS,
  editor: EDITS,
  'dealer-admin': OWNS,
  operator: OPERATES,
  admin: PERMISSIONS,
};

type DealerRole = (typeof DEALER_ROLES)[number];
type OverallRole = (typeof OVERALL_ROLES)[number];

/** Who asks, as far as rights go. */
export interface Rights {
  overall?: OverallRole | undefined;
  dealers: Readonly<Record<string, DealerRole>>;
}

const rolesAt = ({ overall, dealers }: Rights, dealerId: string | null): (DealerRole | OverallRole)[] => [
  ...(overall ? [overall] : []),
  ...(dealerId !== null && Object.hasOwn(dealers, dealerId) ? [dealers[dealerId] as DealerRole] : []),
];

/** Whether somebody may do something to a dealer, or with null to what concerns them all. */
export const may = (rights: Rights, permission: Permission, dealerId: string | null): boolean =>
  rolesAt(rights, dealerId).some((role) => ROLES[role]?.includes(permission));
