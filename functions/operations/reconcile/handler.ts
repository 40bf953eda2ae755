import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { instrument } from '#shared/instrument.ts';
import { count } from '#shared/meter.ts';
import { type Found, reconcile } from './reconcile.ts';

const logger = new Logger({ serviceName: 'pipeline.reconcile' });

/** What a killed process leaves and nobody misses: it would be free by itself later. */
const LEFT_BEHIND = new Set<Found['what']>(['lease', 'place']);

/** Emits `Reconciled`, 0 where nothing was lost, so that its silence shows as well; each thing found is a log line. */
export const handler = instrument('reconcile', {
  event: z.object({}),
  result: z.strictObject({ found: z.number().int() }),
  run: async (_, ports) => {
    const found = await reconcile(ports);
    count('Reconciled', found.filter(({ what }) => !LEFT_BEHIND.has(what)).length);
    count('RepairsGivenUp', found.filter(({ done }) => done === 'given-up').length);
    for (const one of found) logger.warn('reconciled', { ...one });
    return { found: found.length };
  },
});
