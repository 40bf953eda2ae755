import type { AddressInfo, Server } from 'node:net';
import { type FileSystem, type FtpConnection, FtpSrv } from 'ftp-srv';

const LOOPBACK = '127.0.0.1';
const USERNAME = 'dealer';
export const PASSWORD = 'planted-password';

const nothing = () => {};
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
const log = { ...silent, child: () => log };

/** ftp-srv would end the process on these. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const;

const leaveSignals = () => {
  for (const signal of SIGNALS) {
    const last = process.listeners(signal).at(-1);
    if (last) process.removeListener(signal, last);
  }
};

export interface FtpHostOptions {
  /** Folder served; the dealer sees it as "/". */
  root: string;
  tls?: { cert: string; key: string };
  /** Commands that the host does not know. */
  unknown?: string[];
  /** Files that behave otherwise. */
  fileSystem?: (connection: FtpConnection, root: string) => FileSystem;
  /** The address that it names for data connections, instead of its own. */
  passiveAddress?: string;
  /** A line of its listing; as `ls` writes it otherwise. */
  line?: (file: { name: string }) => string;
  /** Ports for data connections: first and last. */
  passivePorts?: [number, number];
  password?: string;
  /** What it says to wrong credentials. */
  refusal?: (username: string, password: string) => string;
}

const echo = (username: string, password: string): string => `No entry for ${username} with ${password}`;

/** An FTP host on a loopback port with one account; what its secret holds comes with it. */
export const ftpHost = async (options: FtpHostOptions) => {
  const { root, tls, unknown = [], fileSystem, passiveAddress, passivePorts, line } = options;
  const { password: known = PASSWORD, refusal = echo } = options;
  const server = new FtpSrv({
    url: `ftp://${LOOPBACK}:0`,
    // The library names its own address to clients of this machine, unless it has to ask.
    pasv_url: (passiveAddress ? () => passiveAddress : LOOPBACK) as string,
    ...(passivePorts && { pasv_min: passivePorts[0], pasv_max: passivePorts[1] }),
    ...(line && { file_format: line as never }),
    tls: tls ?? false,
    blacklist: unknown,
    log,
  });
  leaveSignals();
  const served = (connection: FtpConnection) =>
    fileSystem ? { fs: fileSystem(connection, root) } : { root };
  server.on('login', ({ connection, username, password }, resolve, reject) =>
    username === USERNAME && password === known
      ? resolve(served(connection))
      : reject(new Error(refusal(username, password))),
  );
  await server.listen();
  const { server: control } = server as unknown as { server: Server & { noDelay: boolean } };
  // Answers in two pieces would wait 40 ms for each other.
  control.noDelay = true;
  const { port } = control.address() as AddressInfo;
  return {
    secret: { host: LOOPBACK, port: String(port), username: USERNAME, password: known },
    [Symbol.asyncDispose]: async () => void (await server.close()),
  };
};
