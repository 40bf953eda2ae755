import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { TroubledDelivery } from './delivery-outcomes.ts';
import { FUNCTION_NAMES, MACHINES } from './functions.ts';
import { executions, FIVE_MINUTES, successRate, type Watched } from './metrics.ts';
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
  threshold(settings: Settings['alarms']): number;
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

const deliveriesThatEnded = (kind: TroubledDelivery | 'window-missed') => ({
  ...ONCE,
  metrics: ({ deliveries }: Watched) => ({ dealers: deliveries.metric(kind) }),
});

/** Every alarm of an environment. */
export const ALARMS: AlarmDefinition[] = [
  {
    name: 'stage-success-rate',
    severity: 'low',
    means: "Less than the agreed share of a stage's calls succeeded within an hour.",
    metrics: (watched) =>
      Object.fromEntries(FUNCTION_NAMES.map((name) => [name, successRate(watched, name, Duration.hours(1))])),
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
    name: 'execution-timed-out',
    severity: 'high',
    means: 'A machine ran into its time limit: something in it waited without an end.',
    metrics: (watched) => eachMachine((machine) => executions(watched, machine, 'ExecutionsTimedOut')),
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
    means: "At the deadline a dealer's public URL served neither the new feed nor the one before.",
    ...deliveriesThatEnded('delivery-failed'),
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
    name: 'window-checks-silent',
    severity: 'high',
    means: 'For two hours nobody has looked whether windows were missed: deliveries may not run either.',
    metrics: ({ deliveries }) => ({
      checks: deliveries.metric('window-checks-silent').with({ period: Duration.hours(2) }),
    }),
    raisedWhen: ComparisonOperator.LESS_THAN_THRESHOLD,
    threshold: () => 1,
    missingData: TreatMissingData.BREACHING,
    because: 'The check reports every hour, whatever it finds: silence is the trouble itself.',
  },
  {
    name: 'event-undelivered',
    severity: 'high',
    means: 'An event reached nobody: a new file, a failed execution or a window was lost on its way.',
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
];
