import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type AuditTrail, auditTrail } from './audit-trail.ts';
import type { TableHandle } from './batches.ts';
import { type Repositories, repositories } from './repositories.ts';

const REQUEST_TIMEOUT_MS = 10_000;

/** Without a logger it still goes through every field of every record: a seventh of a call's processor time. */
const SDK_LOGGER = 'loggerMiddleware';

/**
 * The table of that name, as who it is asked for, or else as the process itself. The endpoint comes from the SDK's own
 * variables, so both hosts connect alike; a `requestHandler` is another way to it than a connection.
 */
export const handleOf = (
  name: string,
  as: Pick<DynamoDBClientConfig, 'credentials' | 'requestHandler' | 'signer'> = {},
): TableHandle => {
  const requestHandler = { requestTimeout: REQUEST_TIMEOUT_MS };
  const raw = new DynamoDBClient({ requestHandler, ...as, maxAttempts: 5 });
  raw.middlewareStack.remove(SDK_LOGGER);
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  return { client, name };
};

/** The records of the table of that name. */
export const connectTable = (name: string): Repositories => repositories(handleOf(name));

/** The audit trail in the table of that name. */
export const connectAudit = (name: string): AuditTrail => auditTrail(handleOf(name));
