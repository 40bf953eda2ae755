import * as z from 'zod';
import { instrument } from '#shared/instrument.ts';
import { count, STANDINGS } from '#shared/meter.ts';
import { burnsNow } from './objectives.ts';
import { watch } from './watch.ts';

export const handler = instrument('watch', {
  event: z.object({}),
  result: z.record(z.enum(STANDINGS), z.number()),
  run: async (_, ports) => {
    const standings = await watch(ports);
    for (const name of STANDINGS) count(name, standings[name]);
    const { fast, slow } = await burnsNow(ports);
    count('BurnFast', fast);
    count('BurnSlow', slow);
    return standings;
  },
});
