import type { Plan } from '#contracts/plan.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { planOf } from './plans.ts';
import type { Ports } from './ports.ts';
import { HELD, monthOf, noteUsed, unitOfFile, usedBeside } from './used.ts';

const GIGABYTE = 1e9;

/** Says that something is used up, and what to do. */
export const full = (plan: Plan, limit: 'products' | 'storageGb', used: number): Reason =>
  reason('plan-full', { plan: plan.name, limit, used, most: plan[limit] ?? 0 });

/**
 * Why files of that size together are not taken in, by the dealer's plan; null where they are. `key` is that of a file
 * which is noted already. Only what is new is refused: what is in force is published, delivered, sold and answered for
 * whatever was used.
 */
export const beyondStorage = async (
  { dealerId, key = null, bytes }: { dealerId: string; key?: string | null; bytes: number },
  ports: Pick<Ports, 'table'>,
): Promise<Reason | null> => {
  const plan = await planOf(dealerId, ports);
  if (plan.storageGb === null) return null;
  const own = key === null ? null : unitOfFile(key);
  const stored = await usedBeside({ dealerId, kind: 'bytes', period: HELD }, own, ports);
  const gigabytes = (stored + bytes) / GIGABYTE;
  return gigabytes > plan.storageGb ? full(plan, 'storageGb', Math.ceil(gigabytes)) : null;
};

/** How much of what is still to be had this month; as much as there is without a limit. */
const leftOf = async (
  kind: 'pages' | 'tokens',
  most: number | null,
  { dealerId, unit }: { dealerId: string; unit: string | null },
  ports: Pick<Ports, 'table' | 'clock'>,
): Promise<number> => {
  if (most === null) return Number.POSITIVE_INFINITY;
  const period = monthOf(ports.clock());
  return Math.max(0, most - (await usedBeside({ dealerId, kind, period }, unit, ports)));
};

/** Why a dealer's searches ask no model any more this month, by its plan; null where they may. */
export const tokensUsed = async (
  dealerId: string,
  ports: Pick<Ports, 'table' | 'clock'>,
): Promise<Reason | null> => {
  const { name: plan, tokensAMonth } = await planOf(dealerId, ports);
  const left = await leftOf('tokens', tokensAMonth, { dealerId, unit: null }, ports);
  return left > 0 ? null : reason('search-tokens-used', { plan, most: tokensAMonth ?? 0 });
};

/** What of a plan stops pages from being recognised. */
const endsPages = (plan: Plan, limit: 'pagesAMonth' | 'tokensAMonth'): Reason =>
  reason('plan-pages-used', { plan: plan.name, limit, most: plan[limit] ?? 0 });

/** How many pages of a chunk may be recognised, and why not all of them. */
export interface PagesAllowed {
  pages: number;
  why: Reason | null;
}

/**
 * Keeps that many pages for a chunk, as far as the plan gives them this month, before any of them is paid for. Of several
 * that ask at once none takes what another has; where both reach beyond the end, both may get less.
 */
export const keepPages = async (
  { dealerId, unit, pages }: { dealerId: string; unit: string; pages: number },
  ports: Pick<Ports, 'table' | 'clock'>,
): Promise<PagesAllowed> => {
  const plan = await planOf(dealerId, ports);
  if ((await leftOf('tokens', plan.tokensAMonth, { dealerId, unit: null }, ports)) === 0)
    return { pages: 0, why: endsPages(plan, 'tokensAMonth') };
  await noteUsed('pages', { dealerId, unit, amount: pages }, ports);
  const left = await leftOf('pages', plan.pagesAMonth, { dealerId, unit }, ports);
  if (left >= pages) return { pages, why: null };
  await noteUsed('pages', { dealerId, unit, amount: left }, ports);
  return { pages: left, why: endsPages(plan, 'pagesAMonth') };
};
