import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The only interface the local host ever listens on. */
export const LOOPBACK = '127.0.0.1';

const isTaken = (error: NodeJS.ErrnoException): boolean =>
  ['EADDRINUSE', 'EACCES'].includes(error.code ?? '');

/** Binds a server to a port of this machine: that of choice, or a free one where somebody else has it; answers the port. */
export const listen = async (server: Server, wanted = 0): Promise<number> => {
  server.listen(wanted, LOOPBACK);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (wanted === 0 || !isTaken(error as NodeJS.ErrnoException)) throw error;
    return listen(server);
  }
  return (server.address() as AddressInfo).port;
};

/** Closes a server with every connection that is still open. */
export const close = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};
