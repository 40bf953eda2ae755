import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** The dealer's web host on a loopback port: serves the files of a folder, 404 for the rest. */
export const webHost = async (root: string) => {
  const server = createServer((request, response) =>
    readFile(join(root, new URL(request.url ?? '/', 'http://host').pathname)).then(
      (body) => response.end(body),
      () => response.writeHead(404).end(),
    ),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};
