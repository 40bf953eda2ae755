import type { Reason } from '#contracts/reason.ts';
import { type Standings, watch } from '#functions/operations/watch/watch.ts';
import { STAGES, type Stage } from '#functions/stages.ts';
import { reason } from '#messages/reason.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import type { Breaker } from '#shared/table/coordination-records.ts';
import type { StageStatistic } from '#shared/table/records.ts';

/** How one stage did in its calls of late. */
interface StageHealth {
  calls: number;
  failed: number;
  /** 0 to 1; a stage that was not called has not failed. */
  success_rate: number;
  /** Seconds that the middle, the slowest twentieth and the slowest hundredth of the calls took at least. */
  p50: number;
  p95: number;
  p99: number;
  cost_usd: number;
}

/** Gathers calls one by one: of each only its duration is kept. */
interface StageTally {
  failed: number;
  seconds: number[];
  costUsd: number;
}

const emptyTally = (): StageTally => ({ failed: 0, seconds: [], costUsd: 0 });

/** Waiting one's turn is neither success nor failure; an error is kept as words that begin with its name. */
const isFailure = (error: string): boolean => !error.startsWith('LeaseBusy');

/** Attempts that a retry has written over. */
const failedBefore = ({ retried }: StageStatistic): number =>
  retried && isFailure(retried.error) ? retried.times : 0;

/** A delivery that succeeded may have something to say. */
const failedNow = ({ error, failed }: StageStatistic): boolean =>
  error !== undefined && failed > 0 && isFailure(error);

/** Each attempt is a call, of which the last one's seconds are known. */
const addCall = (tally: StageTally, call: StageStatistic): void => {
  const before = failedBefore(call);
  tally.failed += before + (failedNow(call) ? 1 : 0);
  for (let attempt = 0; attempt <= before; attempt++) tally.seconds.push(call.seconds);
  tally.costUsd += call.costUsd;
};

const percentile = (sorted: number[], percent: number): number =>
  sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;

const stageHealth = ({ failed, seconds, costUsd }: StageTally): StageHealth => {
  const calls = seconds.length;
  const sorted = seconds.toSorted((a, b) => a - b);
  return {
    calls,
    failed,
    success_rate: calls === 0 ? 1 : (calls - failed) / calls,
    p50: percentile(sorted, 50),
    p95: percentile(sorted, 95),
    p99: percentile(sorted, 99),
    cost_usd: costUsd,
  };
};

type HealthPorts = Pick<Ports, 'table' | 'clock'>;

/** From when on something is told; the same as the alarms'. */
interface HealthLimits {
  successRatePercent: number;
  stuckMinutes: number;
  heldHours: number;
  costPerDay: number;
}

/** How the pipeline does, in the words of S0-66. */
export interface Health {
  /** `degraded`: it works, with something to look at. `unhealthy`: documents do not get through as they should. */
  overall_status: 'healthy' | 'degraded' | 'unhealthy';
  /** Of the last day. */
  stage_status: Record<Stage, StageHealth & { status: 'healthy' | 'unhealthy' | 'idle' }>;
  performance_metrics: Standings & { cost_usd: number };
  alerts: Reason[];
}

const DAY_MS = 24 * 3_600_000;

const isStage = (stage: string): stage is Stage => (STAGES as readonly string[]).includes(stage);

/** A day's calls of every dealer, one by one. What other functions cost counts for all. */
async function* callsOfLate({ table, clock }: HealthPorts): AsyncGenerator<StageStatistic> {
  const since = new Date(clock().getTime() - DAY_MS).toISOString();
  for (const { dealerId } of await table.dealers.queryIndex('GSI1', {}))
    for await (const call of table.statistics.stream({ dealerId })) if (call.endedAt >= since) yield call;
}

const tallied = async (ports: HealthPorts) => {
  const tallies = Object.fromEntries(STAGES.map((stage) => [stage, emptyTally()])) as Record<
    Stage,
    StageTally
  >;
  let costUsd = 0;
  for await (const call of callsOfLate(ports)) {
    costUsd += call.costUsd;
    if (isStage(call.stage)) addCall(tallies[call.stage], call);
  }
  return { tallies, costUsd };
};

const statusOf = (health: StageHealth, { successRatePercent }: HealthLimits) => {
  if (health.calls === 0) return 'idle' as const;
  return health.success_rate * 100 < successRatePercent ? ('unhealthy' as const) : ('healthy' as const);
};

const stageAlerts = (stages: Health['stage_status']): Reason[] =>
  Object.entries(stages)
    .filter(([, { status }]) => status === 'unhealthy')
    .map(([stage, { success_rate }]) =>
      reason('stage-fails', { stage, percent: (100 * success_rate).toFixed(2) }),
    );

const stuckAlerts = ({ StuckMinutes }: Standings, { stuckMinutes }: HealthLimits): Reason[] =>
  StuckMinutes >= stuckMinutes ? [reason('document-stuck', { minutes: Math.floor(StuckMinutes) })] : [];

const openBreakers = (breakers: Breaker[]): Reason[] =>
  breakers
    .filter(({ state }) => state === 'open')
    .map(({ service, openUntil }) =>
      reason('service-down', { service, until: moscowMinute(new Date(openUntil).toISOString()) }),
    );

const lesserAlerts = (
  { HeldHours }: Standings,
  costUsd: number,
  { heldHours, costPerDay }: HealthLimits,
): Reason[] => [
  ...(HeldHours >= heldHours ? [reason('feed-held-long', { hours: Math.floor(HeldHours) })] : []),
  ...(costUsd > costPerDay ? [reason('day-dear', { usd: costUsd.toFixed(2) })] : []),
];

/** How the pipeline does: each stage's last day, what there is, what waits, and what a person should look at. */
export const healthOf = async (ports: HealthPorts, limits: HealthLimits): Promise<Health> => {
  const { tallies, costUsd } = await tallied(ports);
  const standings = await watch(ports);
  const stages = Object.fromEntries(
    STAGES.map((stage) => {
      const health = stageHealth(tallies[stage]);
      return [stage, { status: statusOf(health, limits), ...health }];
    }),
  ) as Health['stage_status'];
  const grave = [...stageAlerts(stages), ...stuckAlerts(standings, limits)];
  const breakers = await ports.table.breakers.query({});
  const lesser = [...openBreakers(breakers), ...lesserAlerts(standings, costUsd, limits)];
  return {
    overall_status: grave.length > 0 ? 'unhealthy' : lesser.length > 0 ? 'degraded' : 'healthy',
    stage_status: stages,
    performance_metrics: { ...standings, cost_usd: costUsd },
    alerts: [...grave, ...lesser],
  };
};
