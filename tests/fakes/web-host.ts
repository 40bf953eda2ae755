import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** Answers a request in the place of the files. */
export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** The dealer's web host on a loopback port: serves the files of a folder, 404 for the rest; `answer` replaces that. */
export const webHost = async (root: string) => {
  const files: Answering = (request, response) =>
    void readFile(join(root, new URL(request.url ?? '/', 'http://host').pathname)).then(
      (body) => response.end(body),
      () => response.writeHead(404).end(),
    );
  const host = { answer: files, asked: [] as IncomingMessage[] };
  const server = createServer((request, response) => {
    host.asked.push(request);
    host.answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(host, {
    port: (server.address() as AddressInfo).port,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  });
};
