import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { DeliveryOutcomes } from './delivery-outcomes.ts';
import type { FunctionName, MachineName } from './functions.ts';

/** What alarms and dashboard look at. */
export interface Watched {
  /** Dimension of the functions' own metrics. */
  service: string;
  machines: Record<MachineName, StateMachine>;
  undelivered: IQueue;
  deliveries: DeliveryOutcomes;
}

/** The metrics every handler emits: functions/shared/instrument.ts. */
export type StageMetric = 'Succeeded' | 'Duration';

export const FIVE_MINUTES = Duration.minutes(5);

/** A metric that a function emits about its own calls. */
export const stageMetric = (
  { service }: Watched,
  stage: FunctionName,
  metricName: StageMetric,
  statistic: string = Stats.SUM,
): Metric =>
  new Metric({
    namespace: 'Feedwright',
    metricName,
    statistic,
    period: FIVE_MINUTES,
    dimensionsMap: { service, stage },
  });

/** Share of a function's calls that succeeded, 0 to 1; no value where nothing was called. */
export const successRate = (watched: Watched, stage: FunctionName, period = FIVE_MINUTES): IMetric =>
  stageMetric(watched, stage, 'Succeeded', Stats.AVERAGE).with({ period });

/** How many executions of a machine ended so. */
export const executions = (
  { machines }: Watched,
  machine: MachineName,
  metricName:
    | 'ExecutionsSucceeded'
    | 'ExecutionsFailed'
    | 'ExecutionsTimedOut'
    | 'ExecutionsAborted'
    | 'ExecutionThrottled',
): Metric =>
  machines[machine].metric(metricName, {
    statistic: Stats.SUM,
    period: FIVE_MINUTES,
  });
