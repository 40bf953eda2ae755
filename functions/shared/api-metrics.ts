import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ApiMeasure, Measure } from './meter.ts';

/** How an answer of the API went. */
export interface AnswerMeasure {
  /** Of which kind its route is: each has its own allowance, and its own times. */
  kind: 'read' | 'dear' | 'write';
  status: number;
  milliseconds: number;
}

const own = (): Metrics => new Metrics({ namespace: 'Feedwright' });

/**
 * How an answer went, by the kind of its route: how many there were and how many of them were refused or failed is in
 * one metric of their statuses (statistics `SampleCount` and `TC(400:499)`), since each metric is paid for.
 */
export const tellAnswer = ({ kind, status, milliseconds }: AnswerMeasure): void => {
  const metrics = own().addDimension('answers', kind);
  metrics.addMetric('AnswerStatus' satisfies ApiMeasure, MetricUnit.NoUnit, status);
  metrics.addMetric('AnswerTime' satisfies ApiMeasure, MetricUnit.Milliseconds, milliseconds);
  metrics.publishStoredMetrics();
};

/** CloudFront has proved itself by another secret than ours. */
export const tellMismatch = (): void => {
  const metrics = own();
  metrics.addMetric('OriginMismatched' satisfies Measure, MetricUnit.NoUnit, 1);
  metrics.publishStoredMetrics();
};
