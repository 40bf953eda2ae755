import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Measure } from '#shared/meter.ts';
import type { DeliveryOutcomes } from './delivery-outcomes.ts';
import type { FunctionName, MachineName } from './functions.ts';

/** What alarms and dashboard look at. */
export interface Watched {
  /** Dimension of the functions' own metrics. */
  service: string;
  machines: Record<MachineName, StateMachine>;
  undelivered: IQueue;
  /** The table of the audit trail. */
  audit: Table;
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

/** What functions count beside their calls, for the environment as a whole. */
export const counted = (
  { service }: Watched,
  metricName: Measure,
  statistic: string = Stats.SUM,
  period: Duration = Duration.hours(1),
): Metric =>
  new Metric({ namespace: 'Feedwright', metricName, statistic, period, dimensionsMap: { service } });

/** Writes that the audit trail's table did not take: DynamoDB's own failures, and throttling. */
export const lostAuditWrites = ({ audit }: Watched): Record<string, IMetric> => {
  const of = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      statistic: Stats.SUM,
      period: FIVE_MINUTES,
      dimensionsMap: { TableName: audit.tableName, Operation: 'PutItem' },
    });
  return { errors: of('SystemErrors'), throttles: of('ThrottledRequests') };
};

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
