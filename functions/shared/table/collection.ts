import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { type Attributes, readBatches, type TableHandle, writeBatches } from './batches.ts';
import { type Condition, expression } from './conditions.ts';
import {
  addressFields,
  addressOf,
  addressText,
  conditionOf,
  type IndexName,
  isAsked,
  type KeyCondition,
  type Keys,
  keyAttributes,
  movedKeys,
} from './keys.ts';
import { remembered } from './remembered.ts';

/** How a read is made; without it, the answer holds all that was written before. */
export interface Reading {
  /** The answer may be a second old; of an index, it is what the index itself holds. */
  mayBeLate: boolean;
}

/** For what only counts, shows or saves: see `docs/decisions.md` on who may read so. */
export const MAY_BE_LATE: Reading = { mayBeLate: true };
const AS_IT_IS: Reading = { mayBeLate: false };

/** Records of a kind that never change once they are there: how many of them a process keeps, and which are such. */
export interface Immutable<Item> {
  most: number;
  when?(key: Partial<Item>): boolean;
}

/** A part of what a query finds. */
export interface Part {
  limit: number;
  /** The cursor of the part before; null for the first. */
  after: string | null;
}

/** The kind of a record and the version of its shape: several kinds share a prefix of keys. */
const KIND = '__edb_e__';
const SHAPE = '__edb_v__';

const refusedAsFalse = (error: unknown): false => {
  if (error instanceof ConditionalCheckFailedException) return false;
  throw error;
};

const cursorOf = (last: Attributes | undefined): string | null =>
  last ? Buffer.from(JSON.stringify(last)).toString('base64url') : null;

const startOf = (cursor: string): Attributes => JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));

const given = (fields: Attributes): [string, unknown][] =>
  Object.entries(fields).filter(([, value]) => value !== undefined);

const queryInput = (index: IndexName | 'primary', { pk, sk, isWhole }: KeyCondition) => {
  const prefix = index === 'primary' ? '' : index;
  const sort = isWhole ? '#sk = :sk' : 'begins_with(#sk, :sk)';
  return {
    ...(index !== 'primary' && { IndexName: index }),
    KeyConditionExpression: sk === '' ? '#pk = :pk' : `#pk = :pk AND ${sort}`,
    ExpressionAttributeNames: { '#pk': `${prefix}PK`, ...(sk !== '' && { '#sk': `${prefix}SK` }) },
    ExpressionAttributeValues: { ':pk': pk, ...(sk !== '' && { ':sk': sk }) },
  };
};

/**
 * One kind of record in the table: its schema holds at every read, its keys come from templates. A read sees all that
 * was written before, unless it is said that it `MAY_BE_LATE`. An index says only where to look: what it names is read
 * from the table itself, and left out where it is no longer so; what was written in the last second may be missing.
 * Conditional writes answer false when the condition does not hold; every other failure throws.
 */
export const collection = <Schema extends z.ZodObject>(
  table: TableHandle,
  kind: string,
  schema: Schema,
  keys: Keys,
  immutable?: Immutable<z.infer<Schema>>,
) => {
  type Item = z.infer<Schema>;
  type Key = Partial<Item>;
  const { client, name: TableName } = table;
  const fields = Object.keys(schema.shape);
  const cache = remembered<Item>(immutable?.most ?? 0);

  const parse = (data: unknown): Item => schema.parse(data);
  const isOwn = (data: Attributes): boolean => data[KIND] === kind;
  const textOf = (key: Key): string => addressText(addressOf(keys, key));
  const isKept = (key: Key): boolean => immutable !== undefined && (immutable.when?.(key) ?? true);

  const keep = (item: Item): Item => {
    if (isKept(item)) cache.set(textOf(item), item);
    return item;
  };

  const attributesOf = (item: Item): Attributes => ({
    ...Object.fromEntries(given(item).filter(([field]) => fields.includes(field))),
    ...keyAttributes(keys, item),
    ...{ [KIND]: kind, [SHAPE]: '1' },
  });

  const put = async (item: Item, condition?: Condition<Item>): Promise<void> => {
    const { where, attributes } = expression();
    const ConditionExpression = condition && where(condition, fields);
    await client.send(
      new PutCommand({ TableName, Item: attributesOf(item), ConditionExpression, ...attributes() }),
    );
    keep(item);
  };

  const remove = async (key: Key, condition?: Condition<Item>): Promise<void> => {
    const { where, attributes } = expression();
    const ConditionExpression = condition && where(condition, fields);
    await client.send(
      new DeleteCommand({ TableName, Key: addressOf(keys, key), ConditionExpression, ...attributes() }),
    );
    if (isKept(key)) cache.drop(textOf(key));
  };

  /** Sets and adds fields of one record; answers it as it is then. */
  const update = async (
    key: Key,
    {
      set,
      add = {},
      condition,
    }: { set: Attributes; add?: Attributes; condition?: Condition<Item> | 'there' },
  ): Promise<Item> => {
    const { nameOf, referenceOf, where, attributes } = expression();
    const sets = given({ ...set, ...addressFields(keys, key), [KIND]: kind, [SHAPE]: '1' });
    const adds = given(add).map(([field, value]) => `${nameOf(field)} ${referenceOf(value)}`);
    const UpdateExpression = [
      `SET ${sets.map(([field, value]) => `${nameOf(field)} = ${referenceOf(value)}`).join(', ')}`,
      ...(adds.length > 0 ? [`ADD ${adds.join(', ')}`] : []),
    ].join(' ');
    const conditions = condition ? ['attribute_exists(PK)'] : [];
    if (typeof condition === 'function') conditions.push(`(${where(condition, fields)})`);
    const { Attributes: now } = await client.send(
      new UpdateCommand({
        ...{ TableName, Key: addressOf(keys, key), UpdateExpression, ReturnValues: 'ALL_NEW' },
        ...(conditions.length > 0 && { ConditionExpression: conditions.join(' AND ') }),
        ...attributes(),
      }),
    );
    return parse(now);
  };

  const getAll = async (wanted: Key[], { mayBeLate } = AS_IT_IS): Promise<Item[]> => {
    const byAddress = new Map(wanted.map((key) => [textOf(key), key]));
    const known = [...byAddress.keys()].map(cache.get).filter((item) => item !== undefined);
    for (const item of known) byAddress.delete(textOf(item));
    const addresses = [...byAddress.values()].map((key) => addressOf(keys, key));
    const read = await readBatches(table, addresses, !mayBeLate);
    return [...known, ...read.map((data) => keep(parse(data)))];
  };

  /** What an index names, as the table itself has it, in the index's order. */
  const checked = async (index: IndexName, condition: KeyCondition, hints: Attributes[]): Promise<Item[]> => {
    const template = keys[index];
    const items = await getAll(hints.map(parse));
    const byAddress = new Map(items.map((item) => [textOf(item), item]));
    return hints
      .map((hint) => byAddress.get(textOf(parse(hint))))
      .filter((item) => item !== undefined)
      .filter((item) => template && isAsked(template, condition, item));
  };

  /** A call's worth of what a query finds. */
  const part = async (
    index: IndexName | 'primary',
    key: Key,
    { limit, after }: { limit?: number; after: string | null },
    { mayBeLate }: Reading,
  ): Promise<{ items: Item[]; cursor: string | null }> => {
    const template = keys[index];
    if (!template) throw new TypeError(`There is no index ${index} of the records ${kind}`);
    const condition = conditionOf(template, key);
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        ...{ TableName, ...queryInput(index, condition), ...(limit !== undefined && { Limit: limit }) },
        ...(index === 'primary' && { ConsistentRead: !mayBeLate }),
        ...(after !== null && { ExclusiveStartKey: startOf(after) }),
      }),
    );
    const own = Items.filter(isOwn);
    const cursor = cursorOf(LastEvaluatedKey);
    if (index === 'primary' || mayBeLate) return { items: own.map(parse), cursor };
    return { items: await checked(index, condition, own), cursor };
  };

  async function* oneByOne(index: IndexName | 'primary', key: Key, reading: Reading): AsyncGenerator<Item> {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof part>> = await part(index, key, { after }, reading);
      yield* page.items;
      after = page.cursor;
    } while (after !== null);
  }

  return {
    put: (item: Item): Promise<void> => put(item),
    putIf: (item: Item, condition: Condition<Item>): Promise<boolean> =>
      put(item, condition).then(() => true, refusedAsFalse),
    /** Throws `TransientFailure` when the table keeps taking only a part; all may then be written again. */
    putAll: async (items: Item[]): Promise<void> => {
      await writeBatches(table, items.map(attributesOf));
      items.forEach(keep);
    },
    get: async (key: Key, { mayBeLate } = AS_IT_IS): Promise<Item | null> => {
      const known = cache.get(textOf(key));
      if (known) return known;
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: addressOf(keys, key), ConsistentRead: !mayBeLate }),
      );
      return Item ? keep(parse(Item)) : null;
    },
    /** The records of those keys that there are, in any order. Throws `TransientFailure` when the table keeps reading only a part. */
    getAll,
    /** All records whose key begins with the fields given, in key order, every page of them. */
    query: (key: Key, reading = AS_IT_IS): Promise<Item[]> =>
      Array.fromAsync(oneByOne('primary', key, reading)),
    /** The same one by one: what may be larger than memory. */
    stream: (key: Key, reading = AS_IT_IS) => oneByOne('primary', key, reading),
    /** What an index names under the key, as it is in the table. */
    queryIndex: (index: IndexName, key: Key, reading = AS_IT_IS): Promise<Item[]> =>
      Array.fromAsync(oneByOne(index, key, reading)),
    streamIndex: (index: IndexName, key: Key, reading = AS_IT_IS) => oneByOne(index, key, reading),
    /** A part of the same, and the cursor of the next; null after the last. */
    pageOf: (key: Key, page: Part) => part('primary', key, page, AS_IT_IS),
    pageOfIndex: (index: IndexName, key: Key, page: Part) => part(index, key, page, AS_IT_IS),
    /** Changes fields of a record that must exist; answers the record as it is then, or false. */
    patchIf: (key: Key, changes: Key, condition?: Condition<Item>): Promise<Item | false> =>
      update(key, {
        set: { ...changes, ...movedKeys(keys, key, changes) },
        condition: condition ?? 'there',
      }).catch(refusedAsFalse),
    /** Adds to a number, creating the record if need be; answers the record as it is then. */
    add: (key: Key, numbers: Key): Promise<Item> => update(key, { set: {}, add: numbers }),
    remove: (key: Key): Promise<void> => remove(key),
    removeIf: (key: Key, condition: Condition<Item>): Promise<boolean> =>
      remove(key, condition).then(() => true, refusedAsFalse),
  };
};
