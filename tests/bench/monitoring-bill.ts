import prices from '#reference/prices/aws.json' with { type: 'json' };
import { API_MEASURES, ESSENTIAL, MEASURES } from '#shared/meter.ts';
import { STEP_NAMES } from '../../infra/functions.ts';
import { ANSWERS } from '../../infra/metrics.ts';
import { type EnvironmentName, settingsOf } from '../../infra/settings.ts';
import { type Properties, resourcesOf } from '../infra/support/synthesis.ts';

/** `Succeeded` (functions/shared/instrument.ts); `Duration`, `MemoryUsed` and `Throughput` (call-measures.ts). */
const OF_CALLS = 1;
const OF_WORK = 3;
const OF_ANSWERS = ANSWERS.length * API_MEASURES.length;

/** What it may cost, USD a month. */
export const AGREED_USD = { dev: 6, staging: 6, prod: 26 } satisfies Record<EnvironmentName, number>;

/** What alarms and metrics of our own cost an environment in a month, USD. */
export interface MonitoringBill {
  alarmMetrics: number;
  customMetrics: number;
  usd: number;
}

/** CloudWatch bills an alarm by the metrics that it reads. */
const metricsOf = ({ Metrics }: Properties): number =>
  Metrics ? Metrics.filter(({ MetricStat }: Properties) => MetricStat).length : 1;

/** Each as if it were told in every hour, which most are: the canary goes through all stages. */
const customMetrics = (environment: EnvironmentName): number => {
  const filters = Object.keys(resourcesOf(environment, 'AWS::Logs::MetricFilter')).length;
  return settingsOf(environment).monitoring === 'few'
    ? OF_CALLS + ESSENTIAL.length + filters
    : STEP_NAMES.length * OF_CALLS + OF_WORK + OF_ANSWERS + MEASURES.length + filters;
};

/** Without the ten alarms and ten metrics that an account has for nothing. */
export const monitoringBill = (environment: EnvironmentName): MonitoringBill => {
  const alarms = Object.values(resourcesOf(environment, 'AWS::CloudWatch::Alarm'));
  const alarmMetrics = alarms.reduce((sum, alarm) => sum + metricsOf(alarm), 0);
  const custom = customMetrics(environment);
  const usd = alarmMetrics * prices.alarmMetricMonth + custom * prices.customMetricMonth;
  return { alarmMetrics, customMetrics: custom, usd };
};
