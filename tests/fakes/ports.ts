import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import { guardedServices } from '#shared/aws/guarded-services.ts';
import { Breakers } from '#shared/breaker-state.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { folderObjectStore } from '#shared/folder-object-store.ts';
import { Models } from '#shared/models.ts';
import { networkOf } from '#shared/network.ts';
import { Parts } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { publicWeb } from '#shared/public-web.ts';
import { auditTrail } from '#shared/table/audit-trail.ts';
import type { TableHandle } from '#shared/table/batches.ts';
import { handleOf } from '#shared/table/connect.ts';
import { AUDIT_TABLE_DEFINITION, TABLE_DEFINITION } from '#shared/table/definition.ts';
import { repositories } from '#shared/table/repositories.ts';
import { KIND, LATE, lateTable, type Unkindness } from './late-table.ts';

/** The SDK asks for a region and keys even where nobody checks them. */
const account = (endpoint: string) => ({
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  AWS_REGION: 'eu-north-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
});

/** `LATE_TABLE` is a seed: a project of tests whose table is as late as the cloud's; see `vitest.config.ts`. */
const unkindness = (): Unkindness =>
  process.env.LATE_TABLE ? { ...LATE, seed: Number(process.env.LATE_TABLE) } : KIND;

/** One server for all tables of a test file: the SDK reads its endpoint from the environment, once. */
const listening = async (): Promise<DynamoDBClient> => {
  const { endpoint, requestHandler } = await lateTable(unkindness());
  Object.assign(process.env, account(endpoint));
  way = { requestHandler, signer: { sign: async (request) => request } };
  return new DynamoDBClient(way);
};
let started: Promise<DynamoDBClient> | undefined;
/** To the table: the process that holds it needs no connection, and proves to nobody who it is. */
let way: Pick<DynamoDBClientConfig, 'requestHandler' | 'signer'> | undefined;

let client: TableHandle['client'] | undefined;

/** A client for all tables: each takes a while to find its way. */
export const tableAt = (name: string): TableHandle => {
  client ??= handleOf(name, way).client;
  return { client, name };
};

const emptyTable = async (definition: Omit<CreateTableCommandInput, 'TableName'>) => {
  started ??= listening();
  const client = await started;
  const name = `feedwright-${ulid()}`;
  await client.send(new CreateTableCommand({ TableName: name, ...definition }));
  const status = async () =>
    (await client.send(new DescribeTableCommand({ TableName: name }))).Table?.TableStatus;
  while ((await status()) !== 'ACTIVE');
  return name;
};

const noSecrets = async (name: string): Promise<never> => {
  throw new ConfigurationError(`Missing secret ${name}`, { stage: 'test' });
};

/** Tables and a folder that more than one process may work on. */
export interface Place {
  table: string;
  audit: string;
  folder: string;
}

/** Real ports on loopback: a table on dynalite, stores in a folder. */
export const portsAt = ({ table, audit, folder }: Place): Ports => {
  const network = networkOf(true);
  const shared = {
    table: repositories(tableAt(table)),
    clock: () => new Date(),
    breakers: Breakers.parse({}),
  };
  return {
    ...shared,
    ...guardedServices(Models.parse({}), shared),
    audit: auditTrail(tableAt(audit)),
    inbox: folderObjectStore(join(folder, 'inbox'), join(folder, 'inbox-versions')),
    artefacts: folderObjectStore(join(folder, 'artefacts')),
    assets: folderObjectStore(join(folder, 'assets')),
    site: folderObjectStore(join(folder, 'site')),
    machines: { start: async () => true, status: async () => null },
    secrets: { read: noSecrets },
    network,
    web: publicWeb({ network }),
    newId: () => ulid(),
    parts: Parts.parse({}),
    admission: { places: 4, perDealer: 4 },
    defaultPlan: 'unlimited',
    batchAtOnce: 2,
    monitoring: 'whole',
    memoryMb: 1024,
  };
};

/** Ports with a place of their own, empty; replace single ones by spreading. */
export const testPorts = async (): Promise<Ports & { place: Place } & AsyncDisposable> => {
  const folder = await mkdtemp(join(tmpdir(), 'feedwright-'));
  const [table, audit] = await Promise.all([TABLE_DEFINITION, AUDIT_TABLE_DEFINITION].map(emptyTable));
  const place = { table: table as string, audit: audit as string, folder };
  return { ...portsAt(place), place, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
};
