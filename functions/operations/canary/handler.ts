import * as z from 'zod';
import { instrument } from '#shared/instrument.ts';
import { canary } from './canary.ts';

export const handler = instrument('canary', {
  event: z.object({}),
  result: z.object({ through: z.boolean() }),
  run: (_, ports) => canary(ports),
});
