import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { instrument } from '#shared/instrument.ts';
import { ownLines } from '../hints/gateway-lines.ts';
import { openSocket } from '../hints/sockets.ts';

const logger = new Logger({ serviceName: 'api.hints-open' });

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
    const lines = ownLines((error) => logger.error('not hung up', { error: error as Error }));
    const ticket = queryStringParameters?.ticket ?? '';
    return { statusCode: (await openSocket({ socketId, ticket }, lines, ports)) ? 200 : 401 };
  },
});
