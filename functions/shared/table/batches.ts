import {
  BatchGetCommand,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { inChunks } from '../in-chunks.ts';
import { type Patience, withRetries } from '../retry.ts';
import type { Address } from './keys.ts';

/** Where the records live. */
export interface TableHandle {
  client: DynamoDBDocumentClient;
  name: string;
}

/** As the table gives and takes it. */
export type Attributes = Record<string, unknown>;

/** The most that the table takes in one call. */
const MOST_WRITTEN = 25;
const MOST_READ = 100;

/** Calls made side by side. */
const AT_ONCE = 4;

/** A partition over its limit has room again within seconds; after that the machine waits. */
const PATIENCE: Patience = { deadlineMs: 20_000, firstDelayMs: 50, longestDelayMs: 2_000 };

/** Named as the table says the same of a single record. */
class LeftOver extends Error {
  override readonly name = 'ProvisionedThroughputExceededException';
}

/** Calls for what is left until nothing is. Throws `TransientFailure` where something always is. */
const untilNoneLeft = <Item>(items: Item[], call: (items: Item[]) => Promise<Item[]>): Promise<void> => {
  let left = items;
  return withRetries(
    'table',
    async () => {
      left = await call(left);
      if (left.length > 0) throw new LeftOver(`${left.length} records left`);
    },
    PATIENCE,
  );
};

const inBatches = async <Item>(
  items: Iterable<Item>,
  size: number,
  call: (items: Item[]) => Promise<Item[]>,
): Promise<void> => {
  for await (const batches of inChunks(inChunks(items, size), AT_ONCE))
    await Promise.all(batches.map((batch) => untilNoneLeft(batch, call)));
};

type WriteRequest = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

const sendAll = ({ client, name }: TableHandle, requests: Iterable<WriteRequest>): Promise<void> =>
  inBatches(requests, MOST_WRITTEN, async (batch) => {
    const { UnprocessedItems } = await client.send(
      new BatchWriteCommand({ RequestItems: { [name]: batch } }),
    );
    return UnprocessedItems?.[name] ?? [];
  });

/** Writes them all, asking for them as they are written; what the table leaves over is written again. */
export const writeBatches = (table: TableHandle, items: Iterable<Attributes>): Promise<void> =>
  sendAll(
    table,
    Iterator.from(items).map((Item) => ({ PutRequest: { Item } })),
  );

/** Removes the records of those addresses, likewise. */
export const removeBatches = (table: TableHandle, addresses: readonly Address[]): Promise<void> =>
  sendAll(
    table,
    addresses.map(({ PK, SK }) => ({ DeleteRequest: { Key: { PK, SK } } })),
  );

/** The records of those addresses that there are, in any order; what the table leaves over is read again. */
export const readBatches = async (
  { client, name }: TableHandle,
  addresses: readonly Address[],
  ConsistentRead: boolean,
): Promise<Attributes[]> => {
  const found: Attributes[] = [];
  await inBatches(addresses, MOST_READ, async (Keys) => {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys, ConsistentRead } } }),
    );
    found.push(...(Responses?.[name] ?? []));
    return (UnprocessedKeys?.[name]?.Keys ?? []) as Address[];
  });
  return found;
};
