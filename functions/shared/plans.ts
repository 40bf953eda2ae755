import { Plan } from '#contracts/plan.ts';
import bundled from '#reference/plans/plans.json' with { type: 'json' };
import type { Ports } from './ports.ts';

/** The plans that every installation knows; figures of S2-03. */
export const BUNDLED_PLANS: readonly Plan[] = bundled.plans.map((plan) => Plan.parse(plan));

/** What holds where a plan's name says nothing to anybody (S2-03). */
const SMALLEST = BUNDLED_PLANS.find(({ name }) => name === 'starter') as Plan;

type PlanPorts = Pick<Ports, 'table' | 'defaultPlan'>;

/** The plan of that name: the installation's own, or a bundled one; null where there is none. */
const planNamed = async (name: string, { table }: PlanPorts): Promise<Plan | null> => {
  const own = await table.plans.get({ scope: 'SHARED', name });
  if (own) return Plan.strip().parse(own);
  return BUNDLED_PLANS.find((plan) => plan.name === name) ?? null;
};

/** What a dealer may use: by the plan that it was given, else by the installation's default; `starter` for a name nobody knows. */
export const planOf = async (dealerId: string, ports: PlanPorts): Promise<Plan> => {
  const given = await ports.table.dealerPlans.get({ dealerId });
  return (await planNamed(given?.plan ?? ports.defaultPlan, ports)) ?? SMALLEST;
};

/** Every plan there is, by its name. */
export const allPlans = async ({ table }: Pick<Ports, 'table'>): Promise<Plan[]> => {
  const own = await table.plans.query({ scope: 'SHARED' });
  const plans = new Map(BUNDLED_PLANS.map((plan) => [plan.name, plan]));
  for (const plan of own) plans.set(plan.name, Plan.strip().parse(plan));
  return [...plans.values()];
};
