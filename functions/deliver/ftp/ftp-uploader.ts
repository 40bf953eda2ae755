import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'basic-ftp';
import type { Dealer } from '#contracts/dealer.ts';
import type { DeliveryWarning } from '#contracts/delivered.ts';
import type { ConnectUploader } from '../uploader.ts';
import { type FtpCredentials, ftpCredentials } from './credentials.ts';
import { ftpFailure } from './ftp-failure.ts';
import { putInPlace } from './in-place.ts';

/** Silence on either socket ends the attempt. */
const SILENCE_MS = 30_000;

/** basic-ftp watches no time during the TLS handshake. */
const LOGIN_MS = 60_000;

type Security = Dealer['ftp']['security'];

const PROTOCOLS: Record<Security, string> = { 'explicit-tls': 'ftps', plain: 'ftp' };
const WARNINGS: Record<Security, DeliveryWarning[]> = { 'explicit-tls': [], plain: ['plainFtp'] };

const tooLong = async (): Promise<never> => {
  await pause(LOGIN_MS, undefined, { ref: false });
  throw new Error(`no login within ${LOGIN_MS / 1000} s`);
};

const login = async (
  client: Client,
  { host, port, username, password }: FtpCredentials,
  security: Security,
) => {
  const access = client.access({ host, port, user: username, password, secure: security === 'explicit-tls' });
  try {
    await Promise.race([access, tooLong()]);
  } catch (error) {
    client.close();
    throw error;
  }
};

/** Hosts have many answers for a folder that is not there; making it first is the same to all. */
const namesIn = async (client: Client, folder: string): Promise<Set<string>> => {
  await client.ensureDir(folder);
  return new Set((await client.list()).map(({ name }) => name));
};

/** Explicit FTPS with the certificate checked; plain FTP for a dealer who asked for it, with a warning. */
export const ftpUploader: ConnectUploader = async (dealer, secrets) => {
  const { security } = dealer.ftp;
  const credentials = await ftpCredentials(dealer, secrets);
  const server = `${PROTOCOLS[security]}://${credentials.host}:${credentials.port}`;
  const client = new Client(SILENCE_MS);
  const explained = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error) => {
      throw ftpFailure(error, server, credentials.password);
    });
  await explained(login(client, credentials, security));
  return {
    server,
    warnings: WARNINGS[security],
    names: (folder) => explained(namesIn(client, folder)),
    put: (content, target) => explained(putInPlace(client, content, target)),
    remove: (path) => explained(client.remove(path)).then(() => {}),
    [Symbol.dispose]: () => client.close(),
  };
};
