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

/** Of each of the periods that are evaluated whether it breaches; null where it has no data. */
const breachesOf = (alarm: Properties, data: Datum[], now: number): (boolean | null)[] => {
  const { Period, EvaluationPeriods, Statistic, ComparisonOperator, Threshold } = alarm;
  return Array.from({ length: EvaluationPeriods }, (_, back) => {
    const end = now - back * Period;
    const values = data.filter(({ at }) => end - Period < at && at <= end).map(({ value }) => value);
    if (values.length === 0) return null;
    return known(COMPARISONS, ComparisonOperator)(known(STATISTICS, Statistic)(values), Threshold);
  });
};

/**
 * The state that CloudWatch gives an alarm of a template: the statistic of each period against the threshold, so
 * many of so many periods, and what is missing treated as the alarm says ("Configuring how CloudWatch alarms treat
 * missing data" in its user guide). `now` is in seconds.
 */
export const stateOf = (
  alarm: Properties,
  all: Datum[],
  { before = 'OK', now = Date.now() / 1000 }: { before?: AlarmState; now?: number } = {},
): AlarmState => {
  const looked = JSON.stringify({ ...datumOf(alarm, 0), value: 0, at: 0 });
  const data = all.filter((datum) => JSON.stringify({ ...datum, value: 0, at: 0 }) === looked);
  const periods = breachesOf(alarm, data, now);
  const { TreatMissingData = 'missing', DatapointsToAlarm = alarm.EvaluationPeriods } = alarm;
  if (periods.every((breach) => breach === null)) {
    if (TreatMissingData === 'ignore') return before;
    if (TreatMissingData === 'missing') return 'INSUFFICIENT_DATA';
  }
  const breaching = periods.filter((breach) => breach ?? TreatMissingData === 'breaching');
  return breaching.length >= DatapointsToAlarm ? 'ALARM' : 'OK';
};
