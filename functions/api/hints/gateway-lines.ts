import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { Lines } from './sockets.ts';

const ATTEMPTS = 3;

const isGone = (error: unknown): boolean => error instanceof GoneException;

/**
 * Sockets that API Gateway holds, by the address of its stage. What cannot be sent now is reported and not sent again:
 * a page asks for revisions by itself now and then, and one that is slow keeps no other waiting.
 */
export const gatewayLines = (endpoint: string, report: (error: unknown) => void): Lines => {
  const client = new ApiGatewayManagementApiClient({ endpoint, maxAttempts: ATTEMPTS });
  const isThere = (sent: Promise<unknown>): Promise<boolean> =>
    sent.then(
      () => true,
      (error) => {
        if (!isGone(error)) report(error);
        return !isGone(error);
      },
    );
  return {
    send: (ConnectionId, Data) => isThere(client.send(new PostToConnectionCommand({ ConnectionId, Data }))),
    hangUp: async (ConnectionId) =>
      void (await isThere(client.send(new DeleteConnectionCommand({ ConnectionId })))),
  };
};

let lines: Lines | undefined;

/** Those of this function, by its environment. */
export const ownLines = (report: (error: unknown) => void): Lines => {
  lines ??= gatewayLines(process.env.FEEDWRIGHT_HINTS ?? '', report);
  return lines;
};
