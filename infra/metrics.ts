import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { ApiMeasure, Measure } from '#shared/meter.ts';
import { BURNS_OF, type BurnName, OBJECTIVES } from '#shared/objectives.ts';
import type { Api } from './api.ts';
import type { DeliveryOutcomes } from './delivery-outcomes.ts';
import type { FunctionName, MachineName } from './functions.ts';

/** What alarms and dashboard look at. */
export interface Watched {
  /** Dimension of the functions' own metrics. */
  service: string;
  machines: Record<MachineName, StateMachine>;
  functions: Record<FunctionName, { live: IFunction }>;
  undelivered: IQueue;
  /** The table of the audit trail. */
  audit: Table;
  deliveries: DeliveryOutcomes;
  api: Pick<Api, 'answers'>;
}

export const FIVE_MINUTES = Duration.minutes(5);

/** How often a function was called, and whether it succeeded: functions/shared/instrument.ts. */
export const succeeded = (
  { service }: Watched,
  stage: FunctionName,
  statistic: string,
  period: Duration = FIVE_MINUTES,
): Metric =>
  new Metric({
    namespace: 'Feedwright',
    metricName: 'Succeeded',
    ...{ statistic, period },
    dimensionsMap: { service, stage },
  });

/** How long a function's calls took, as Lambda has it. */
export const duration = ({ functions }: Watched, stage: FunctionName, statistic: string): Metric =>
  functions[stage].live.metricDuration({ statistic, period: FIVE_MINUTES, label: statistic });

/** What functions count beside their calls, for the environment as a whole. */
export const counted = (
  { service }: Watched,
  metricName: Measure,
  statistic: string = Stats.SUM,
  period: Duration = Duration.hours(1),
): Metric =>
  new Metric({ namespace: 'Feedwright', metricName, statistic, period, dimensionsMap: { service } });

/** Kinds of the API's routes, by what they cost: functions/api/route.ts. */
export const ANSWERS = ['read', 'dear', 'write'] as const;

/**
 * How fast the API uses up what may go wrong of its answers (S2-39), against the burn at which somebody is told: 1 and more
 * is too fast. `health` has the same rule of what the API counted itself: `watch/objectives.ts`.
 */
export const apiBurn = ({ api }: Watched, burn: BurnName): IMetric => {
  const { hours, most, least } = BURNS_OF['api-answered'][burn];
  const period = Duration.hours(hours.long);
  // An id stands for one metric alone, on a graph too.
  const [failed, asked] = [`failed_${burn}`, `asked_${burn}`];
  const mayFail = ((1 - OBJECTIVES['api-answered'].target) * most).toFixed(6);
  return new MathExpression({
    expression: `FILL(${failed}, 0) / IF(${asked} < ${least}, ${least}, ${asked}) / ${mayFail}`,
    usingMetrics: { [failed]: api.answers('5xx', period), [asked]: api.answers('Count', period) },
    period,
    label: `API, ${burn}`,
  });
};

/** What is told of the API's answers to one kind of route. */
export const answers = (
  { service }: Watched,
  kind: (typeof ANSWERS)[number],
  metricName: ApiMeasure,
  statistic: string,
): Metric =>
  new Metric({
    namespace: 'Feedwright',
    ...{ metricName, statistic, period: FIVE_MINUTES },
    dimensionsMap: { service, answers: kind },
    label: `${kind} ${statistic}`,
  });

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
  succeeded(watched, stage, Stats.AVERAGE, period);

/** Functions of the whole account that run at the same moment, of 5 minutes the most. */
export const functionsAtOnce = (): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'ConcurrentExecutions',
    statistic: Stats.MAXIMUM,
    period: FIVE_MINUTES,
  });

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
