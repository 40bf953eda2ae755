import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { BurnName } from '#shared/objectives.ts';
import type { TroubledDelivery, TroubledLoad } from './delivery-outcomes.ts';
import { MACHINES, STEP_NAMES } from './functions.ts';
import {
  apiBurn,
  counted,
  executions,
  FIVE_MINUTES,
  functionsAtOnce,
  lostAuditWrites,
  successRate,
  type Watched,
} from './metrics.ts';
import type { Settings } from './settings.ts';

/** `high`: one event needs a person now. `low`: it can wait for working hours. */
export type Severity = 'high' | 'low';

/** One kind of alarm; its name is its heading in runbook.md. */
export interface AlarmDefinition {
  name: string;
  severity: Severity;
  means: string;
  /** One alarm for each, named by what it looks at. */
  metrics(watched: Watched): Record<string, IMetric>;
  raisedWhen: ComparisonOperator;
  threshold(alarms: Settings['alarms'], concurrency: Settings['concurrency']): number;
  /** So many of the metric's periods in a row, where one is not enough. */
  periods?: number;
  missingData: TreatMissingData;
  /** Why missing data is treated so. */
  because: string;
}

const eachMachine = (of: (machine: (typeof MACHINES)[number]) => IMetric) =>
  Object.fromEntries(MACHINES.map((machine) => [machine, of(machine)]));

const ONCE = {
  raisedWhen: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  threshold: () => 1,
  missingData: TreatMissingData.NOT_BREACHING,
  because: 'The metric is reported only when something happened: silence is the good case.',
};

/**
 * What is told every hour: two hours without are no accident. In short periods, since CloudWatch looks back over three or
 * four more than it evaluates before it takes missing data for missing: one period of two hours would ring after eight.
 */
const SILENT = {
  raisedWhen: ComparisonOperator.LESS_THAN_THRESHOLD,
  threshold: () => 1,
  periods: Duration.hours(2).toMinutes() / FIVE_MINUTES.toMinutes(),
  missingData: TreatMissingData.BREACHING,
};

/** Told every hour by the `watch` function; its own silence is another alarm. */
const TOLD_HOURLY = {
  raisedWhen: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  missingData: TreatMissingData.IGNORE,
  because:
    'It is told every hour; where it is not, watch-silent rings, and this alarm keeps the state it had.',
};

/** How fast what may go wrong is used up, of each promise by its own measure: 1 is where somebody is told. Whatever needs a person at once rings by itself. */
const burning = (burn: BurnName) => ({
  metrics: (watched: Watched) => ({
    dealers: counted(watched, burn === 'fast' ? 'BurnFast' : 'BurnSlow', Stats.MAXIMUM),
    api: apiBurn(watched, burn),
  }),
  raisedWhen: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  threshold: () => 1,
  missingData: TreatMissingData.NOT_BREACHING,
  because: 'Nobody asks the API at night; where the hourly look is silent, watch-silent rings.',
});

const deliveriesThatEnded = (kind: TroubledDelivery | TroubledLoad | 'window-missed') => ({
  ...ONCE,
  metrics: ({ deliveries }: Watched) => ({ dealers: deliveries.metric(kind) }),
});

/** Every alarm there is. */
export const ALARMS: AlarmDefinition[] = [
  {
    name: 'stage-success-rate',
    severity: 'low',
    means: "Less than the agreed share of a stage's calls succeeded within an hour.",
    metrics: (watched) =>
      Object.fromEntries(STEP_NAMES.map((name) => [name, successRate(watched, name, Duration.hours(1))])),
    raisedWhen: ComparisonOperator.LESS_THAN_THRESHOLD,
    threshold: ({ successRatePercent }) => successRatePercent / 100,
    missingData: TreatMissingData.NOT_BREACHING,
    because: 'Most hours bring no price list: a stage that was not called has not failed.',
  },
  {
    name: 'execution-failed',
    severity: 'high',
    means: 'A machine gave up on a document or a delivery; nothing tries it again by itself.',
    metrics: (watched) => eachMachine((machine) => executions(watched, machine, 'ExecutionsFailed')),
    ...ONCE,
  },
  {
    name: 'document-stuck',
    severity: 'high',
    means: 'A document is being worked on, and for an hour nothing has come of it: it may wait for ever.',
    metrics: (watched) => ({ documents: counted(watched, 'StuckMinutes', Stats.MAXIMUM) }),
    ...TOLD_HOURLY,
    threshold: ({ stuckMinutes }) => stuckMinutes,
  },
  {
    name: 'execution-timed-out',
    severity: 'high',
    means: 'A machine ran into its time limit: something in it waited without an end.',
    metrics: (watched) => eachMachine((machine) => executions(watched, machine, 'ExecutionsTimedOut')),
    ...ONCE,
  },
  {
    name: 'execution-aborted',
    severity: 'low',
    means: 'Somebody has stopped an execution: nothing goes on with its document by itself.',
    metrics: (watched) => eachMachine((machine) => executions(watched, machine, 'ExecutionsAborted')),
    ...ONCE,
  },
  {
    name: 'machine-throttled',
    severity: 'low',
    means: 'Step Functions slowed a machine down; its states are tried again, later.',
    metrics: (watched) => eachMachine((machine) => executions(watched, machine, 'ExecutionThrottled')),
    ...ONCE,
  },
  {
    name: 'delivery-failed',
    severity: 'high',
    means:
      "At the deadline a dealer's public URL did not answer with a feed, or the delivery could not begin.",
    ...deliveriesThatEnded('delivery-failed'),
  },
  {
    name: 'foreign-bytes',
    severity: 'high',
    means:
      "At the deadline a dealer's public URL served bytes that are neither the new feed nor the one before.",
    ...deliveriesThatEnded('foreign-bytes'),
  },
  {
    name: 'delivery-late',
    severity: 'low',
    means: 'A delivery did not get through and is queued; until then the URL serves the feed before.',
    ...deliveriesThatEnded('delivery-late'),
  },
  {
    name: 'dealer-halted',
    severity: 'high',
    means: 'An FTP host refused the credentials of a dealer, who gets no feed until a person has looked.',
    ...deliveriesThatEnded('dealer-halted'),
  },
  {
    name: 'window-missed',
    severity: 'high',
    means: 'A window opened and the URL was not seen to serve the feed that was due.',
    ...deliveriesThatEnded('window-missed'),
  },
  {
    name: 'load-failed',
    severity: 'high',
    means: 'The marketplace could not load a feed, or has loaded another one than its URL was seen to serve.',
    ...deliveriesThatEnded('load-failed'),
  },
  {
    name: 'load-missed',
    severity: 'high',
    means: 'For a window no load was seen at the marketplace, or one that does not end.',
    ...deliveriesThatEnded('load-missed'),
  },
  {
    name: 'ads-fewer',
    severity: 'high',
    means: 'After a load fewer ads are live than were delivered, by more than the dealer allows.',
    ...deliveriesThatEnded('ads-fewer'),
  },
  {
    name: 'ads-refused',
    severity: 'low',
    means: 'The marketplace has refused ads, says nothing of them, or gives two of them one number.',
    ...deliveriesThatEnded('ads-refused'),
  },
  {
    name: 'verdict-unread',
    severity: 'low',
    means:
      'What the marketplace made of a load could not be read: its keys, its answers, or another load between.',
    ...deliveriesThatEnded('verdict-unread'),
  },
  {
    name: 'window-checks-silent',
    severity: 'high',
    means: 'For two hours nobody has looked whether windows were missed: deliveries may not run either.',
    metrics: ({ deliveries }) => ({ checks: deliveries.metric('window-checks-silent') }),
    ...SILENT,
    because: 'The check reports every hour, whatever it finds: silence is the trouble itself.',
  },
  {
    name: 'event-undelivered',
    severity: 'high',
    means: 'An event reached nobody: a new file, a failed execution, a window or an act was lost on its way.',
    metrics: ({ undelivered }) => ({
      queue: undelivered.metricApproximateNumberOfMessagesVisible({
        statistic: Stats.MAXIMUM,
        period: FIVE_MINUTES,
      }),
    }),
    ...ONCE,
    missingData: TreatMissingData.IGNORE,
    because: 'A queue that nobody touches stops reporting after six hours: the alarm keeps the state it had.',
  },
  {
    name: 'feed-held',
    severity: 'low',
    means: 'A feed has been held for a day, and nobody has decided: the one before it grows old.',
    metrics: (watched) => ({ feeds: counted(watched, 'HeldHours', Stats.MAXIMUM) }),
    ...TOLD_HOURLY,
    threshold: ({ heldHours }) => heldHours,
  },
  {
    name: 'service-down',
    severity: 'low',
    means: 'A service or host failed so often that its circuit breaker opened: work goes on without it.',
    metrics: (watched) => ({ breakers: counted(watched, 'BreakersOpened').with({ period: FIVE_MINUTES }) }),
    ...ONCE,
  },
  {
    name: 'document-not-understood',
    severity: 'low',
    means:
      'Of a list less than 70 % became ads, or most pages of a spec book lack a value that each ad needs.',
    metrics: (watched) => ({ documents: counted(watched, 'NotUnderstood').with({ period: FIVE_MINUTES }) }),
    ...ONCE,
  },
  {
    name: 'market-stale',
    severity: 'low',
    means:
      'Of another shop’s feed nothing new is known for days: prices are compared with old ones, or none.',
    metrics: (watched) => ({ sources: counted(watched, 'MarketSourcesSilent', Stats.MAXIMUM) }),
    ...TOLD_HOURLY,
    threshold: () => 1,
  },
  {
    name: 'memory-short',
    severity: 'low',
    means: 'A function used nearly all of its memory: at the next larger file it may be ended in its work.',
    metrics: (watched) => ({ calls: counted(watched, 'MemoryShort').with({ period: FIVE_MINUTES }) }),
    ...ONCE,
  },
  {
    name: 'rules-fallback',
    severity: 'low',
    means: 'The rules in force could not be read from the table: a list was judged by others.',
    metrics: (watched) => ({ rules: counted(watched, 'RulesFallbacks').with({ period: FIVE_MINUTES }) }),
    ...ONCE,
  },
  {
    name: 'audit-write-failed',
    severity: 'high',
    means: 'The audit trail did not take an event: an act was refused, or how it ended is not recorded.',
    metrics: lostAuditWrites,
    ...ONCE,
    missingData: TreatMissingData.IGNORE,
    because: 'CloudWatch ignores missing data of DynamoDB whatever an alarm says: a person ends this one.',
  },
  {
    name: 'cost-per-day',
    severity: 'low',
    means: 'Functions and paid services have cost more within a day than agreed.',
    metrics: (watched) => ({ usd: counted(watched, 'CostUsd', Stats.SUM, Duration.days(1)) }),
    raisedWhen: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: ({ costPerDay }) => costPerDay,
    missingData: TreatMissingData.NOT_BREACHING,
    because: 'A day without calls costs nothing.',
  },
  {
    name: 'canary-silent',
    severity: 'high',
    means:
      'For two hours no list of our own has gone through all stages: those of dealers most likely do not either.',
    metrics: (watched) => ({ lists: counted(watched, 'CanariesThrough', Stats.SUM, FIVE_MINUTES) }),
    ...SILENT,
    because: 'A list that does not come through is not counted: silence is the trouble itself.',
  },
  {
    name: 'watch-silent',
    severity: 'high',
    means: 'For two hours nobody has looked what waits: document-stuck and feed-held cannot ring.',
    metrics: (watched) => ({ looks: counted(watched, 'StuckMinutes', Stats.SAMPLE_COUNT, FIVE_MINUTES) }),
    ...SILENT,
    because: 'The look tells its numbers every hour, zeros too: silence is the trouble itself.',
  },
  {
    name: 'reconcile-silent',
    severity: 'low',
    means: 'For two hours nobody has looked for files and runs that were lost: until then none is found.',
    metrics: (watched) => ({ rounds: counted(watched, 'Reconciled', Stats.SAMPLE_COUNT, FIVE_MINUTES) }),
    ...SILENT,
    because: 'Each round tells how much it has found, zeros too: one that breaks off tells nothing.',
  },
  {
    name: 'repair-given-up',
    severity: 'high',
    means: 'Something was found broken and tried to be mended every hour, in vain: nobody tries it any more.',
    metrics: (watched) => ({ repairs: counted(watched, 'RepairsGivenUp') }),
    ...ONCE,
    missingData: TreatMissingData.IGNORE,
    because: 'It is told every hour, zeros too: where it is not, the alarm keeps the state it had.',
  },
  {
    name: 'encryption-failed',
    severity: 'high',
    means: 'A key refused, or is disabled or gone: what it encrypts can be neither read nor written.',
    metrics: (watched) => ({ calls: counted(watched, 'EncryptionFailures').with({ period: FIVE_MINUTES }) }),
    ...ONCE,
  },
  {
    name: 'api-failing',
    severity: 'high',
    means: 'The API fails or is out of room: people and their programs get no answer, or none of ours.',
    metrics: ({ api }) => ({ answers: api.answers('5xx') }),
    raisedWhen: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    // One is a mishap that its caller is told of, and asks again.
    threshold: () => 5,
    missingData: TreatMissingData.NOT_BREACHING,
    because: 'It is reported only while somebody asks.',
  },
  {
    name: 'objective-burns-fast',
    severity: 'low',
    means: 'So much goes wrong that within hours a good part of what may in 28 days is used up.',
    ...burning('fast'),
  },
  {
    name: 'objective-burns-slow',
    severity: 'low',
    means: 'For most of a day so much goes wrong that a promise of 28 days will not be kept.',
    ...burning('slow'),
  },
  {
    name: 'api-shut',
    severity: 'high',
    means: 'CloudFront proves itself to the API by another secret than it knows: everybody is answered 403.',
    metrics: (watched) => ({ requests: counted(watched, 'OriginMismatched').with({ period: FIVE_MINUTES }) }),
    ...ONCE,
  },
  {
    name: 'acts-given-up',
    severity: 'high',
    means: 'What somebody asked for at the API could not be done, by a fault of ours; its record says why.',
    metrics: (watched) => ({ acts: counted(watched, 'ActsGivenUp').with({ period: FIVE_MINUTES }) }),
    ...ONCE,
  },
  {
    name: 'acts-late',
    severity: 'high',
    means:
      'What people asked for at the API waits for ten minutes and longer: it is throttled, or does not end.',
    metrics: ({ functions }) => ({
      stream: functions['carry-out'].live.metric('IteratorAge', {
        statistic: Stats.MAXIMUM,
        period: FIVE_MINUTES,
      }),
    }),
    raisedWhen: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    threshold: () => Duration.minutes(10).toMilliseconds(),
    missingData: TreatMissingData.NOT_BREACHING,
    because: 'It is reported only while something is read from the stream.',
  },
  {
    name: 'concurrency-high',
    severity: 'low',
    means: 'The account runs over 80 % of the functions that it may run at once: the next ones have to wait.',
    metrics: () => ({ functions: functionsAtOnce() }),
    raisedWhen: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: (_, { quota }) => 0.8 * quota,
    periods: 3,
    missingData: TreatMissingData.NOT_BREACHING,
    because: 'It is reported only while functions run.',
  },
];

/** The alarms of an environment: where few are wanted, those that need a person now. */
export const alarmsOf = ({ monitoring }: Pick<Settings, 'monitoring'>): AlarmDefinition[] =>
  ALARMS.filter(({ severity }) => monitoring === 'whole' || severity === 'high');
