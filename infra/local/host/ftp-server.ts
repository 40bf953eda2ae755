import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { FtpSrv } from 'ftp-srv';
import PassiveConnector from 'ftp-srv/src/connector/passive.js';
import { LOOPBACK } from './loopback.ts';

/** What the secret store holds of an FTP host. */
export type FtpSecret = Record<'host' | 'port' | 'username' | 'password', string>;

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const;

/** The library looks every 50 ms whether the client has connected; fifty pictures would take five seconds. */
const LOOK_EVERY_MS = 1;
const { waitForConnection } = PassiveConnector.prototype;
PassiveConnector.prototype.waitForConnection = function () {
  return waitForConnection.call(this, { delay: LOOK_EVERY_MS });
};

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

/** The library ends the whole process at a signal; ours closes in its own order. */
const withoutSignalHandlers = <Value>(make: () => Value): Value => {
  const before = SIGNALS.map((signal) => process.listeners(signal));
  const made = make();
  for (const [index, signal] of SIGNALS.entries())
    for (const listener of process.listeners(signal))
      if (!before[index]?.includes(listener)) process.off(signal, listener);
  return made;
};

/** The socket server inside, which the library's types leave out. */
const socketServer = (server: FtpSrv) => (server as unknown as { server: Server }).server;

const createServer = (): FtpSrv => {
  const options = { url: `ftp://${LOOPBACK}:0`, pasv_url: LOOPBACK, log: silent, anonymous: false };
  const server = withoutSignalHandlers(() => new FtpSrv(options));
  // Else the reply after each transfer waits 40 ms for the client's delayed acknowledgement.
  socketServer(server).on('connection', (socket) => socket.setNoDelay(true));
  return server;
};

const admit = (
  server: FtpSrv,
  { username, password }: Pick<FtpSecret, 'username' | 'password'>,
  root: string,
) =>
  server.on('login', (given, resolve, reject) => {
    if (given.username === username && given.password === password) resolve({ root });
    else reject(new Error('Wrong user name or password'));
  });

/** Plays the dealer's FTP host on loopback, with a password made for this run. */
export const startFtpServer = async (folder: string) => {
  await mkdir(folder, { recursive: true });
  const account = { username: 'dealer', password: randomBytes(18).toString('base64url') };
  const server = admit(createServer(), account, folder);
  await server.listen();
  const { port } = socketServer(server).address() as AddressInfo;
  const secret: FtpSecret = { host: LOOPBACK, port: String(port), ...account };
  return { secret, close: async () => void (await server.close()) };
};
