import { flat, type Properties } from './synthesis.ts';

/** One value of one metric, as CloudWatch keeps it. */
export interface Datum {
  namespace: string;
  name: string;
  /** `stage=extract`, in their order by name. */
  dimensions: string[];
  value: number;
  /** Seconds since 1970. */
  at: number;
}

interface Emf {
  _aws: {
    Timestamp: number;
    CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[];
  };
  [key: string]: unknown;
}

/** What CloudWatch makes of a log line in its embedded metric format; nothing of any other line. */
export const dataIn = (line: string): Datum[] => {
  if (!line.startsWith('{"_aws"')) return [];
  const emf: Emf = JSON.parse(line);
  return emf._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.flatMap(({ Name }) =>
        [emf[Name]].flat().map((value) => ({
          namespace: Namespace,
          name: Name,
          dimensions: names.map((name) => `${name}=${emf[name]}`).toSorted(),
          value: Number(value),
          at: emf._aws.Timestamp / 1000,
        })),
      ),
    ),
  );
};

/** The metric that an alarm reads, with a value. */
export const datumOf = ({ Namespace, MetricName, Dimensions = [] }: Properties, value: number): Datum => ({
  namespace: Namespace,
  name: MetricName,
  dimensions: Dimensions.map(({ Name, Value }: Properties) => `${Name}=${flat(Value)}`).toSorted(),
  value,
  at: Date.now() / 1000,
});

const STATISTICS: Record<string, (values: number[]) => number> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  Maximum: (values) => Math.max(...values),
  SampleCount: ({ length }) => length,
};

const COMPARISONS: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

const known = <Value>(table: Record<string, Value>, name: string): Value => {
  const value = table[name];
  if (value === undefined) throw new Error(`CloudWatch's ${name} is not played here`);
  return value;
};

/** Periods that CloudWatch looks back over beside those it evaluates; it does not say how many, people saw three. */
const FURTHER_PERIODS = 3;

const seriesOf = (metric: Properties, data: Datum[]): Datum[] => {
  const looked = JSON.stringify({ ...datumOf(metric, 0), value: 0, at: 0 });
  return data.filter((datum) => JSON.stringify({ ...datum, value: 0, at: 0 }) === looked);
};

/** A metric's statistic over the period that ends then; undefined without data. */
const statisticAt = (
  metric: Properties,
  { Period, Statistic }: { Period: number; Statistic: string },
  data: Datum[],
  end: number,
): number | undefined => {
  const values = seriesOf(metric, data).filter(({ at }) => end - Period < at && at <= end);
  return values.length === 0 ? undefined : known(STATISTICS, Statistic)(values.map(({ value }) => value));
};

/** What metric maths has of the functions that our expressions use ("Using metric math" in its user guide). */
const MATHS = {
  IF: (condition: boolean, yes: number, no: number) => (condition ? yes : no),
  FILL: (value: number | undefined, by: number) => value ?? by,
};

/** The value of an alarm's expression over the period that ends then; undefined where data that it needs are missing. */
const expressionAt = (metrics: Properties[], data: Datum[], end: number): number | undefined => {
  const read = metrics.filter(({ MetricStat }) => MetricStat);
  const values = read.map(({ MetricStat: { Metric, Period, Stat } }) =>
    statisticAt(Metric, { Period, Statistic: Stat }, data, end),
  );
  const names = [...Object.keys(MATHS), ...read.map(({ Id }) => Id)];
  const { Expression } = metrics.find((each) => each.Expression) as Properties;
  const value = new Function(...names, `return ${Expression}`)(...Object.values(MATHS), ...values);
  return Number.isFinite(value) ? value : undefined;
};

/** Of a metric or of an expression that an alarm reads: the values of those periods that CloudWatch looks back over and that have data, the newest first. */
const statisticsOf = (alarm: Properties, data: Datum[], now: number): number[] => {
  const { EvaluationPeriods, Metrics } = alarm;
  const Period = alarm.Period ?? Metrics.find(({ MetricStat }: Properties) => MetricStat).MetricStat.Period;
  return Array.from({ length: EvaluationPeriods + FURTHER_PERIODS }, (_, back) => now - back * Period)
    .map((end) =>
      Metrics
        ? expressionAt(Metrics, data, end)
        : statisticAt(alarm, { Period, Statistic: alarm.Statistic }, data, end),
    )
    .filter((value) => value !== undefined);
};

/**
 * The state that CloudWatch gives an alarm of a template: the statistics of the newest periods that have any against the
 * threshold, so many of so many; where too few have, those that are missing are treated as the alarm says ("Configuring
 * how CloudWatch alarms treat missing data" in its user guide). DynamoDB's are always ignored. `now` is in seconds.
 */
export const stateOf = (
  alarm: Properties,
  data: Datum[],
  { before = 'OK', now = Date.now() / 1000 }: { before?: AlarmState; now?: number } = {},
): AlarmState => {
  const { ComparisonOperator, Threshold, EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods } = alarm;
  const told = statisticsOf(alarm, data, now);
  const treat = alarm.Namespace === 'AWS/DynamoDB' ? 'ignore' : (alarm.TreatMissingData ?? 'missing');
  if (told.length === 0 && treat === 'ignore') return before;
  if (told.length === 0 && treat === 'missing') return 'INSUFFICIENT_DATA';
  const evaluated = told.slice(0, EvaluationPeriods);
  const missing = treat === 'breaching' ? EvaluationPeriods - evaluated.length : 0;
  const breaching = evaluated.filter((value) => known(COMPARISONS, ComparisonOperator)(value, Threshold));
  return breaching.length + missing >= DatapointsToAlarm ? 'ALARM' : 'OK';
};
