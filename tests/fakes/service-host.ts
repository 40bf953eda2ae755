import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One answer over the wire. A body that is no string is sent as JSON. */
export interface WireAnswer {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
  /** Closes the connection in the middle of the body. */
  breaksOff?: boolean;
  /** Nothing is ever said. */
  hangs?: boolean;
}

/** A request as the service sees it. */
export interface WireRequest {
  path: string;
  headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: a fake reads what its test sends
  body: any;
}

/** An error of a service in JSON, by name; both header and body tell it, as the services do. */
export const serviceError = (name: string, message = 'no'): WireAnswer => ({
  status: STATUSES[name] ?? 400,
  headers: { 'x-amzn-errortype': name },
  body: { __type: name, message },
});

const STATUSES: Record<string, number> = {
  AccessDeniedException: 403,
  ThrottlingException: 429,
  ModelTimeoutException: 408,
  InternalServerException: 500,
  ServiceUnavailableException: 503,
};

const send = (
  response: ServerResponse,
  { status = 200, headers = {}, body, breaksOff, hangs }: WireAnswer,
) => {
  if (hangs) return null;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  if (!breaksOff) return response.end(text);
  response.write(text.slice(0, text.length / 2));
  return response.socket?.destroy();
};

/** Puts variables into the environment, which all files of a process share; gives what takes them back. */
const inEnvironment = (variables: Record<string, string>) => {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  };
};

/**
 * A service on a loopback port. `script` is played first, one answer a call; then `serve` answers. The SDK
 * finds it by the variable that names its endpoint.
 */
export const serviceHost = async (
  variable: `AWS_ENDPOINT_URL_${string}`,
  serve: (request: WireRequest) => WireAnswer | Promise<WireAnswer>,
) => {
  const script: WireAnswer[] = [];
  const requests: WireRequest[] = [];
  const load = { now: 0, most: 0 };
  const server = createServer(async (incoming, response) => {
    load.most = Math.max(load.most, ++load.now);
    const body = JSON.parse((await buffer(incoming)).toString('utf8'));
    const request = { path: decodeURIComponent(incoming.url ?? ''), headers: incoming.headers, body };
    requests.push(request);
    send(response, script.shift() ?? (await serve(request)));
    load.now--;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const restore = inEnvironment({
    ...{ AWS_REGION: 'eu-north-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    [variable]: endpoint,
  });
  return {
    script,
    requests,
    load,
    [Symbol.asyncDispose]: async () => {
      restore();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};
