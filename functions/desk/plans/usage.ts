import type { PlanLimit } from '#contracts/plan.ts';
import { callsLately } from '#shared/allowance.ts';
import { planOf } from '#shared/plans.ts';
import type { Ports } from '#shared/ports.ts';
import { HELD, listsInForce, monthOf, productsOn, usedBeside } from '#shared/used.ts';

/** How much a dealer has used of something that its plan limits. */
export interface UsageLine {
  limit: PlanLimit;
  used: number;
  /** Null without a limit. */
  most: number | null;
}

export interface Usage {
  dealerId: string;
  plan: string;
  /** The month in Moscow, `2026-11`, of what is counted by the month. */
  month: string;
  lines: UsageLine[];
}

type UsagePorts = Pick<Ports, 'table' | 'clock'>;

const GIGABYTE = 1e9;
const MOST_LOOKED_AT = 1_000;

const atWork = async (dealerId: string, { table }: UsagePorts): Promise<number> => {
  const page = { limit: MOST_LOOKED_AT, after: null };
  return (await table.documents.pageOfIndex('GSI1', { dealerId, status: 'processing' }, page)).items.length;
};

/** What a dealer uses, beside what its plan gives. */
export const usageOf = async (dealerId: string, ports: UsagePorts): Promise<Usage> => {
  const { name: plan, ...limits } = await planOf(dealerId, ports);
  const month = monthOf(ports.clock());
  const sum = (kind: 'bytes' | 'pages' | 'tokens', period: string) =>
    usedBeside({ dealerId, kind, period }, null, ports);
  const used: Record<PlanLimit, number> = {
    listsAtOnce: await atWork(dealerId, ports),
    products: await productsOn(await listsInForce(dealerId, ports), ports),
    storageGb: (await sum('bytes', HELD)) / GIGABYTE,
    callsAnHour: limits.callsAnHour === null ? 0 : await callsLately(dealerId, limits.callsAnHour, ports),
    pagesAMonth: await sum('pages', month),
    tokensAMonth: await sum('tokens', month),
  };
  const lines = Object.entries(used).map(([limit, amount]) => ({
    ...{ limit: limit as PlanLimit, used: amount, most: limits[limit as PlanLimit] },
  }));
  return { dealerId, plan, month, lines };
};

/** The share that is told of, before the end is reached. */
const NEARLY = 0.8;

/** What comes back by itself: nobody needs to be told. */
const COMES_BACK: ReadonlySet<PlanLimit> = new Set(['listsAtOnce', 'callsAnHour']);

/** Whether so much is used of it that its dealer is to be told. */
export const isNearlyUsed = ({ limit, used, most }: UsageLine): boolean =>
  most !== null && !COMES_BACK.has(limit) && used >= NEARLY * most;
