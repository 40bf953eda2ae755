import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Repositories, repositories } from './repositories.ts';

const REQUEST_TIMEOUT_MS = 10_000;

/** The table's records. The endpoint comes from the SDK's own variables, so both hosts connect alike. */
export const connectTable = (name: string): Repositories => {
  const raw = new DynamoDBClient({ maxAttempts: 5, requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS } });
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  return repositories({ client, name });
};
