import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { TableHandle } from './batches.ts';

/** As IAM calls it: the same is told on every host. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDeniedException';
}

/** Rules, meanings and values that hold for all: everybody reads them. */
const SHARED_PARTITION = 'SHARED';

type Keyed = Record<string, unknown> | undefined;
type Send = DynamoDBDocumentClient['send'];

/** What a call touches: the leading keys, as `dynamodb:LeadingKeys` has them, and whether it writes. */
interface Touched {
  partitions: unknown[];
  writes: boolean;
}

const partitionOf = (item: Keyed): unknown => item?.PK;

/** The partition of a query: an index's own. A condition in another form than ours names none. */
const partitionAsked = ({ input }: QueryCommand): unknown =>
  input.KeyConditionExpression?.startsWith('#pk = :pk')
    ? input.ExpressionAttributeValues?.[':pk']
    : undefined;

const partitionsWritten = ({ input }: BatchWriteCommand): unknown[] =>
  Object.values(input.RequestItems ?? {}).flatMap((requests) =>
    requests.map(({ PutRequest, DeleteRequest }) => partitionOf(PutRequest?.Item ?? DeleteRequest?.Key)),
  );

const partitionsRead = ({ input }: BatchGetCommand): unknown[] =>
  Object.values(input.RequestItems ?? {}).flatMap(({ Keys = [] }) => Keys.map(partitionOf));

/** Null for any other call: a scan, a transaction, a statement. */
const touchedBy = (command: unknown): Touched | null => {
  if (command instanceof GetCommand) return { partitions: [partitionOf(command.input.Key)], writes: false };
  if (command instanceof QueryCommand) return { partitions: [partitionAsked(command)], writes: false };
  if (command instanceof BatchGetCommand) return { partitions: partitionsRead(command), writes: false };
  if (command instanceof PutCommand) return { partitions: [partitionOf(command.input.Item)], writes: true };
  if (command instanceof UpdateCommand || command instanceof DeleteCommand)
    return { partitions: [partitionOf(command.input.Key)], writes: true };
  if (command instanceof BatchWriteCommand) return { partitions: partitionsWritten(command), writes: true };
  return null;
};

const isRead = (partition: string, dealerId: string): boolean =>
  [`D#${dealerId}`, SHARED_PARTITION].includes(partition) || partition.startsWith(`D#${dealerId}#`);

/** Nothing is written but what somebody else is asked to do, who may listen, and what a search has used. */
const isWritten = (partition: string, dealerId: string): boolean =>
  [`D#${dealerId}#COMMANDS`, `D#${dealerId}#TICKETS`, `D#${dealerId}#USED`].includes(partition);

const isAllowed = (dealerId: string, { partitions, writes }: Touched): boolean =>
  partitions.length > 0 &&
  partitions.every(
    (partition) => typeof partition === 'string' && (writes ? isWritten : isRead)(partition, dealerId),
  );

/**
 * The table as one dealer may have it: what IAM holds by the session's tag where there is IAM, held here by the same
 * rules on one machine. What it is asked for besides throws `AccessDenied`, and is not done.
 */
export const walledTable = ({ client, name }: TableHandle, dealerId: string): TableHandle => {
  const send = ((command: Parameters<Send>[0], ...rest: []) => {
    const touched = touchedBy(command);
    if (!touched || !isAllowed(dealerId, touched))
      throw new AccessDenied(`Not the records of ${dealerId}: ${command.constructor.name}`);
    return client.send(command, ...rest);
  }) as Send;
  return { client: { send } as DynamoDBDocumentClient, name };
};
