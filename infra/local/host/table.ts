import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { ConfigurationError } from '#shared/errors.ts';
import { AUDIT_TABLE_DEFINITION, TABLE_DEFINITION } from '#shared/table/definition.ts';
import type { Address } from '#shared/table/keys.ts';
import { AUDIT_TABLE, TABLE } from './environment.ts';
import { LOOPBACK } from './loopback.ts';

const PROGRAM = fileURLToPath(new URL('./table-process.ts', import.meta.url));

/** DynamoDB's wire protocol on a folder. */
export interface TableServer {
  url: string;
  close(): Promise<void>;
}

/** What it keeps is on disk; without a limit V8 would let garbage grow with every item that passes. */
const MEMORY = '--max-old-space-size=256';

const portOf = async (child: ChildProcess): Promise<number> => {
  const [answer] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (typeof answer === 'object' && answer) return answer.port;
  throw new ConfigurationError(
    'The table does not open: another process uses its folder (wait for it to end), or the disk is full',
    { stage: 'configuration' },
  );
};

/** What its process tells of what was written. */
const Written = z.object({ written: z.array(z.object({ PK: z.string(), SK: z.string() })) });

/**
 * Opens the table's folder in a child process that ends with this one. `onWritten` hears where something was written or
 * removed, whoever did it, as by DynamoDB's streams. Throws when another process holds the folder.
 */
export const openTable = async (
  folder: string,
  onWritten: (addresses: Address[]) => void = () => {},
): Promise<TableServer> => {
  await mkdir(folder, { recursive: true });
  const execArgv = [...process.execArgv, MEMORY];
  const child = fork(PROGRAM, [folder], { execArgv, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const url = `http://${LOOPBACK}:${await portOf(child)}`;
  child.on('message', (message) => onWritten(Written.parse(message).written));
  const close = async () => {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  };
  return { url, close };
};

const alreadyThere = (error: unknown) => {
  if (!(error instanceof ResourceInUseException)) throw error;
};

const TABLES: CreateTableCommandInput[] = [
  { TableName: TABLE, ...TABLE_DEFINITION },
  { TableName: AUDIT_TABLE, ...AUDIT_TABLE_DEFINITION },
];

/** Makes the tables at the first start; the SDK finds them by its own environment variables. */
export const createTables = async (): Promise<void> => {
  const client = new DynamoDBClient({});
  for (const table of TABLES) await client.send(new CreateTableCommand(table)).catch(alreadyThere);
  client.destroy();
};
