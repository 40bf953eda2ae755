import * as z from 'zod';
import { Plan } from '#contracts/plan.ts';
import { reason } from '#messages/reason.ts';
import { wordsMeant } from '#shared/meant.ts';
import { allPlans } from '#shared/plans.ts';
import type { Ports } from '#shared/ports.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { parseWish, Refusal } from '../refusal.ts';

/** Plans of the installation's own. */
export const PutPlans = z.strictObject({ plans: z.array(z.unknown()).min(1).max(50) });

/**
 * Puts plans of the installation's own, each under its name; dealers who have a plan of that name are held to it from
 * then on. Throws `Refusal` that names all that is wrong in them.
 */
export const putPlans = async (
  actor: Actor,
  { plans: given }: z.infer<typeof PutPlans>,
  ports: DeskPorts,
): Promise<Plan[]> => {
  const plans = parseWish(z.array(Plan), given);
  const subject = plans.map(({ name }) => name).join(',');
  const deed = { dealerId: null, action: 'plans.put', subject, details: { plans } };
  return ports.acts.perform(actor, deed, async ({ at }) => {
    for (const plan of plans)
      await ports.table.plans.put({ ...plan, scope: 'SHARED', putBy: actor.who, putAt: at });
    return plans;
  });
};

export const GivePlan = z.strictObject({ dealerId: z.string(), plan: z.string() });

const refuseUnknownPlan = async (name: string, ports: Pick<Ports, 'table'>): Promise<void> => {
  const known = (await allPlans(ports)).map((plan) => plan.name);
  if (!known.includes(name))
    throw new Refusal(reason('plan-unknown', { name, known, near: wordsMeant(name, known) }));
};

/** Gives a dealer a plan. Throws `Refusal` for a dealer or a plan that there is not. */
export const givePlan = async (
  actor: Actor,
  { dealerId, plan }: z.infer<typeof GivePlan>,
  ports: DeskPorts,
): Promise<{ plan: string; previous: string | null }> => {
  await refuseUnknownDealer(dealerId, ports);
  await refuseUnknownPlan(plan, ports);
  const previous = (await ports.table.dealerPlans.get({ dealerId }))?.plan ?? null;
  const deed = { dealerId, action: 'plan.give', subject: dealerId, details: { plan, previous } };
  return ports.acts.perform(actor, deed, async ({ at }) => {
    await ports.table.dealerPlans.put({ dealerId, plan, givenBy: actor.who, givenAt: at });
    return { plan, previous };
  });
};
