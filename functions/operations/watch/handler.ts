import * as z from 'zod';
import { instrument } from '#shared/instrument.ts';
import { count, STANDINGS } from '#shared/meter.ts';
import { watch } from './watch.ts';

export const handler = instrument('watch', {
  event: z.object({}),
  result: z.record(z.enum(STANDINGS), z.number()),
  run: async (_, ports) => {
    const standings = await watch(ports);
    for (const name of STANDINGS) count(name, standings[name]);
    return standings;
  },
});
