import { setTimeout as pause } from 'node:timers/promises';
import { Client, enterPassiveModeIPv6, type FTPContext, FTPError } from 'basic-ftp';
import { connectForPassiveTransfer, parsePasvResponse } from 'basic-ftp/dist/transfer.js';
import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import type { DeliveryWarning } from '#contracts/delivered.ts';
import {
  AuthRefused,
  ConfigurationError,
  PipelineError,
  TransientFailure,
  UploadError,
} from '#shared/errors.ts';
import { withoutSecret } from '#shared/masking.ts';
import type { Network } from '#shared/network.ts';
import type { Secrets } from '#shared/ports.ts';
import type { AccessTo, Uploader } from '../uploader.ts';
import { secure, watchDataConnection } from './certificate.ts';
import { putInPlace } from './in-place.ts';
import { listPlainly, namesIn } from './listing.ts';
import type { Connection } from './rename-around.ts';

const FtpCredentials = z.object({
  host: z.string().min(1),
  port: z.coerce.number().int().min(1).max(65535).default(21),
  username: z.string().min(1),
  password: z.string().min(1),
});
type FtpCredentials = z.infer<typeof FtpCredentials>;

/** A dealer's access to its host. Throws `ConfigurationError` naming what the secret lacks, never what it holds. */
const ftpCredentials = async (
  { secretName }: NonNullable<Dealer['ftp']>,
  secrets: Secrets,
): Promise<FtpCredentials> => {
  const parsed = FtpCredentials.safeParse(await secrets.read(secretName));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new ConfigurationError(`The secret ${secretName} lacks or misstates: ${wrong}`, {
    stage: 'deliver',
  });
};

type Enter = (ftp: FTPContext) => ReturnType<Client['prepareTransfer']>;

/**
 * The address in the answer is not followed, as curl does not: hosts behind NAT name their private one, and
 * a hostile host could name any machine of ours. The data goes where the control connection goes.
 */
const enterPasv: Enter = async (ftp) => {
  const answer = await ftp.request('PASV');
  const { port } = parsePasvResponse(answer.message);
  await connectForPassiveTransfer(ftp.socket.remoteAddress ?? '', port, ftp);
  return answer;
};

/** EPSV where the host knows it, else PASV from then on. */
const passiveMode = (pinnedCertificate: string | undefined): Enter => {
  let enter: Enter = enterPassiveModeIPv6;
  const enterKnown: Enter = (ftp) =>
    enter(ftp).catch((error) => {
      if (!(error instanceof FTPError) || enter === enterPasv) throw error;
      enter = enterPasv;
      return enter(ftp);
    });
  return async (ftp) => {
    const answer = await enterKnown(ftp);
    watchDataConnection(ftp, pinnedCertificate);
    return answer;
  };
};

/** Hosts have been seen to answer with a megabyte. */
const LONGEST_REPLY = 300;

/** 332 asks for an account and 430 calls the name wrong, where most say 530. */
const NOT_LOGGED_IN = [332, 430, 530];
/** 452 is a passing trouble by its number, but a full disk waits for its owner. */
const DISK_FULL = 452;

/** ProFTPD answers "530 … maximum number of clients …" where others say 421. */
const CROWDED = /maximum|too many/i;

/** Node's codes of a certificate that does not hold. */
const CERTIFICATE = /^(CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|ERR_TLS_)/;

const replyClass = ({ code, message }: FTPError) => {
  if (NOT_LOGGED_IN.includes(code)) return CROWDED.test(message) ? TransientFailure : AuthRefused;
  return code < 500 && code !== DISK_FULL ? TransientFailure : UploadError;
};

const failureClass = (error: Error & { code?: unknown }) => {
  if (error instanceof FTPError) return replyClass(error);
  return CERTIFICATE.test(String(error.code)) ? UploadError : TransientFailure;
};

/**
 * What went wrong with a host, by its retry class. The original error is not kept as cause: hosts echo
 * what they were sent, and a log would show the password.
 */
export const ftpFailure = (thrown: unknown, server: string, password: string): PipelineError => {
  if (thrown instanceof PipelineError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const said = withoutSecret(error.message, password).slice(0, LONGEST_REPLY);
  return new (failureClass(error))(`${server} says: ${said}`, { stage: 'deliver', details: { server } });
};

/** How long a host may keep us waiting. */
interface Patience {
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
  remove: async (path) => {
    await explained(connection.client.remove(path));
    return true;
  },
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
