import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { openTable } from '#local/host/table.ts';
import { AUDIT_TABLE_DEFINITION } from '#shared/table/definition.ts';
import { workingDirectory } from './feedwright.ts';

const WRITES = 150;
const RECORD_BYTES = 150_000;
const MOST_ON_DISK = 25_000_000;

const clientOf = (endpoint: string) =>
  new DynamoDBClient({
    ...{ endpoint, region: 'eu-north-1' },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

const bytesIn = async (folder: string): Promise<number> => {
  const files = await Promise.all((await readdir(folder)).map((name) => stat(join(folder, name))));
  return files.reduce((total, { size }) => total + size, 0);
};

test('a table that is read between writes keeps no older version of its records on disk', async () => {
  const folder = await workingDirectory();
  const server = await openTable(folder.path);
  onTestFinished(async () => {
    await server.close();
    await folder[Symbol.asyncDispose]();
  });
  const client = clientOf(server.url);
  const TableName = 'records';
  await client.send(new CreateTableCommand({ TableName, ...AUDIT_TABLE_DEFINITION }));
  for (let write = 0; write < WRITES; write++) {
    const body = { S: randomBytes(RECORD_BYTES / 2).toString('hex') };
    await client.send(
      new PutItemCommand({ TableName, Item: { PK: { S: 'one' }, SK: { S: 'record' }, body } }),
    );
    await client.send(
      new QueryCommand({
        ...{ TableName, KeyConditionExpression: 'PK = :pk', Limit: 1 },
        ExpressionAttributeValues: { ':pk': { S: 'one' } },
      }),
    );
  }
  expect(await bytesIn(folder.path)).toBeLessThan(MOST_ON_DISK);
});
