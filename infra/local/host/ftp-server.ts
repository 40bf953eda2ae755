import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { FtpSrv } from 'ftp-srv';
import { LOOPBACK } from './loopback.ts';

/** What the secret store holds of an FTP host. */
export type FtpSecret = Record<'host' | 'port' | 'username' | 'password', string>;

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const;

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

const createServer = () =>
  withoutSignalHandlers(
    () => new FtpSrv({ url: `ftp://${LOOPBACK}:0`, pasv_url: LOOPBACK, log: silent, anonymous: false }),
  );

const portOf = (server: FtpSrv) =>
  ((server as unknown as { server: Server }).server.address() as AddressInfo).port;

/** Plays the dealer's FTP host on loopback, with a password made for this run. */
export const startFtpServer = async (folder: string) => {
  await mkdir(folder, { recursive: true });
  const server = createServer();
  const account = { username: 'dealer', password: randomBytes(18).toString('base64url') };
  server.on('login', ({ username, password }, resolve, reject) => {
    if (username === account.username && password === account.password) resolve({ root: folder });
    else reject(new Error('Wrong user name or password'));
  });
  await server.listen();
  const secret: FtpSecret = { host: LOOPBACK, port: String(portOf(server)), ...account };
  return { secret, close: async () => void (await server.close()) };
};
