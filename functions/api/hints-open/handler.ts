import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { gatewayLines } from '#shared/aws/gateway-lines.ts';
import { parseEnvironment } from '#shared/environment.ts';
import { instrument } from '#shared/instrument.ts';
import { openSocket } from '../hints/sockets.ts';

const logger = new Logger({ serviceName: 'api.hints-open' });

const { FEEDWRIGHT_HINTS: address = '' } = parseEnvironment(process.env);
const lines = gatewayLines(address, (error) => logger.error('not hung up', { error: error as Error }));

/** What API Gateway says of a page that wants to listen. */
const Opening = z.object({
  requestContext: z.object({ connectionId: z.string() }),
  queryStringParameters: z.object({ ticket: z.string().default('') }).nullish(),
});

/** Lets a page listen that has a ticket. */
export const handler = instrument('hints-open', {
  event: Opening,
  result: z.object({ statusCode: z.number() }),
  run: async ({ requestContext: { connectionId: socketId }, queryStringParameters }, ports) => {
    const ticket = queryStringParameters?.ticket ?? '';
    return { statusCode: (await openSocket({ socketId, ticket }, lines, ports)) ? 200 : 401 };
  },
});
