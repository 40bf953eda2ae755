import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ApiMeasure, Measure } from './meter.ts';

/** How an answer of the API went. */
export interface AnswerMeasure {
  /** Of which kind its route is: each has its own allowance, and its own times. */
  kind: 'read' | 'dear' | 'write';
  /** Its path, with the names of its parts. */
  route: string;
  status: number;
  milliseconds: number;
}

const own = (): Metrics => new Metrics({ namespace: 'Feedwright' });

/** How long an answer took, by the kind of its route. How many were refused or failed the gateway tells, for nothing. */
export const tellAnswer = ({ kind, milliseconds }: AnswerMeasure): void => {
  const metrics = own().addDimension('answers', kind);
  metrics.addMetric('AnswerTime' satisfies ApiMeasure, MetricUnit.Milliseconds, milliseconds);
  metrics.publishStoredMetrics();
};

/** CloudFront has proved itself by another secret than ours. */
export const tellMismatch = (): void => {
  const metrics = own();
  metrics.addMetric('OriginMismatched' satisfies Measure, MetricUnit.NoUnit, 1);
  metrics.publishStoredMetrics();
};
