import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  ExecuteStatementCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { ObjectStore, StoredObject } from '#shared/ports.ts';
import type { TableHandle } from '#shared/table/batches.ts';

/** A statement of a policy as a template has it, references written `<Id.Arn>`. */
export interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** What is asked for, with the values of the keys that conditions look at; a key that the call does not have is absent. */
export interface Call {
  action: string;
  resource: string;
  keys: Readonly<Record<string, readonly string[]>>;
}

type Tags = Readonly<Record<string, string>>;

const asList = <Value>(value: Value | Value[]): Value[] => (Array.isArray(value) ? value : [value]);

/** Null where it names a tag that the session does not have: such a statement matches nothing. */
const withTags = (text: string, tags: Tags): string | null => {
  const names = [...text.matchAll(/\$\{aws:PrincipalTag\/(\w+)\}/g)].map(([, name = '']) => name);
  if (names.some((name) => tags[name] === undefined)) return null;
  return text.replaceAll(/\$\{aws:PrincipalTag\/(\w+)\}/g, (_, name: string) => tags[name] ?? '');
};

const isLike = (value: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => RegExp.escape(part).replaceAll('\\?', '.'))
      .join('.*')}$`,
    's',
  ).test(value);

const COMPARISONS: Record<string, (value: string, wanted: string) => boolean> = {
  StringEquals: (value, wanted) => value === wanted,
  StringLike: isLike,
};

/** One key of one condition; IAM's reference of condition operators is the source, absent keys and sets included. */
const holds = (operator: string, wanted: string[], values: readonly string[] | undefined): boolean => {
  if (operator === 'Null') return wanted.includes(String(values === undefined));
  const [set, name] = operator.includes(':') ? operator.split(':') : [null, operator];
  const compare = COMPARISONS[name ?? ''];
  if (!compare || (set !== null && set !== 'ForAllValues')) throw new Error(`${operator} is not played here`);
  const isOne = (value: string) => wanted.some((one) => compare(value, one));
  // Of none all are so: a policy has to ask for the key itself.
  if (set === 'ForAllValues') return (values ?? []).every(isOne);
  return values !== undefined && values.length === 1 && values.every(isOne);
};

const matches = ({ Action, Resource, Condition = {} }: Statement, call: Call, tags: Tags): boolean => {
  const resources = asList(Resource).map((resource) => withTags(resource, tags));
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => ({
      ...{ operator, values: call.keys[key] },
      wanted: asList(wanted).map((one) => withTags(one, tags)),
    })),
  );
  return (
    asList(Action).includes(call.action) &&
    resources.some((resource) => resource !== null && isLike(call.resource, resource)) &&
    conditions.every(
      ({ operator, wanted, values }) => !wanted.includes(null) && holds(operator, wanted as string[], values),
    )
  );
};

/** Whether a policy of allowing statements alone allows a call in a session with these tags. */
export const isAllowed = (statements: readonly Statement[], call: Call, tags: Tags): boolean => {
  if (statements.some(({ Effect }) => Effect !== 'Allow')) throw new Error('Denials are not played here');
  return statements.some((statement) => matches(statement, call, tags));
};

type Keyed = Record<string, unknown> | undefined;

interface Touched {
  action: string;
  index?: string | undefined;
  /** Undefined where the call names none. */
  partitions?: unknown[] | undefined;
}

const PARTITION_ASKED = /^(#?\w+) = (:\w+)/;

const ofQuery = ({ input }: QueryCommand): Touched => {
  const [, , reference = ''] = PARTITION_ASKED.exec(input.KeyConditionExpression ?? '') ?? [];
  const partition = input.ExpressionAttributeValues?.[reference];
  return {
    ...{ action: 'Query', index: input.IndexName },
    partitions: partition === undefined ? undefined : [partition],
  };
};

const of = (action: string, ...keys: Keyed[]): Touched => ({
  action,
  partitions: keys.map((key) => key?.PK),
});

/** What DynamoDB asks IAM about a call: each part of a transaction for itself, a batch for all of its keys at once. */
const touchedBy = (command: unknown): Touched[] => {
  if (command instanceof GetCommand) return [of('GetItem', command.input.Key)];
  if (command instanceof PutCommand) return [of('PutItem', command.input.Item)];
  if (command instanceof UpdateCommand) return [of('UpdateItem', command.input.Key)];
  if (command instanceof DeleteCommand) return [of('DeleteItem', command.input.Key)];
  if (command instanceof QueryCommand) return [ofQuery(command)];
  if (command instanceof ScanCommand) return [{ action: 'Scan', index: command.input.IndexName }];
  if (command instanceof ExecuteStatementCommand) return [{ action: 'PartiQLSelect' }];
  if (command instanceof BatchGetCommand)
    return Object.values(command.input.RequestItems ?? {}).map(({ Keys = [] }) =>
      of('BatchGetItem', ...Keys),
    );
  if (command instanceof BatchWriteCommand)
    return Object.values(command.input.RequestItems ?? {}).map((requests) =>
      of(
        'BatchWriteItem',
        ...requests.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key),
      ),
    );
  if (command instanceof TransactGetCommand)
    return (command.input.TransactItems ?? []).map(({ Get }) => of('GetItem', Get?.Key));
  throw new Error('This call is not played here');
};

const denied = (what: string): Error =>
  Object.assign(new Error(`${what} is not authorized`), {
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 400 },
  });

/** A session of a role: its statements, and its tags. */
export interface Session {
  statements: readonly Statement[];
  tags: Tags;
}

/** A table whose ARN is that, as this session may use it. */
export const tableUnder = (
  { client, name }: TableHandle,
  arn: string,
  { statements, tags }: Session,
): TableHandle => {
  const send = (command: Parameters<DynamoDBDocumentClient['send']>[0], ...rest: []) => {
    for (const { action, index, partitions } of touchedBy(command)) {
      const call: Call = {
        action: `dynamodb:${action}`,
        resource: index === undefined ? arn : `${arn}/index/${index}`,
        keys: partitions === undefined ? {} : { 'dynamodb:LeadingKeys': partitions.map(String) },
      };
      if (!isAllowed(statements, call, tags))
        return Promise.reject(denied(`${call.action} ${partitions ?? ''}`));
    }
    return client.send(command, ...rest);
  };
  return { client: { send } as DynamoDBDocumentClient, name };
};

/** As S3 lists: by the key's beginning, which need not be a folder, in the order of the keys. */
async function* below(prefix: string, list: ObjectStore['list']): AsyncGenerator<StoredObject> {
  const found = await Array.fromAsync(list(prefix.slice(0, prefix.lastIndexOf('/') + 1)));
  yield* found
    .filter(({ key }) => key.startsWith(prefix))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

/** A bucket whose ARN is that, as this session may use it. */
export const bucketUnder = (store: ObjectStore, arn: string, { statements, tags }: Session): ObjectStore => {
  const check = (action: string, resource: string, keys: Call['keys'] = {}): void => {
    if (isAllowed(statements, { action: `s3:${action}`, resource, keys }, tags)) return;
    throw Object.assign(denied(`s3:${action} ${resource}`), { $metadata: { httpStatusCode: 403 } });
  };
  const onObject = (action: string, key: string) => check(action, `${arn}/${key}`);
  const reading = (version?: string) => (version === undefined ? 'GetObject' : 'GetObjectVersion');
  const listing = (prefix: string) => check('ListBucketVersions', arn, { 's3:prefix': [prefix] });
  return {
    head: async (key, version) => {
      onObject(reading(version), key);
      const found = await store.head(key, version);
      // A head names no prefix: who may list below one alone is not told that nothing is there.
      if (!found) check('ListBucket', arn);
      return found;
    },
    read: async (key, version) => {
      onObject(reading(version), key);
      return store.read(key, version);
    },
    readStream: async (key, version) => {
      onObject(reading(version), key);
      return store.readStream(key, version);
    },
    list: (prefix) => {
      listing(prefix);
      return below(prefix, store.list);
    },
    versions: (prefix) => {
      listing(prefix);
      return below(prefix, store.versions);
    },
    write: async (key, body, mediaType) => {
      onObject('PutObject', key);
      return store.write(key, body, mediaType);
    },
    writeFile: async (key, path, mediaType) => {
      onObject('PutObject', key);
      return store.writeFile(key, path, mediaType);
    },
    keep: async () => true,
    remove: async (key) => {
      onObject('DeleteObjectVersion', key);
      return store.remove(key);
    },
  };
};
