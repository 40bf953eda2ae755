import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FtpSrv } from 'ftp-srv';
import PassiveConnector from 'ftp-srv/src/connector/passive.js';
import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import { checkPlugins } from '#plugins/check.ts';
import { connectPorts } from '#shared/aws/ports.ts';
import { allDealers } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import { settingsOf } from '../../settings.ts';
import { keyOfExecution, machineOf } from '../machines/arns.ts';
import { loadMachines } from '../machines/definitions.ts';
import { type Journal, openJournal } from '../machines/journal.ts';
import { lambdaPoolOf, type TimeLimits } from '../machines/lambda-pool.ts';
import { type Runner, runnerOf } from '../machines/runner.ts';
import { type LocalApi, localApi } from './api.ts';
import { type Calls, ServiceError, startAwsServer } from './aws-server.ts';
import { logToFile } from './console.ts';
import { consoleServer } from './console-server.ts';
import { knownDealers, shippedDealers, storeDealers } from './dealers.ts';
import { environmentOf } from './environment.ts';
import type { Folders } from './folders.ts';
import { type LocalHints, localHints } from './hints.ts';
import { IDENTIFY, INVITE, removeHostFile, writeHostFile } from './host-file.ts';
import { LOOPBACK } from './loopback.ts';
import { startMarketplace } from './marketplace.ts';
import { pagesOf } from './pages.ts';
import { createTables, openTable } from './table.ts';
import { type Probes, startWebServer } from './web-server.ts';
import { workIn } from './work-in.ts';

/** The calls of Step Functions that handlers and a second terminal make. */
const stepFunctionsCalls = (runner: Runner, journal: Journal): Calls => ({
  'AWSStepFunctions.StartExecution': (request: { stateMachineArn: string; name: string; input: string }) => ({
    executionArn: runner.start({
      machine: machineOf(request.stateMachineArn),
      name: request.name,
      input: JSON.parse(request.input),
    }),
    startDate: Date.now() / 1000,
  }),
  'AWSStepFunctions.DescribeExecution': ({ executionArn }: { executionArn: string }) => {
    const entry = journal.find(keyOfExecution(executionArn));
    if (!entry) throw new ServiceError('ExecutionDoesNotExist', `No execution ${executionArn}`);
    return { executionArn, name: entry.name, status: entry.status };
  },
});

/** What a list needs on its way; each is asked for something that need not be there. */
const NEEDED: Record<string, (ports: Ports) => Promise<unknown>> = {
  table: ({ table }) => table.dealers.get({ dealerId: 'nobody' }),
  inbox: ({ inbox }) => inbox.head('inbox/nobody/nothing'),
  artefacts: ({ artefacts }) => artefacts.head('nothing'),
  machines: ({ machines }) => machines.status('price-list', 'nothing'),
};

const PATIENCE_MS = 2_000;

const inTime = (asked: Promise<unknown>): Promise<unknown> =>
  Promise.race([
    asked,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`No answer within ${PATIENCE_MS} ms`)), PATIENCE_MS).unref();
    }),
  ]);

const answerOf = (question: (ports: Ports) => Promise<unknown>, ports: Promise<Ports>): Promise<string> =>
  inTime(ports.then(question)).then(
    () => 'ok',
    (error: Error) => error.message,
  );

const askAll = async (ports: Promise<Ports>): Promise<Record<string, string>> => {
  const asked = Object.entries(NEEDED).map(
    async ([name, question]) => [name, await answerOf(question, ports)] as const,
  );
  return Object.fromEntries(await Promise.all(asked));
};

/** `/health`: this process answers. `/ready`: it is connected, and so does what lists need (S0-67, S2-30). */
const probesOf = (ports: Promise<Ports>): Probes => ({
  '/health': async () => ({}),
  '/ready': () => askAll(ports),
});

/** What the secret store holds of an FTP host. */
type FtpSecret = Record<'host' | 'port' | 'username' | 'password', string>;

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
const startFtpServer = async (folder: string) => {
  await mkdir(folder, { recursive: true });
  const account = { username: 'dealer', password: randomBytes(18).toString('base64url') };
  const server = admit(createServer(), account, folder);
  await server.listen();
  const { port } = socketServer(server).address() as AddressInfo;
  const secret: FtpSecret = { host: LOOPBACK, port: String(port), ...account };
  return { secret, close: async () => void (await server.close()) };
};

type Secret = Record<string, string>;

const SecretsFile = z.record(z.string(), z.record(z.string(), z.string()));
const OTHERS_MAY_READ = 0o077;

/** Outside the project, so that no commit can carry it. */
export const secretsFile = (): string =>
  join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'feedwright', 'secrets.json');

const refuseOpenFile = async (path: string) => {
  if (process.platform === 'win32' || !((await stat(path)).mode & OTHERS_MAY_READ)) return;
  throw new ServiceError('InvalidRequestException', `Others can read ${path}: run chmod 600 on it.`);
};

const absent = (error: NodeJS.ErrnoException) => {
  if (error.code === 'ENOENT') return '{}';
  throw error;
};

const storedSecrets = async (): Promise<Record<string, Secret>> => {
  const path = secretsFile();
  const text = await readFile(path, 'utf8').catch(absent);
  if (text !== '{}') await refuseOpenFile(path);
  return SecretsFile.parse(JSON.parse(text));
};

const read = async (name: string, own: Record<string, Secret>): Promise<Secret> => {
  const secret = own[name] ?? (await storedSecrets())[name];
  if (secret) return secret;
  throw new ServiceError('ResourceNotFoundException', `No secret ${name} in ${secretsFile()}`);
};

/** The host's own secrets end with it. */
const forget = async (name: string): Promise<void> => {
  const { [name]: forgotten, ...others } = await storedSecrets();
  if (!forgotten) return;
  const path = secretsFile();
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, `${JSON.stringify(others, null, 2)}\n`, { mode: 0o600 });
  await rename(part, path);
};

/** Secrets Manager's calls: the host's own secrets first, then those of the user's file. */
export const secretCalls = (own: Record<string, Secret>): Calls => ({
  'secretsmanager.DescribeSecret': async ({ SecretId }: { SecretId: string }) => {
    await read(SecretId, own);
    return { Name: SecretId };
  },
  'secretsmanager.DeleteSecret': async ({ SecretId }: { SecretId: string }) => {
    await forget(SecretId);
    return { Name: SecretId };
  },
  'secretsmanager.GetSecretValue': async ({ SecretId }: { SecretId: string }) => ({
    Name: SecretId,
    SecretString: JSON.stringify(await read(SecretId, own)),
  }),
});

const inProject = (folder: string) => fileURLToPath(new URL(`../../../${folder}`, import.meta.url));

/** The same machines and handlers as on AWS, and what they talk to, on loopback. */
export interface Host {
  folders: Folders;
  /** Base URL of the dealer's web host. */
  web: string;
  api: LocalApi;
  dealers: Dealer[];
  runner: Runner;
  ports: Ports;
  /** What deliveries enter the shipped dealers' FTP host with: a rehearsal spoils it. */
  account: FtpSecret;
  close(): Promise<void>;
}

/** The same as on AWS. */
const timeLimits = (): TimeLimits =>
  Object.fromEntries(
    Object.entries(settingsOf('prod').functions).map(([name, { timeoutSeconds }]) => [name, timeoutSeconds]),
  );

const machinesOn = async (folders: Folders) => {
  const journal = openJournal(folders.journal);
  const machines = await loadMachines(inProject('state-machines'));
  const pool = lambdaPoolOf({ functions: inProject('functions'), log: folders.log }, timeLimits());
  const { lambda } = pool;
  return { journal, pool, runner: runnerOf({ machines, lambda, journal, eventsFile: folders.events }) };
};

/** The port that the host of these folders had before; 0 at the first start. */
const portBefore = async ({ port }: Folders): Promise<number> =>
  Number.parseInt(await readFile(port, 'utf8').catch(() => ''), 10) || 0;

/** On the same port at each start; on another one meanwhile where somebody else has that. */
const startWeb = async (folders: Folders, hints: LocalHints, ports: Promise<Ports>) => {
  const before = await portBefore(folders);
  const api = localApi(folders, ports);
  const web = await startWebServer({
    ...{ folder: folders.dealerHost, pages: pagesOf(folders, ports), probes: probesOf(ports) },
    ...{ api, hints, console: consoleServer(), port: before },
  });
  if (before === 0) await writeFile(folders.port, `${web.port}\n`);
  return { ...web, api };
};

const startDealerHost = async (folders: Folders, hints: LocalHints, ports: Promise<Ports>) => {
  const ftp = await startFtpServer(folders.dealerHost);
  const names = (await shippedDealers()).flatMap(({ ftp }) => ftp?.secretName ?? []);
  const web = await startWeb(folders, hints, ports);
  const marketplace = await startMarketplace(folders, await shippedDealers(), web.url);
  const hosts = Object.fromEntries(names.map((name) => [name, ftp.secret]));
  return { web, ftp, marketplace, secrets: { ...hosts, ...marketplace.secrets } };
};

/** The link that opens a host's API, once, to who sits here. */
export const signInAt = ({ url, api }: { url: string; api: Pick<LocalApi, 'newTicket'> }): string =>
  `${url}/sign-in?ticket=${api.newTicket()}`;

const inviteTo = (web: Parameters<typeof signInAt>[0]): Calls => ({
  [INVITE]: () => ({ link: signInAt(web) }),
});

const identify: Calls = { [IDENTIFY]: () => ({ pid: process.pid }) };

/**
 * The caller's own AWS key where one is set: what asks a paid service signs with it, and nobody else on
 * this machine knows it either. Its secret stays in this process; the host's file never has it.
 */
const callersKey = (): { accessKey: string; secret: { AWS_SECRET_ACCESS_KEY?: string } } => {
  const { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY } = process.env;
  return accessKey && AWS_SECRET_ACCESS_KEY
    ? { accessKey, secret: { AWS_SECRET_ACCESS_KEY } }
    : { accessKey: randomBytes(16).toString('hex'), secret: {} };
};

/** Everything that listens, and the environment by which handlers and other terminals find it. */
const startServers = async (folders: Folders, accessKey: string, ports: Promise<Ports>) => {
  const hints = localHints(ports);
  const table = await openTable(folders.table, hints.written);
  const { web, ftp, marketplace, secrets } = await startDealerHost(folders, hints, ports);
  const { journal, pool, runner } = await machinesOn(folders);
  const calls = {
    ...identify,
    ...inviteTo(web),
    ...stepFunctionsCalls(runner, journal),
    ...secretCalls(secrets),
  };
  const aws = await startAwsServer(calls, accessKey);
  const close = async () => {
    await pool.close();
    await Promise.all([aws.close(), web.close(), ftp.close(), marketplace.close(), table.close()]);
  };
  const environment = environmentOf(folders, { table: table.url, aws: aws.url, web: web.url, accessKey });
  return { environment, runner, web: web.url, api: web.api, hints, account: ftp.secret, close };
};

/** A killed host leaves its leases behind; this one holds the table alone, so they are nobody's. */
const dropLeases = async (dealers: Dealer[], { table }: Ports) => {
  for (const { id } of dealers)
    for (const lock of await table.locks.query({ dealerId: id })) await table.locks.remove(lock);
  for (const place of await table.places.query({})) await table.places.remove(place);
};

const prepareTable = async (files: Dealer[], ports: Ports): Promise<Dealer[]> => {
  await createTables();
  await storeDealers(files, ports);
  const dealers = await allDealers(ports);
  await dropLeases(dealers, ports);
  return dealers;
};

/** Starts a host on these folders. Throws `ConfigurationError` when another one has them open. */
export const startHost = async (folders: Folders): Promise<Host> => {
  checkPlugins();
  const files = await knownDealers();
  logToFile(folders.log);
  const { accessKey, secret } = callersKey();
  const connected = Promise.withResolvers<Ports>();
  const { environment, runner, web, api, hints, account, close } = await startServers(
    folders,
    accessKey,
    connected.promise,
  );
  workIn({ ...environment, ...secret });
  const ports = connectPorts();
  connected.resolve(ports);
  const dealers = await prepareTable(files, ports);
  await hints.begin();
  await writeHostFile(folders.lock, environment);
  const closeAll = () => removeHostFile(folders.lock).then(close);
  return { folders, web, api, dealers, runner, ports, account, close: closeAll };
};
