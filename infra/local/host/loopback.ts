import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The only interface the local host ever listens on. */
export const LOOPBACK = '127.0.0.1';

/** Binds a server to a free port of this machine; answers the port. */
export const listen = async (server: Server): Promise<number> => {
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** Closes a server with every connection that is still open. */
export const close = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};
