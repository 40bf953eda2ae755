import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { gatewayLines } from '#shared/aws/gateway-lines.ts';
import { portsOfEnvironment } from '#shared/aws/ports.ts';
import { parseEnvironment } from '#shared/environment.ts';
import { maskForLog } from '#shared/masking.ts';
import { openSocket } from '../hints/sockets.ts';

const logger = new Logger({ serviceName: 'api.hints-open', jsonReplacerFn: maskForLog });
const { FEEDWRIGHT_HINTS: address = '' } = parseEnvironment(process.env);
const lines = gatewayLines(address, (error) => logger.error('not hung up', { error: error as Error }));

/** What API Gateway says of a page that wants to listen. */
const Opening = z.object({
  requestContext: z.object({ connectionId: z.string() }),
  queryStringParameters: z.object({ ticket: z.string().default('') }).nullish(),
});

/** Lets a page listen that has a ticket. */
export const handler = async (event: unknown): Promise<{ statusCode: number }> => {
  const { requestContext, queryStringParameters } = Opening.parse(event);
  const [socketId, ticket] = [requestContext.connectionId, queryStringParameters?.ticket ?? ''];
  const opened = await openSocket({ socketId, ticket }, lines, portsOfEnvironment());
  logger.info(opened ? 'opened' : 'refused', { dealerId: opened?.dealerId });
  return { statusCode: opened ? 200 : 401 };
};
