import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { gatewayLines } from '#shared/aws/gateway-lines.ts';
import { portsOfEnvironment } from '#shared/aws/ports.ts';
import { parseEnvironment } from '#shared/environment.ts';
import { maskForLog } from '#shared/masking.ts';
import { tellChanges } from '../hints/sockets.ts';

const logger = new Logger({ serviceName: 'api.hints-tell', jsonReplacerFn: maskForLog });
const { FEEDWRIGHT_HINTS: address = '' } = parseEnvironment(process.env);
const lines = gatewayLines(address, (error) => logger.error('not told', { error: error as Error }));

const Text = z.object({ S: z.string() });

/** What the table's stream says: where something was written or removed. */
const Written = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ Keys: z.object({ PK: Text, SK: Text }) }) })),
});

/** Has open pages told of what was written. Lambda itself counts calls and failures, for nothing. */
export const handler = async (event: unknown): Promise<void> => {
  const { Records } = Written.parse(event);
  const written = Records.map(({ dynamodb: { Keys } }) => ({ PK: Keys.PK.S, SK: Keys.SK.S }));
  await tellChanges(written, lines, portsOfEnvironment());
};
