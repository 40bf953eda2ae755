import { Logger } from '@aws-lambda-powertools/logger';
import { instrument } from '#shared/instrument.ts';
import { fillPlaces, lineUp } from './admit.ts';
import { Arrivals, admitArrivals, Returned } from './arrivals.ts';

const logger = new Logger({ serviceName: 'pipeline.admit' });

export const handler = instrument('admit', {
  event: Arrivals,
  result: Returned,
  run: (arrivals, ports) =>
    admitArrivals(
      arrivals,
      { lineUp: (file) => lineUp(file, ports), fillPlaces: () => fillPlaces(ports) },
      (error, messageId) => logger.error('not admitted', { messageId, error: String(error) }),
    ),
});
