import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';

/** What carries words to open pages, on one machine or on AWS. */
export interface Lines {
  /** False where nobody is there any more. */
  send(socketId: string, text: string): Promise<boolean>;
  /** Also where nobody is there any more. */
  hangUp(socketId: string): Promise<void>;
}

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
