import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { pipeline, Transform } from 'node:stream';

const UPSTREAM = '127.0.0.1';

/** A second address of loopback: the proxy has the very ports of the server behind it. */
export const PROXY = '127.0.0.2';

/** What the proxy does to a connection. */
export interface Fault {
  /** Ends both sides once the client has sent so many bytes. */
  cutAfterBytes?: number;
  /** Takes the connection and lets nothing through. */
  silent?: boolean;
  /** Waits before it hands each piece on, either way. */
  pauseMs?: number;
}

const delayed = (milliseconds: number) =>
  new Transform({ transform: (chunk, _, done) => void setTimeout(() => done(null, chunk), milliseconds) });

const joined = (from: Socket, to: Socket, { pauseMs }: Fault) =>
  pipeline([from, ...(pauseMs ? [delayed(pauseMs)] : []), to], () => {});

const cutting = (client: Socket, server: Socket, mostBytes: number) => {
  let bytes = 0;
  client.on('data', (chunk) => {
    bytes += chunk.byteLength;
    if (bytes < mostBytes) return;
    client.resetAndDestroy();
    server.resetAndDestroy();
  });
};

const handle = (client: Socket, port: number, fault: Fault, open: Set<Socket>) => {
  const server = connect({ port, host: UPSTREAM, allowHalfOpen: true });
  for (const socket of [client, server]) open.add(socket.on('error', () => {}));
  if (fault.silent) return;
  if (fault.cutAfterBytes) cutting(client, server, fault.cutAfterBytes);
  joined(client, server, fault);
  joined(server, client, fault);
};

const listening = async (port: number, fault: Fault, open: Set<Socket>) => {
  const server = createServer({ allowHalfOpen: true }, (client) => handle(client, port, fault, open)).listen(
    port,
    PROXY,
  );
  await once(server, 'listening');
  return server;
};

/** Stands between a client and a server of ours, each of these ports for the same port behind it. */
export const breakingProxy = async (faults: Map<number, Fault>) => {
  const open = new Set<Socket>();
  const servers = await Promise.all([...faults].map(([port, fault]) => listening(port, fault, open)));
  return {
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
    },
  };
};
