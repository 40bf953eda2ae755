import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'basic-ftp';
import type { Dealer } from '#contracts/dealer.ts';
import type { DeliveryWarning } from '#contracts/delivered.ts';
import { ConfigurationError } from '#shared/errors.ts';
import type { Network } from '#shared/network.ts';
import type { AccessTo, Uploader } from '../uploader.ts';
import { secure } from './certificate.ts';
import { type FtpCredentials, ftpCredentials } from './credentials.ts';
import { ftpFailure } from './ftp-failure.ts';
import { putInPlace } from './in-place.ts';
import { listPlainly, namesIn } from './listing.ts';
import { passiveMode } from './passive-mode.ts';
import type { Connection } from './rename-around.ts';

/** How long a host may keep us waiting. */
export interface Patience {
  /** Silence on either socket ends the attempt. */
  silenceMs: number;
  /** basic-ftp watches no time during the TLS handshake. */
  loginMs: number;
}

const PATIENCE: Patience = { silenceMs: 30_000, loginMs: 60_000 };

type Ftp = NonNullable<Dealer['ftp']>;

const PROTOCOLS: Record<Ftp['security'], string> = { 'explicit-tls': 'ftps', plain: 'ftp' };

const warningsOf = ({ security, pinnedCertificate }: Ftp): DeliveryWarning[] => {
  if (security === 'plain') return ['plainFtp'];
  return pinnedCertificate ? ['pinnedCertificate'] : [];
};

const tooLong = async ({ loginMs }: Patience): Promise<never> => {
  await pause(loginMs, undefined, { ref: false });
  throw new Error(`no login within ${loginMs / 1000} s`);
};

/** Nothing but AUTH goes over the line before the certificate is known to be right. */
const enter = async (client: Client, ftp: Ftp, credentials: FtpCredentials, network: Network) => {
  const { host, port, username, password } = credentials;
  const { address } = await network.addressOf(host);
  client.prepareTransfer = passiveMode(ftp.pinnedCertificate);
  await client.connect(address, port);
  if (ftp.security === 'explicit-tls') await secure(client, host, ftp.pinnedCertificate);
  await client.sendIgnoringError('OPTS UTF8 ON');
  await client.login(username, password);
  await client.useDefaultSettings();
  listPlainly(client);
};

const login = async (client: Client, entering: Promise<void>, patience: Patience) => {
  try {
    await Promise.race([entering, tooLong(patience)]);
  } catch (error) {
    client.close();
    throw error;
  }
};

/** Hosts have many answers for a folder that is not there; making it first is the same to all. */
const namesMade = async (client: Client, folder: string): Promise<Set<string>> => {
  await client.ensureDir(folder);
  return namesIn(client, folder);
};

type Explained = <Result>(work: Promise<Result>) => Promise<Result>;

const uploaderOn = (connection: Connection, ftp: Ftp, explained: Explained): Uploader => ({
  warnings: warningsOf(ftp),
  get closed() {
    return connection.client.closed;
  },
  names: (folder) => explained(namesMade(connection.client, folder)),
  put: (content, target) => explained(putInPlace(connection, content, target)),
  [Symbol.dispose]: () => connection.client.close(),
});

const ftpOf = ({ id, ftp }: Dealer): Ftp => {
  if (ftp) return ftp;
  throw new ConfigurationError(`The dealer ${id} has no ftp host`, { stage: 'deliver' });
};

/** As `ftpAccess`, with another patience. */
export const ftpAccessWith =
  (patience: Patience): AccessTo =>
  async (dealer, { secrets, network }) => {
    const ftp = ftpOf(dealer);
    const credentials = await ftpCredentials(ftp, secrets);
    const server = `${PROTOCOLS[ftp.security]}://${credentials.host}:${credentials.port}`;
    const explained: Explained = (work) =>
      work.catch((error) => {
        throw ftpFailure(error, server, credentials.password);
      });
    const connect = async () => {
      const client = new Client(patience.silenceMs);
      await explained(login(client, enter(client, ftp, credentials, network), patience));
      return client;
    };
    const open = async () => uploaderOn({ client: await connect(), reconnect: connect }, ftp, explained);
    return { server, open };
  };

/** Explicit FTPS with the certificate checked; a pinned one or plain FTP for a dealer who asked for it. */
export const ftpAccess: AccessTo = ftpAccessWith(PATIENCE);
