import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { close, LOOPBACK, listen } from './loopback.ts';

// biome-ignore lint/suspicious/noExplicitAny: each call knows its own request
type Call = (request: any) => object | Promise<object>;

/** The calls that the server understands, by the target the SDK names: `AWSStepFunctions.StartExecution`. */
export type Calls = Record<string, Call>;

/** An error of an AWS service as the SDK's clients read it. */
export class ServiceError extends Error {
  constructor(type: string, message: string) {
    super(message);
    this.name = type;
  }
}

const send = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));

const sendError = (response: ServerResponse, error: unknown) => {
  const { name, message } = error as Error;
  send(response, error instanceof ServiceError ? 400 : 500, { __type: name, message });
};

/** How a caller names itself in a request; its signature proves nothing here. */
export const credentialOf = (accessKey: string): string => `Credential=${accessKey}/`;

/** Secrets are for this user's processes: no other user, and no page in his browser, knows the key. */
const admit = ({ headers }: IncomingMessage, accessKey: string): void => {
  if (headers.authorization?.includes(credentialOf(accessKey))) return;
  throw new ServiceError('UnrecognizedClientException', 'The access key is not that of this host');
};

const callOf = (calls: Calls, request: IncomingMessage): Call => {
  const target = String(request.headers['x-amz-target']);
  const call = calls[target];
  if (call) return call;
  throw new ServiceError('UnknownOperationException', `The local host does not speak ${target}`);
};

const answer = async (
  calls: Calls,
  accessKey: string,
  request: IncomingMessage,
  response: ServerResponse,
) => {
  try {
    admit(request, accessKey);
    const call = callOf(calls, request);
    send(response, 200, await call(await json(request)));
  } catch (error) {
    sendError(response, error);
  }
};

/** The AWS JSON protocol on loopback, for those who know the access key. */
export const startAwsServer = async (calls: Calls, accessKey: string) => {
  const server = createServer((request, response) => void answer(calls, accessKey, request, response));
  const port = await listen(server);
  return { url: `http://${LOOPBACK}:${port}`, close: () => close(server) };
};
