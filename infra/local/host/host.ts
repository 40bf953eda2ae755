import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Dealer } from '#contracts/dealer.ts';
import { connectPorts } from '#shared/aws/ports.ts';
import { allDealers } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import { settingsOf } from '../../settings.ts';
import { stepFunctionsCalls } from '../machines/calls.ts';
import { loadMachines } from '../machines/definitions.ts';
import { openJournal } from '../machines/journal.ts';
import { lambdaPoolOf, type TimeLimits } from '../machines/lambda-pool.ts';
import { type Runner, runnerOf } from '../machines/runner.ts';
import { type Calls, startAwsServer } from './aws-server.ts';
import { logToFile } from './console.ts';
import { knownDealers, shippedDealers, storeDealers } from './dealers.ts';
import { environmentOf } from './environment.ts';
import type { Folders } from './folders.ts';
import { startFtpServer } from './ftp-server.ts';
import { IDENTIFY, removeHostFile, writeHostFile } from './host-file.ts';
import { probesOf } from './probes.ts';
import { secretCalls } from './secrets.ts';
import { createTables, openTable } from './table.ts';
import { startWebServer } from './web-server.ts';
import { workIn } from './work-in.ts';

const inProject = (folder: string) => fileURLToPath(new URL(`../../../${folder}`, import.meta.url));

/** The same machines and handlers as on AWS, and what they talk to, on loopback. */
export interface Host {
  folders: Folders;
  /** Base URL of the dealer's web host. */
  web: string;
  dealers: Dealer[];
  runner: Runner;
  ports: Ports;
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

const startDealerHost = async (folders: Folders, ports: Promise<Ports>) => {
  const ftp = await startFtpServer(folders.dealerHost);
  const names = (await shippedDealers()).flatMap(({ ftp }) => ftp?.secretName ?? []);
  return {
    web: await startWebServer(folders.dealerHost, probesOf(ports)),
    ftp,
    secrets: Object.fromEntries(names.map((name) => [name, ftp.secret])),
  };
};

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
  const table = await openTable(folders.table);
  const { web, ftp, secrets } = await startDealerHost(folders, ports);
  const { journal, pool, runner } = await machinesOn(folders);
  const calls = { ...identify, ...stepFunctionsCalls(runner, journal), ...secretCalls(secrets) };
  const aws = await startAwsServer(calls, accessKey);
  const close = async () => {
    await pool.close();
    await Promise.all([aws.close(), web.close(), ftp.close(), table.close()]);
  };
  const environment = environmentOf(folders, { table: table.url, aws: aws.url, web: web.url, accessKey });
  return { environment, runner, web: web.url, close };
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
  const files = await knownDealers();
  logToFile(folders.log);
  const { accessKey, secret } = callersKey();
  const connected = Promise.withResolvers<Ports>();
  const { environment, runner, web, close } = await startServers(folders, accessKey, connected.promise);
  workIn({ ...environment, ...secret });
  const ports = connectPorts();
  connected.resolve(ports);
  const dealers = await prepareTable(files, ports);
  await writeHostFile(folders.lock, environment);
  const closeAll = () => removeHostFile(folders.lock).then(close);
  return { folders, web, dealers, runner, ports, close: closeAll };
};
