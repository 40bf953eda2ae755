import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { instrument } from '#shared/instrument.ts';
import { ownLines } from '../hints/gateway-lines.ts';
import { tellChanges } from '../hints/sockets.ts';

const logger = new Logger({ serviceName: 'api.hints-tell' });

const Text = z.object({ S: z.string() });

/** What the table's stream says: where something was written or removed. */
const Written = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ Keys: z.object({ PK: Text, SK: Text }) }) })),
});

/** Has open pages told of what was written. */
export const handler = instrument('hints-tell', {
  event: Written,
  result: z.object({ written: z.number() }),
  run: async ({ Records }, ports) => {
    const written = Records.map(({ dynamodb: { Keys } }) => ({ PK: Keys.PK.S, SK: Keys.SK.S }));
    const report = (error: unknown) => logger.error('not told', { error: error as Error });
    await tellChanges(written, ownLines(report), ports);
    return { written: written.length };
  },
});
