import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TABLE_DEFINITION } from '#shared/table/definition.ts';
import { repositories } from '#shared/table/repositories.ts';
import { lateTable, type Unkindness } from './late-table.ts';

/** The records on a server of their own that is as unkind as the test wants, and the plain client beside them. */
export const ownTable = async (unkindness: Unkindness) => {
  const { endpoint } = await lateTable(unkindness);
  const raw = new DynamoDBClient({
    endpoint,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 5,
  });
  const name = 'feedwright';
  await raw.send(new CreateTableCommand({ TableName: name, ...TABLE_DEFINITION }));
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  return { raw, client, name, records: repositories({ client, name }) };
};
