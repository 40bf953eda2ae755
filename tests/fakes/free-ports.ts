import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
};

/** Ports in a row that begin at one that was free a moment ago. */
export const portsInARow = async (count: number): Promise<[number, ...number[]]> => {
  const first = await freePort();
  return first + count > 65_535
    ? portsInARow(count)
    : [first, ...Array.from({ length: count - 1 }, (_, n) => first + 1 + n)];
};
