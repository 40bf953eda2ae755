import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { instrument } from '#shared/instrument.ts';
import { count } from '#shared/meter.ts';
import { reconcile } from './reconcile.ts';

const logger = new Logger({ serviceName: 'pipeline.reconcile' });

/** Emits `Reconciled`, 0 where nothing was lost, so that its silence shows as well; each thing found is a log line. */
export const handler = instrument('reconcile', {
  event: z.object({}),
  result: z.strictObject({ found: z.number().int() }),
  run: async (_, ports) => {
    const found = await reconcile(ports);
    count('Reconciled', found.filter(({ what }) => what !== 'lease').length);
    for (const one of found) logger.warn('reconciled', { ...one });
    return { found: found.length };
  },
});
