import { Plan } from '#contracts/plan.ts';
import bundled from '#reference/plans/plans.json' with { type: 'json' };
import type { Ports } from './ports.ts';

/** Parsed when the first is asked for: few calls need one, and every start would wait. */
let parsed: readonly Plan[] | undefined;

/** The plans that every installation knows; figures of S2-03. */
export const bundledPlans = (): readonly Plan[] => {
  parsed ??= bundled.plans.map((plan) => Plan.parse(plan));
  return parsed;
};

const bundledPlan = (name: string): Plan | undefined => bundledPlans().find((plan) => plan.name === name);

/** What holds where a plan's name says nothing to anybody (S2-03). */
const smallest = (): Plan => bundledPlan('starter') as Plan;

/** The plan of a dealer that was there before plans were: no upgrade may stop its lists. */
const ofOld = (): Plan => bundledPlan('unlimited') as Plan;

type PlanPorts = Pick<Ports, 'table'>;

/** The plan of that name: the installation's own, or a bundled one; null where there is none. */
const planNamed = async (name: string, { table }: PlanPorts): Promise<Plan | null> => {
  const own = await table.plans.get({ scope: 'SHARED', name });
  if (own) return Plan.strip().parse(own);
  return bundledPlan(name) ?? null;
};

/** What a dealer may use: by the plan that it was given, `starter` for a name nobody knows; everything where it was given none. */
export const planOf = async (dealerId: string, ports: PlanPorts): Promise<Plan> => {
  const given = await ports.table.dealerPlans.get({ dealerId });
  if (!given) return ofOld();
  return (await planNamed(given.plan, ports)) ?? smallest();
};

/** Gives a dealer that is new the plan which the installation has for new ones, unless it was given one already. */
export const giveFirstPlan = async (
  dealerId: string,
  { by, at }: { by: string; at: string },
  { table, defaultPlan: plan }: Pick<Ports, 'table' | 'defaultPlan'>,
): Promise<void> => {
  await table.dealerPlans.putIf({ dealerId, plan, givenBy: by, givenAt: at }, (stored, { notExists }) =>
    notExists(stored.plan),
  );
};

/** Every plan there is, by its name. */
export const allPlans = async ({ table }: Pick<Ports, 'table'>): Promise<Plan[]> => {
  const own = await table.plans.query({ scope: 'SHARED' });
  const plans = new Map(bundledPlans().map((plan) => [plan.name, plan]));
  for (const plan of own) plans.set(plan.name, Plan.strip().parse(plan));
  return [...plans.values()];
};
