import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Entity } from 'electrodb';
import * as z from 'zod';
import { TransientFailure } from '../errors.ts';

/** A partition and a sort key as templates over the record's fields: `D#${dealerId}`. */
export interface KeyTemplate {
  pk: string;
  sk: string;
}

export interface Keys {
  primary: KeyTemplate;
  /** Sparse index of what waits, by status. */
  GSI1?: KeyTemplate;
  GSI2?: KeyTemplate;
}

/** Where the records live. */
export interface TableHandle {
  client: DynamoDBDocumentClient;
  name: string;
}

// electrodb infers its types from literal schemas; ours come from zod, so its own are not used.
// biome-ignore lint/suspicious/noExplicitAny: see above
type LooseEntity = any;
type Condition = (attributes: LooseEntity, operations: LooseEntity) => string;

const fieldsOf = (template: string) =>
  [...template.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] as string);

const half = (field: string, template: string) => ({
  field,
  composite: fieldsOf(template),
  template,
  casing: 'none',
});

const index = (name: 'GSI1' | 'GSI2', { pk, sk }: KeyTemplate) => ({
  [name]: { index: name, pk: half(`${name}PK`, pk), sk: half(`${name}SK`, sk) },
});

const indexes = (keys: Keys) => ({
  primary: { pk: half('PK', keys.primary.pk), sk: half('SK', keys.primary.sk) },
  ...(keys.GSI1 && index('GSI1', keys.GSI1)),
  ...(keys.GSI2 && index('GSI2', keys.GSI2)),
});

/** zod's kinds that the table keeps as its own; nested values travel as they are ("any"). */
const ATTRIBUTE_TYPES: Record<string, string> = { string: 'string', enum: 'string', number: 'number' };

const attributeOf = (field: z.ZodType): { type: string } => {
  const bare = field instanceof z.ZodOptional || field instanceof z.ZodDefault ? field.unwrap() : field;
  return { type: ATTRIBUTE_TYPES[(bare as z.ZodType).type] ?? 'any' };
};

const attributes = (schema: z.ZodObject) =>
  Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [name, attributeOf(field as z.ZodType)]),
  );

const conditionFailed = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException ||
  (error instanceof Error && error.cause !== undefined && conditionFailed(error.cause));

const refusedAsFalse = (error: unknown): false => {
  if (conditionFailed(error)) return false;
  throw error;
};

/**
 * One kind of record in the table: its schema holds at every read, its keys come from templates.
 * Conditional writes answer false when the condition does not hold; every other failure throws.
 */
export const collection = <Schema extends z.ZodObject>(
  table: TableHandle,
  name: string,
  schema: Schema,
  keys: Keys,
) => {
  type Item = z.infer<Schema>;
  const entity: LooseEntity = new Entity(
    {
      model: { entity: name, version: '1', service: 'feedwright' },
      attributes: attributes(schema),
      indexes: indexes(keys),
    } as LooseEntity,
    { client: table.client, table: table.name },
  );
  const parse = (data: unknown) => schema.parse(data);
  const refuseRest = ({ length }: unknown[], as: string): void => {
    if (length > 0)
      throw new TransientFailure(`The table left ${length} ${name} records ${as}`, { stage: name });
  };

  async function* oneByOne(indexName: 'primary' | 'GSI1' | 'GSI2', key: Partial<Item>): AsyncGenerator<Item> {
    let cursor: string | null = null;
    do {
      const page: { data: unknown[]; cursor: string | null } = await entity.query[indexName](key).go({
        cursor,
      });
      yield* page.data.map(parse);
      cursor = page.cursor;
    } while (cursor !== null);
  }

  return {
    put: async (item: Item): Promise<void> => void (await entity.put(item).go()),
    putIf: (item: Item, condition: Condition): Promise<boolean> =>
      entity
        .put(item)
        .where(condition)
        .go()
        .then(() => true, refusedAsFalse),
    /** Throws `TransientFailure` when the table took only a part; all may then be written again. */
    putAll: async (items: Item[]): Promise<void> => {
      const { unprocessed } = await entity.put(items).go({ concurrency: 4 });
      refuseRest(unprocessed, 'unwritten');
    },
    get: async (key: Partial<Item>): Promise<Item | null> => {
      const { data } = await entity.get(key).go();
      return data ? parse(data) : null;
    },
    /** The records of those keys that there are, in any order. Throws `TransientFailure` when the table read only a part. */
    getAll: async (keys: Partial<Item>[]): Promise<Item[]> => {
      const { data, unprocessed } = await entity.get(keys).go({ concurrency: 4 });
      refuseRest(unprocessed, 'unread');
      return data.map(parse);
    },
    /** All records whose key begins with the fields given, in key order, every page of them. */
    query: async (key: Partial<Item>): Promise<Item[]> =>
      (await entity.query.primary(key).go({ pages: 'all' })).data.map(parse),
    /** The same one by one: what may be larger than memory. */
    stream: (key: Partial<Item>) => oneByOne('primary', key),
    /** What an index holds under the key, one by one. */
    streamIndex: (indexName: 'GSI1' | 'GSI2', key: Partial<Item>) => oneByOne(indexName, key),
    queryIndex: async (indexName: 'GSI1' | 'GSI2', key: Partial<Item>): Promise<Item[]> =>
      (await entity.query[indexName](key).go({ pages: 'all' })).data.map(parse),
    /** A part of the same: what follows `after`, the cursor of the page before; null for the first and after the last. */
    pageOfIndex: async (
      indexName: 'primary' | 'GSI1' | 'GSI2',
      key: Partial<Item>,
      { limit, after }: { limit: number; after: string | null },
    ): Promise<{ items: Item[]; cursor: string | null }> => {
      const { data, cursor } = await entity.query[indexName](key).go({ limit, cursor: after });
      return { items: data.map(parse), cursor };
    },
    /** Changes fields of a record that must exist; answers the record as it is then, or false. */
    patchIf: (key: Partial<Item>, changes: Partial<Item>, condition?: Condition): Promise<Item | false> => {
      const change = entity.patch(key).set(changes);
      return (condition ? change.where(condition) : change)
        .go({ response: 'all_new' })
        .then((result: { data: unknown }) => parse(result.data), refusedAsFalse);
    },
    /** Adds to a number, creating the record if need be; answers the record as it is then. */
    add: async (key: Partial<Item>, numbers: Partial<Item>): Promise<Item> =>
      parse((await entity.upsert(key).add(numbers).go({ response: 'all_new' })).data),
    remove: async (key: Partial<Item>): Promise<void> => void (await entity.delete(key).go()),
    removeIf: (key: Partial<Item>, condition: Condition): Promise<boolean> =>
      entity
        .delete(key)
        .where(condition)
        .go()
        .then(() => true, refusedAsFalse),
  };
};
