import { may, type Permission, type Rights } from '../../../functions/api/roles.ts';
import type { Answer } from '../api/routes.ts';
import { useMe } from './me.ts';

const rightsOf = ({ overall, dealers }: Answer<'GET', '/me'>): Rights => ({
  overall: (overall ?? undefined) as Rights['overall'],
  dealers: Object.fromEntries(dealers.map(({ dealerId, role }) => [dealerId, role])) as Rights['dealers'],
});

/**
 * Whether who asks may do something to a dealer, or with null to what concerns them all; no as long as nobody knows. It
 * keeps from sight what the API would refuse, and guards nothing.
 */
export const useMay = () => {
  const { data: me } = useMe();
  return (permission: Permission, dealerId: string | null): boolean =>
    me !== undefined && may(rightsOf(me), permission, dealerId);
};
