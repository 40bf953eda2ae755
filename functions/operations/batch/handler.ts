import { instrument } from '#shared/instrument.ts';
import { BatchAnswer, BatchEvent, batch } from './batch.ts';

export const handler = instrument('batch', { event: BatchEvent, result: BatchAnswer, run: batch });
