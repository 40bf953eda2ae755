import { reason } from '#messages/reason.ts';
import { planOf } from '#shared/plans.ts';
import type { Ports } from '#shared/ports.ts';
import { isNearlyUsed, usageOf } from '../plans/usage.ts';
import { NOTHING, type Task } from './task.ts';

/** What of its plan a dealer has nearly used up. */
export const planTasks = async (dealerId: string, ports: Pick<Ports, 'table' | 'clock'>): Promise<Task[]> => {
  const { name: _, ...limits } = await planOf(dealerId, ports);
  // Nothing is counted for who is limited in nothing.
  if (Object.values(limits).every((most) => most === null)) return [];
  const { plan, lines } = await usageOf(dealerId, ports);
  return lines.filter(isNearlyUsed).map(({ limit, used, most }) => ({
    dealerId,
    reason: reason('plan-nearly-used', { plan, limit, used: Math.round(used * 10) / 10, most: most ?? 0 }),
    ...{ command: ['usage', dealerId], ...NOTHING },
  }));
};
