import type { Reason } from '#contracts/reason.ts';
import { type ObjectiveStanding, objectivesNow } from '#functions/operations/watch/objectives.ts';
import { heldSince, type Standings, watch } from '#functions/operations/watch/watch.ts';
import { STAGES, type Stage } from '#functions/stages.ts';
import { reason } from '#messages/reason.ts';
import { channelNamed, commandInChannel, forEachChannel } from '#shared/in-channel.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { BURNS_OF, type BurnName, OBJECTIVE_DAYS } from '#shared/objectives.ts';
import type { Ports } from '#shared/ports.ts';
import type { Breaker } from '#shared/table/coordination-records.ts';
import type { StageStatistic } from '#shared/table/records.ts';
import type { DealerRecord } from '#shared/table/repositories.ts';
import { atEachDealer } from '../dealers/known-dealer.ts';
import { documentsAtWork, stuckTasks } from '../tasks/document-tasks.ts';
import { type FeedPorts, feedTasks } from '../tasks/feed-tasks.ts';
import { marketTasks } from '../tasks/market-tasks.ts';
import { foundOrTrouble, NOTHING } from '../tasks/task.ts';
import { verdictTasks } from '../tasks/verdict-tasks.ts';
import { type ProviderShown, providersNow } from './providers.ts';
import { filesWaiting, type WaitingShown } from './waiting.ts';

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
  /** Whose calls failed. */
  failing: Set<string>;
}

const emptyTally = (): StageTally => ({ failed: 0, seconds: [], costUsd: 0, failing: new Set() });

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
  const failures = before + (failedNow(call) ? 1 : 0);
  tally.failed += failures;
  if (failures > 0) tally.failing.add(call.dealerId);
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

type HealthPorts = FeedPorts & Pick<Ports, 'parts'>;

/** From when on something is told; the same as the alarms'. */
export interface HealthLimits {
  successRatePercent: number;
  stuckMinutes: number;
  heldHours: number;
  costPerDay: number;
}

/** How much there is to do, and was done in the last day. */
interface Busyness {
  AtWork: number;
  /** Files that wait for their turn. */
  Waiting: number;
  /** Dealers whose files or feeds something was done with, in the last day and in the last 28. */
  DealersActive: number;
  DealersActiveMonth: number;
  ProductsRead: number;
  /** Deliveries that saw the feed at its URL. */
  FeedsSeen: number;
  Searches: number;
  /** Of the API's processes, 0 to 1. */
  cache_hit_rate: number;
  cost_usd: number;
}

/** How the pipeline does, in the words of S0-66. */
export interface Health {
  /** `degraded`: it works, with something to look at. `unhealthy`: documents do not get through as they should. */
  overall_status: 'healthy' | 'degraded' | 'unhealthy';
  /** Of the last day. */
  stage_status: Record<Stage, StageHealth & { status: 'healthy' | 'unhealthy' | 'idle' }>;
  performance_metrics: Standings & Busyness;
  /** Of the last 28 days. */
  objectives: ObjectiveStanding[];
  /** Whose files wait for their turn; who waits longest stands first. */
  waiting: WaitingShown[];
  /** Who understands documents, and whether it is there. */
  providers: ProviderShown[];
  alerts: Alert[];
}

/** What a person should look at, of which dealer (null of all), and the command that goes on from here, word by word. */
export interface Alert {
  dealerId: string | null;
  reason: Reason;
  command: readonly string[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const isStage = (stage: string): stage is Stage => (STAGES as readonly string[]).includes(stage);

/** The calls of every dealer since then, one by one. What other functions cost counts for all. */
async function* callsSince(since: string, { table }: HealthPorts): AsyncGenerator<StageStatistic> {
  for (const { dealerId } of await table.dealers.queryIndex('GSI1', {}))
    for await (const call of table.statistics.stream({ dealerId })) if (call.endedAt >= since) yield call;
}

const filesAtWork = async ({ table }: HealthPorts): Promise<number> => {
  const dealers = await table.dealers.queryIndex('GSI1', {});
  const open = await atEachDealer(dealers, ({ dealerId }) =>
    table.documents.queryIndex('GSI1', { dealerId, status: 'processing' }),
  );
  return open.length;
};

/** What reads products off a document. */
const READING: ReadonlySet<string> = new Set(['extract', 'assemble']);

const daysAgo = (days: number, { clock }: HealthPorts): string =>
  new Date(clock().getTime() - days * DAY_MS).toISOString();

const tallied = async (ports: HealthPorts) => {
  const tallies = Object.fromEntries(STAGES.map((stage) => [stage, emptyTally()])) as Record<
    Stage,
    StageTally
  >;
  const since = daysAgo(1, ports);
  const active = { day: new Set<string>(), month: new Set<string>() };
  const sums = { cost_usd: 0, ProductsRead: 0, FeedsSeen: 0 };
  for await (const call of callsSince(daysAgo(OBJECTIVE_DAYS, ports), ports)) {
    active.month.add(call.dealerId);
    if (call.endedAt < since) continue;
    active.day.add(call.dealerId);
    sums.cost_usd += call.costUsd;
    if (READING.has(call.stage)) sums.ProductsRead += call.processed;
    if (call.stage === 'deliver') sums.FeedsSeen += call.succeeded;
    if (isStage(call.stage)) addCall(tallies[call.stage], call);
  }
  return { tallies, ...sums, DealersActive: active.day.size, DealersActiveMonth: active.month.size };
};

const statusOf = (health: StageHealth, { successRatePercent }: HealthLimits) => {
  if (health.calls === 0) return 'idle' as const;
  return health.success_rate * 100 < successRatePercent ? ('unhealthy' as const) : ('healthy' as const);
};

/** More are counted in the stage's row. */
const DEALERS_NAMED = 5;

const stageAlerts = (stages: Health['stage_status'], tallies: Record<Stage, StageTally>): Alert[] =>
  STAGES.filter((stage) => stages[stage].status === 'unhealthy').map((stage) => {
    const dealers = [...tallies[stage].failing].slice(0, DEALERS_NAMED);
    const percent = (100 * stages[stage].success_rate).toFixed(2);
    const command = stage === 'deliver' ? ['deliveries', 'list'] : ['documents', 'list', '--state', 'failed'];
    return { dealerId: null, reason: reason('stage-fails', { stage, percent, dealers }), command };
  });

const openBreakers = (breakers: Breaker[]): Alert[] =>
  breakers
    .filter(({ state }) => state === 'open')
    .map(({ service, openUntil }) => ({
      ...{ dealerId: null, command: ['health'] },
      reason: reason('service-down', { service, until: moscowMinute(new Date(openUntil).toISOString()) }),
    }));

const dearAlerts = (costUsd: number, { costPerDay }: HealthLimits): Alert[] =>
  costUsd > costPerDay
    ? [{ dealerId: null, reason: reason('day-dear', { usd: costUsd.toFixed(2) }), command: ['stats'] }]
    : [];

const isBurning = ({ burns }: ObjectiveStanding): boolean => burns.fast >= 1 || burns.slow >= 1;

const burnAlert = ({ name, burns, target, left }: ObjectiveStanding): Alert => {
  const burn: BurnName = burns.fast >= 1 ? 'fast' : 'slow';
  const values = {
    name,
    hours: BURNS_OF[name][burn].hours.long,
    percent: Math.round(1_000 * target) / 10,
    left: Math.max(0, Math.round(100 * left)),
  };
  return {
    dealerId: null,
    reason: reason('objective-burns', values),
    command: ['health'],
  };
};

const heldAlerts = async (
  dealerId: string,
  ports: HealthPorts,
  { heldHours }: HealthLimits,
): Promise<Alert[]> => {
  const state = await ports.table.channelStates.get({ dealerId });
  const since = state && (await heldSince(state, ports));
  const hours = since ? Math.floor((ports.clock().getTime() - Date.parse(since)) / HOUR_MS) : 0;
  return since && hours >= heldHours
    ? [
        {
          dealerId,
          reason: reason('feed-held-long', { dealerId, hours, ...channelNamed(ports) }),
          command: commandInChannel(['feed', 'diff', dealerId], ports),
        },
      ]
    : [];
};

/** Ads are lost by these, nothing goes on, or nobody knows. */
const GRAVE = [
  ...['host-refuses', 'live-url-wrong', 'window-missed', 'file-stuck', 'tasks-unknown'],
  ...['load-file-missing', 'load-failed', 'load-missed', 'fewer-active'],
];
/** Nothing is wrong by these: the tasks that wait have them alone. */
const WAITING = ['feed-held', 'rates-old'];

const isOneOf = (codes: string[]) => (alert: Alert) => codes.includes(alert.reason.code);
const isToldElsewhere = isOneOf([...GRAVE, ...WAITING]);

const alertsOf = async (
  { dealerId, configuration }: DealerRecord,
  ports: HealthPorts,
  limits: HealthLimits,
): Promise<Alert[]> => {
  const ofFeeds = await forEachChannel(
    configuration,
    ports,
    async (dealer, inOne): Promise<Alert[]> => [
      ...(await feedTasks(dealer, () => NOTHING, inOne)),
      ...(await verdictTasks(dealer, inOne)),
      ...(await heldAlerts(dealerId, inOne, limits)),
    ],
  );
  return [
    ...ofFeeds.flat(),
    ...(await stuckTasks(await documentsAtWork(dealerId, ports), limits.stuckMinutes, ports)),
    ...(await marketTasks(dealerId, ports)),
  ];
};

const dealerAlerts = async (ports: HealthPorts, limits: HealthLimits): Promise<Alert[]> => {
  const alerts = await atEachDealer(ports.table.dealers.streamIndex('GSI1', {}), (record) =>
    foundOrTrouble(record.dealerId, alertsOf(record, ports, limits)),
  );
  return alerts.map(({ dealerId, reason, command }) => ({ dealerId, reason, command }));
};

/**
 * How the pipeline does: each stage's last day, what there is, what waits, and what a person should look at. Each dealer's
 * public URL is asked whether it serves what was delivered.
 */
export const healthOf = async (ports: HealthPorts, limits: HealthLimits): Promise<Health> => {
  const { tallies, ...busyness } = await tallied(ports);
  const { objectives, searches, cacheHitRate } = await objectivesNow(ports);
  const ofApi = { Searches: searches, cache_hit_rate: cacheHitRate };
  const standings = await watch(ports);
  const stages = Object.fromEntries(
    STAGES.map((stage) => {
      const health = stageHealth(tallies[stage]);
      return [stage, { status: statusOf(health, limits), ...health }];
    }),
  ) as Health['stage_status'];
  const ofDealers = await dealerAlerts(ports, limits);
  const grave = [...stageAlerts(stages, tallies), ...ofDealers.filter(isOneOf(GRAVE))];
  const waiting = await filesWaiting(ports);
  const breakers = await ports.table.breakers.query({});
  const lesser = [
    ...ofDealers.filter((alert) => !isToldElsewhere(alert)),
    ...openBreakers(breakers),
    ...dearAlerts(busyness.cost_usd, limits),
    ...objectives.filter(isBurning).map(burnAlert),
  ];
  return {
    overall_status: grave.length > 0 ? 'unhealthy' : lesser.length > 0 ? 'degraded' : 'healthy',
    stage_status: stages,
    performance_metrics: {
      ...{ ...standings, ...busyness, ...ofApi, AtWork: await filesAtWork(ports) },
      Waiting: waiting.reduce((sum, { files }) => sum + files, 0),
    },
    objectives,
    waiting,
    providers: await providersNow(ports),
    alerts: [...grave, ...lesser],
  };
};
