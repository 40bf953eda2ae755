import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { type CacheName, remembered } from '../remembered.ts';
import { type Attributes, readBatches, type TableHandle, writeBatches } from './batches.ts';
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

/** A field of the record as it is in the table, of a kind of value. */
interface Field<Value> {
  name: string;
  /** Never there: it ties what the field is compared with to its kind. */
  kind?: Value;
}

/** Every field of a stored record. */
type Stored<Item> = { [Name in keyof Item]-?: Field<Item[Name]> };

interface Operations {
  notExists(field: Field<unknown>): string;
  eq<Value>(field: Field<Value>, value: NonNullable<Value>): string;
  ne<Value>(field: Field<Value>, value: NonNullable<Value>): string;
  lt<Value>(field: Field<Value>, value: NonNullable<Value>): string;
  lte<Value>(field: Field<Value>, value: NonNullable<Value>): string;
  begins(field: Field<string>, value: string): string;
}

/** What must hold of the stored record for a write to happen; its parts may be joined by AND and OR. */
type Condition<Item> = (stored: Stored<Item>, operations: Operations) => string;

/** An expression of the table's language with the names and the values that it refers to. */
const expression = () => {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const nameOf = (field: string): string => {
    names[`#${field}`] = field;
    return `#${field}`;
  };
  const referenceOf = (value: unknown): string => {
    const reference = `:v${Object.keys(values).length}`;
    values[reference] = value;
    return reference;
  };
  const compared = (operator: string) => (field: Field<unknown>, value: unknown) =>
    `${nameOf(field.name)} ${operator} ${referenceOf(value)}`;
  const operations: Operations = {
    notExists: ({ name }) => `attribute_not_exists(${nameOf(name)})`,
    begins: ({ name }, value) => `begins_with(${nameOf(name)}, ${referenceOf(value)})`,
    eq: compared('='),
    ne: compared('<>'),
    lt: compared('<'),
    lte: compared('<='),
  };
  return {
    nameOf,
    referenceOf,
    where: <Item>(condition: Condition<Item>, fields: readonly string[]): string => {
      const stored = Object.fromEntries(fields.map((name) => [name, { name }]));
      return condition(stored as Stored<Item>, operations);
    },
    /** The table takes no empty list of values. */
    attributes: () => ({
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    }),
  };
};

/** How a read is made; unless it is given, the answer holds all that was written before. */
interface Reading {
  /** The answer may be a second old; of an index, it is what the index itself holds. */
  mayBeLate: boolean;
  /** From the last key to the first. */
  backwards?: boolean;
  /** How many records the table looks at in a call; what a megabyte holds, where it is not said. */
  atOnce?: number;
  /** The highest sort key that is wanted. */
  upTo?: string;
}

/** For what only counts, shows or saves: see `docs/decisions/order-and-time.md` on who may read so. */
export const MAY_BE_LATE: Reading = { mayBeLate: true };
const UP_TO_DATE: Reading = { mayBeLate: false };
/** The last key first: of what is sorted by its time, the newest. */
export const LAST_FIRST: Reading = { mayBeLate: false, backwards: true };

/** A kind of record that never changes once it is there, so that a process may keep what it has read. */
interface Immutable<Item> {
  /** Where they are kept, and how many of them. */
  cache: CacheName;
  most: number;
  /** Which of the kind never change; all, where it is not said. */
  when?(key: Partial<Item>): boolean;
}

/** Which part of what a query finds is wanted. */
interface Part {
  /** How many records of the table are looked at, of which it may hold fewer. */
  limit: number;
  /** The cursor of the part before; null for the first. */
  after: string | null;
}

/**
 * Attributes of every record: its kind, as several kinds share a prefix of keys, and the version of its shape. Their
 * names are those of the library that wrote the first records.
 */
export const KIND = '__edb_e__';
const SHAPE = '__edb_v__';

/** For a `catch`: false where the condition did not hold; all else is thrown on. */
const falseIfRefused = (error: unknown): false => {
  if (error instanceof ConditionalCheckFailedException) return false;
  throw error;
};

const cursorOf = (last: Attributes | undefined): string | null =>
  last ? Buffer.from(JSON.stringify(last)).toString('base64url') : null;

const keyBefore = (cursor: string): Attributes =>
  JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));

const definedFields = (fields: Attributes): [string, unknown][] =>
  Object.entries(fields).filter(([, value]) => value !== undefined);

const queryInput = (
  index: IndexName | 'primary',
  { pk, sk: begins, isWhole }: KeyCondition,
  upTo: string | undefined,
) => {
  const prefix = index === 'primary' ? '' : index;
  const sk = upTo ?? begins;
  const exact = isWhole ? '#sk = :sk' : 'begins_with(#sk, :sk)';
  const sort = upTo === undefined ? exact : '#sk <= :sk';
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
  const cache = immutable && remembered<Item>(immutable.cache, immutable.most);

  const parse = (data: unknown): Item => schema.parse(data);
  const isOfKind = (data: Attributes): boolean => data[KIND] === kind;
  const cacheKey = (key: Key): string => addressText(addressOf(keys, key));
  const isImmutable = (key: Key): boolean => immutable !== undefined && (immutable.when?.(key) ?? true);

  const remember = (item: Item): Item => {
    if (isImmutable(item)) cache?.set(cacheKey(item), item);
    return item;
  };

  const kept = (key: Key): Item | undefined => (isImmutable(key) ? cache?.get(cacheKey(key)) : undefined);

  const attributesOf = (item: Item): Attributes => ({
    ...Object.fromEntries(definedFields(item).filter(([field]) => fields.includes(field))),
    ...keyAttributes(keys, item),
    ...{ [KIND]: kind, [SHAPE]: '1' },
  });

  const put = async (item: Item, condition?: Condition<Item>): Promise<void> => {
    const { where, attributes } = expression();
    const ConditionExpression = condition && where(condition, fields);
    await client.send(
      new PutCommand({ TableName, Item: attributesOf(item), ConditionExpression, ...attributes() }),
    );
    remember(item);
  };

  const remove = async (key: Key, condition?: Condition<Item>): Promise<void> => {
    const { where, attributes } = expression();
    const ConditionExpression = condition && where(condition, fields);
    await client.send(
      new DeleteCommand({ TableName, Key: addressOf(keys, key), ConditionExpression, ...attributes() }),
    );
    if (isImmutable(key)) cache?.drop(cacheKey(key));
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
    const sets = definedFields({ ...set, ...addressFields(keys, key), [KIND]: kind, [SHAPE]: '1' });
    const adds = definedFields(add).map(([field, value]) => `${nameOf(field)} ${referenceOf(value)}`);
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

  const getAll = async (wanted: Key[], { mayBeLate } = UP_TO_DATE): Promise<Item[]> => {
    const byAddress = new Map(wanted.map((key) => [cacheKey(key), key]));
    const known = [...byAddress.values()].map(kept).filter((item) => item !== undefined);
    for (const item of known) byAddress.delete(cacheKey(item));
    const addresses = [...byAddress.values()].map((key) => addressOf(keys, key));
    const read = await readBatches(table, addresses, !mayBeLate);
    return [...known, ...read.map((data) => remember(parse(data)))];
  };

  /** The records that an index's entries name, as the table itself has them and in the index's order. */
  const readNamed = async (
    index: IndexName,
    condition: KeyCondition,
    entries: Attributes[],
  ): Promise<Item[]> => {
    const template = keys[index];
    const items = await getAll(entries.map(parse));
    const byAddress = new Map(items.map((item) => [cacheKey(item), item]));
    return entries
      .map((entry) => byAddress.get(cacheKey(parse(entry))))
      .filter((item) => item !== undefined)
      .filter((item) => template && isAsked(template, condition, item));
  };

  /** What one call of a query finds: the table gives 1 MB at most. */
  const queryOnce = async (
    index: IndexName | 'primary',
    key: Key,
    { limit, after }: { limit?: number; after: string | null },
    { mayBeLate, backwards = false, upTo }: Reading,
  ): Promise<{ items: Item[]; cursor: string | null }> => {
    const template = keys[index];
    if (!template) throw new TypeError(`There is no index ${index} of the records ${kind}`);
    const condition = conditionOf(template, key);
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        ...{ TableName, ...queryInput(index, condition, upTo), ...(limit !== undefined && { Limit: limit }) },
        ...(index === 'primary' && { ConsistentRead: !mayBeLate }),
        ...(backwards && { ScanIndexForward: false }),
        ...(after !== null && { ExclusiveStartKey: keyBefore(after) }),
      }),
    );
    const ofKind = Items.filter(isOfKind);
    const cursor = cursorOf(LastEvaluatedKey);
    if (index === 'primary' || mayBeLate) return { items: ofKind.map(parse), cursor };
    return { items: await readNamed(index, condition, ofKind), cursor };
  };

  async function* queried(index: IndexName | 'primary', key: Key, reading: Reading): AsyncGenerator<Item> {
    let after: string | null = null;
    const { atOnce: limit } = reading;
    do {
      const part = { after, ...(limit !== undefined && { limit }) };
      const page: Awaited<ReturnType<typeof queryOnce>> = await queryOnce(index, key, part, reading);
      yield* page.items;
      after = page.cursor;
    } while (after !== null);
  }

  return {
    /** The partitions in which records of this kind lie, as a template over their fields. */
    partition: keys.primary.pk,
    kind,
    /** Writes a record, whatever was there. */
    put: (item: Item): Promise<void> => put(item),
    /** The same where the condition holds of what is there; false where it does not. */
    putIf: (item: Item, condition: Condition<Item>): Promise<boolean> =>
      put(item, condition).then(() => true, falseIfRefused),
    /**
     * Of many that are made one by one memory holds a few. Throws `TransientFailure` when the table keeps taking only a
     * part; all may then be written again.
     */
    putAll: async (items: Iterable<Item>): Promise<void> => {
      const written: Item[] = [];
      const noted = Iterator.from(items).map((item) => {
        if (isImmutable(item)) written.push(item);
        return attributesOf(item);
      });
      await writeBatches(table, noted);
      written.forEach(remember);
    },
    /** The record of a key; null where there is none. */
    get: async (key: Key, { mayBeLate } = UP_TO_DATE): Promise<Item | null> => {
      const known = kept(key);
      if (known) return known;
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: addressOf(keys, key), ConsistentRead: !mayBeLate }),
      );
      return Item ? remember(parse(Item)) : null;
    },
    /** The records of those keys that there are, in any order. Throws `TransientFailure` when the table keeps reading only a part. */
    getAll,
    /** All records whose key begins with the fields given, in key order, every page of them. */
    query: (key: Key, reading = UP_TO_DATE): Promise<Item[]> =>
      Array.fromAsync(queried('primary', key, reading)),
    /** The same one by one: what may be larger than memory. */
    stream: (key: Key, reading = UP_TO_DATE) => queried('primary', key, reading),
    /** What an index names under the key, as it is in the table. */
    queryIndex: (index: IndexName, key: Key, reading = UP_TO_DATE): Promise<Item[]> =>
      Array.fromAsync(queried(index, key, reading)),
    /** The same one by one. */
    streamIndex: (index: IndexName, key: Key, reading = UP_TO_DATE) => queried(index, key, reading),
    /** A part of what `query` finds, and the cursor of the next; null after the last. */
    pageOf: (key: Key, page: Part) => queryOnce('primary', key, page, UP_TO_DATE),
    /** A part of what `queryIndex` finds, likewise. */
    pageOfIndex: (index: IndexName, key: Key, page: Part) => queryOnce(index, key, page, UP_TO_DATE),
    /** Changes fields of a record that must exist; answers the record as it is then, or false. */
    patchIf: (key: Key, changes: Key, condition?: Condition<Item>): Promise<Item | false> =>
      update(key, {
        set: { ...changes, ...movedKeys(keys, key, changes) },
        condition: condition ?? 'there',
      }).catch(falseIfRefused),
    /** Adds to a number, creating the record if need be; answers the record as it is then. */
    add: (key: Key, numbers: Key): Promise<Item> => update(key, { set: {}, add: numbers }),
    /** Removes a record, if it is there. */
    remove: (key: Key): Promise<void> => remove(key),
    /** The same where the condition holds of what is there; false where it does not. */
    removeIf: (key: Key, condition: Condition<Item>): Promise<boolean> =>
      remove(key, condition).then(() => true, falseIfRefused),
  };
};
