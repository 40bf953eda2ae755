/** The API over the policies of the template, by a stand-in for IAM: what they do not allow does not happen. */
import {
  BatchGetCommand,
  BatchWriteCommand,
  ExecuteStatementCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { memberSeen } from '#desk/members/members.ts';
import { takingAbsence, tellingAbsence } from '#shared/aws/dealer-sessions.ts';
import { sha256 } from '#shared/hash.ts';
import { auditTrail } from '#shared/table/audit-trail.ts';
import { repositories } from '#shared/table/repositories.ts';
import { callerIn } from '../../functions/api/identity/callers.ts';
import { counterOn } from '../../functions/api/limits.ts';
import { ROUTES } from '../../functions/api/routes.ts';
import { apiOn, tablesOf } from '../fakes/api.ts';
import { bucketUnder, isAllowed, type Session, type Statement, tableUnder } from '../fakes/iam.ts';
import { aDealer } from '../fakes/listings.ts';
import { build, dropList, goLive, withAd } from '../fakes/lists.ts';
import { testPorts } from '../fakes/ports.ts';
import { flat, type Properties, resourcesOf } from './support/synthesis.ts';

const ENVIRONMENT = 'prod';

const asList = <Value>(value: Value | Value[]): Value[] => (Array.isArray(value) ? value : [value]);

const statementsOf = (role: string): Statement[] =>
  Object.entries(resourcesOf(ENVIRONMENT, 'AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(role))
    .flatMap(([, { PolicyDocument }]) => PolicyDocument.Statement)
    .map(({ Resource, ...rest }: Properties) => ({
      ...(rest as Statement),
      Resource: asList(Resource).map(flat),
    }));

const arnOf = (type: string, id: string): string => {
  const found = Object.keys(resourcesOf(ENVIRONMENT, type)).find((name) => name.startsWith(id));
  return `<${found ?? expect.fail(`There is no ${id}`)}.Arn>`;
};

const TABLE = arnOf('AWS::DynamoDB::Table', 'StoresTable');
const AUDIT = arnOf('AWS::DynamoDB::Table', 'StoresAudit');
const BUCKETS = {
  inbox: arnOf('AWS::S3::Bucket', 'StoresInbox'),
  artefacts: arnOf('AWS::S3::Bucket', 'StoresArtefacts'),
  assets: arnOf('AWS::S3::Bucket', 'StoresAssets'),
};

const sessionOf = (dealer: string): Session => ({
  statements: statementsOf('ApiWallDealer'),
  tags: { dealer },
});

type TestPorts = Awaited<ReturnType<typeof testPorts>>;

/** The ports as a session alone holds them: without the wall that the code has besides. */
const portsUnder = (ports: TestPorts, session: Session) => {
  const { table, audit } = tablesOf(ports);
  return {
    ...ports,
    table: repositories(tableUnder(table, TABLE, session)),
    audit: auditTrail(tableUnder(audit, AUDIT, session)),
    inbox: tellingAbsence(bucketUnder(ports.inbox, BUCKETS.inbox, session)),
    artefacts: tellingAbsence(bucketUnder(ports.artefacts, BUCKETS.artefacts, session)),
    assets: takingAbsence(bucketUnder(ports.assets, BUCKETS.assets, session)),
  };
};

const TOKENS = { demo: `fwt_demo_${'d'.repeat(43)}`, other: `fwt_other_${'o'.repeat(43)}` };

let ports: TestPorts;
let api: ReturnType<typeof apiOn>;

const letIn = async (dealerId: keyof typeof TOKENS) => {
  const configuration = aDealer({
    id: dealerId,
    feed: { publicUrl: `https://${dealerId}.example/feed.xml`, path: '/feed.xml' },
  });
  await ports.table.dealers.put({ dealerId, version: '1', configuration });
  await ports.table.dealerTokens.put({
    ...{ digest: sha256(TOKENS[dealerId]), dealerId, name: '1C', role: 'dealer-admin', createdBy: 'test' },
    ...{ createdAt: '2026-11-01T00:00:00.000Z', expiresAt: '2999-01-01T00:00:00.000Z' },
  });
};

beforeAll(async () => {
  ports = await testPorts();
  for (const dealerId of ['demo', 'other'] as const) await letIn(dealerId);
  await dropList(
    ports,
    '1',
    ['QAA1', 'QAB1'].map((code) => withAd(code)),
  );
  await build(ports);
  await goLive(ports, 1);
  const { table } = tablesOf(ports);
  const seen = { statements: statementsOf('ApiWallCaller'), tags: {} };
  const asking = { table: repositories(tableUnder(table, TABLE, seen)), clock: ports.clock };
  api = apiOn(
    ports,
    {},
    {
      identify: (request, dealerId) => callerIn(request, dealerId, { memberFor: memberSeen }, asking),
      counter: counterOn(asking),
      portsFor: (_, dealerId) => portsUnder(ports, sessionOf(dealerId ?? '')),
    },
  );
  return () => ports[Symbol.asyncDispose]();
});

describe('a dealer’s people, answered by a session of their dealer', () => {
  const demo = { token: TOKENS.demo };
  const places = { dealerId: 'demo', version: '1', modelCode: 'QAA1' };
  const pathOf = (path: string) =>
    path.replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => places[name as keyof typeof places] ?? 'nothing-there',
    );
  const looking = ROUTES.filter(({ method, path }) => method === 'GET' && path.includes('{dealerId}'));

  test.each(looking.map(({ path }) => path))('see %s, and no wall on the way', async (path) => {
    const { status } = await api.ask(pathOf(path), demo);
    expect([200, 400, 404, 422]).toContain(status);
    expect(api.reported).toEqual([]);
  });

  test('have acts written down', async () => {
    const sent = { method: 'POST', body: { codes: ['QAA1'], confirmed: true }, ...demo };
    expect((await api.ask('/dealers/demo/offers/withdraw', sent)).status).toBe(202);
    expect(await ports.table.commands.query({ dealerId: 'demo' })).toHaveLength(1);
    expect(api.reported).toEqual([]);
  });

  test('see nothing of another dealer', async () => {
    for (const { path } of looking)
      expect((await api.ask(pathOf(path), { token: TOKENS.other })).status, path).toBe(403);
  });
});

describe('a session of a dealer', () => {
  const TableName = 'any';
  const other = { PK: 'D#other', SK: 'DEALER' };
  const own = { PK: 'D#demo', SK: 'DEALER' };
  const asked = (pk: string, IndexName?: string) => ({
    ...{ TableName, KeyConditionExpression: '#pk = :pk', ExpressionAttributeNames: { '#pk': 'PK' } },
    ...{ ExpressionAttributeValues: { ':pk': pk }, ...(IndexName && { IndexName }) },
  });

  const REFUSED = {
    'a record of another dealer': new GetCommand({ TableName, Key: other }),
    'a dealer whose name begins alike': new GetCommand({ TableName, Key: { ...own, PK: 'D#demonstration' } }),
    'a batch with one record of another': new BatchGetCommand({
      RequestItems: { any: { Keys: [own, other] } },
    }),
    'a transaction with one': new TransactGetCommand({
      TransactItems: [own, other].map((Key) => ({ Get: { TableName, Key } })),
    }),
    'all of another dealer': new QueryCommand(asked('D#other')),
    'the list of all dealers': new QueryCommand(asked('DEALERS', 'GSI1')),
    'whose a member is': new QueryCommand(asked('MEMBER#m', 'GSI1')),
    'an index that spans dealers': new QueryCommand(asked('CODE#QAA1', 'GSI2')),
    'that index by a key of its own': new QueryCommand(asked('D#demo#CODE', 'GSI2')),
    'a query that names no partition': new QueryCommand({ TableName }),
    'the whole table': new ScanCommand({ TableName }),
    'the whole of an index': new ScanCommand({ TableName, IndexName: 'GSI1' }),
    'a statement': new ExecuteStatementCommand({ Statement: 'SELECT * FROM any' }),
    'who the members are': new GetCommand({ TableName, Key: { PK: 'SHARED#MEMBERS', SK: 'MEMBER#m' } }),
    'a change of its own record': new PutCommand({ TableName, Item: own }),
    'a seat of its own': new PutCommand({ TableName, Item: { PK: 'D#demo#SEATS', SK: 'SEAT#m' } }),
    'what holds for all': new PutCommand({ TableName, Item: { PK: 'SHARED', SK: 'RULES#avito#CURRENT' } }),
    'a command of another': new PutCommand({ TableName, Item: { PK: 'D#other#COMMANDS', SK: 'COMMAND#1' } }),
    'a command to all': new PutCommand({ TableName, Item: { PK: 'SHARED#COMMANDS', SK: 'COMMAND#1' } }),
    'what was asked for all': new QueryCommand(asked('SHARED#COMMANDS')),
    'the end of a command': new UpdateCommand({ TableName, Key: { PK: 'D#demo#COMMANDS', SK: 'COMMAND#1' } }),
    'many commands at once': new BatchWriteCommand({
      RequestItems: { any: [{ PutRequest: { Item: { PK: 'D#demo#COMMANDS', SK: 'COMMAND#1' } } }] },
    }),
  };

  test.each(Object.entries(REFUSED))('is refused %s', async (_, command) => {
    const { client } = tableUnder(tablesOf(ports).table, TABLE, sessionOf('demo'));
    await expect((async () => client.send(command as never))()).rejects.toThrow('is not authorized');
  });

  test('without a name may nothing', async () => {
    const { statements } = sessionOf('demo');
    const { client } = tableUnder(tablesOf(ports).table, TABLE, { statements, tags: {} });
    for (const PK of ['D#demo', 'D#'])
      await expect(
        (async () => client.send(new GetCommand({ TableName, Key: { ...own, PK } })))(),
      ).rejects.toThrow('is not authorized');
  });

  test('writes nothing into the audit trail', async () => {
    const { client } = tableUnder(tablesOf(ports).audit, AUDIT, sessionOf('demo'));
    const Item = { PK: 'D#demo#2026-11', SK: 'x' };
    await expect((async () => client.send(new PutCommand({ TableName, Item })))()).rejects.toThrow();
  });

  test.each([
    ['GetObject', 'artefacts', 'runs/other/1/match.json'],
    ['GetObject', 'artefacts', 'runs/demonstration/1/match.json'],
    ['GetObject', 'artefacts', 'verdicts/demo/avito/1.json'],
    ['PutObject', 'artefacts', 'runs/demo/1/match.json'],
    ['GetObject', 'inbox', 'inbox/other/list.pdf'],
    ['PutObject', 'inbox', 'inbox/other/list.pdf'],
    ['DeleteObject', 'inbox', 'inbox/demo/list.pdf'],
    ['PutObject', 'assets', 'pictures/0a.png'],
    ['PutObject', 'assets', 'uploads/other/1'],
    ['GetObject', 'assets', 'uploads/demo/1'],
  ] as const)('is refused %s of %s/%s', (action, bucket, key) => {
    const { statements, tags } = sessionOf('demo');
    const call = { action: `s3:${action}`, resource: `${BUCKETS[bucket]}/${key}`, keys: {} };
    expect(isAllowed(statements, call, tags)).toBe(false);
  });

  test.each([
    '',
    'runs/',
    'runs/other/',
    'runs/demo',
    'runs/demonstration/',
  ])('lists nothing under "%s"', (prefix) => {
    const { statements, tags } = sessionOf('demo');
    for (const action of ['s3:ListBucket', 's3:ListBucketVersions']) {
      const call = { action, resource: BUCKETS.artefacts, keys: { 's3:prefix': [prefix] } };
      expect(isAllowed(statements, call, tags)).toBe(false);
      expect(isAllowed(statements, { ...call, keys: {} }, tags)).toBe(false);
    }
  });
});

describe('an object of a dealer', () => {
  const of = (dealer: string) => portsUnder(ports, sessionOf(dealer));

  test('that is not there is not there, and one that begins alike is another', async () => {
    const key = 'runs/demo/absent/match.json';
    await ports.artefacts.write(`${key}.gz`, 'x', 'text/plain');
    const { artefacts, assets, inbox } = of('demo');
    expect(await artefacts.head(key)).toBeNull();
    expect(await artefacts.head(`${key}.gz`)).toMatchObject({ bytes: 1 });
    expect(await inbox.head('inbox/demo/absent.pdf', 'v1')).toBeNull();
    expect(await assets.head('pictures/absent.png')).toBeNull();
  });

  test('that is there and denied is not told as absent, nor is another dealer’s', async () => {
    const key = 'runs/demo/denied/match.json';
    await ports.artefacts.write(key, 'x', 'text/plain');
    const { statements, tags } = sessionOf('demo');
    const listingAlone = statements.filter(({ Action }) => asList(Action).includes('s3:ListBucketVersions'));
    const store = tellingAbsence(
      bucketUnder(ports.artefacts, BUCKETS.artefacts, { statements: listingAlone, tags }),
    );
    await expect(store.head(key)).rejects.toThrow('is not authorized');
    expect(await store.head('runs/demo/absent')).toBeNull();
    await expect(of('demo').artefacts.head('runs/other/1/match.json')).rejects.toThrow('is not authorized');
  });
});

describe('who finds out who asks', () => {
  test.each([
    ['dynamodb:GetItem', 'D#demo'],
    ['dynamodb:GetItem', 'D#demo#COMMANDS'],
    ['dynamodb:Query', 'D#demo#SEATS'],
    ['dynamodb:PutItem', 'D#demo#SEATS'],
    ['dynamodb:PutItem', 'SHARED#MEMBERS'],
    ['dynamodb:Query', 'SHARED#MEMBERS'],
    ['dynamodb:GetItem', 'SHARED'],
  ])('may not %s %s', (action, partition) => {
    const call = { action, resource: TABLE, keys: { 'dynamodb:LeadingKeys': [partition] } };
    expect(isAllowed(statementsOf('ApiWallCaller'), call, {})).toBe(false);
  });
});

describe('the function that answers dealers', () => {
  test('may itself do nothing but become these two, and read what the API is signed by', () => {
    const actions = statementsOf('ApiDealerRole').flatMap(({ Action }) => asList(Action));
    expect(actions.filter((action) => /^(?:dynamodb|s3|states|sqs|sns|kms|events):/.test(action))).toEqual(
      [],
    );
    const becoming = statementsOf('ApiDealerRole').filter(({ Action }) =>
      asList(Action).includes('sts:AssumeRole'),
    );
    const roles = becoming.flatMap(({ Resource }) => asList(Resource));
    expect(roles.toSorted()).toEqual([
      arnOf('AWS::IAM::Role', 'ApiWallCaller'),
      arnOf('AWS::IAM::Role', 'ApiWallDealer'),
    ]);
  });

  test('alone becomes a dealer, by that dealer’s name and with no other tag', () => {
    const roles = resourcesOf(ENVIRONMENT, 'AWS::IAM::Role');
    const trustOf = (id: string) =>
      Object.entries(roles).find(([name]) => name.startsWith(id))?.[1].AssumeRolePolicyDocument.Statement;
    const [trust, ...more] = trustOf('ApiWallDealer');
    expect(more).toEqual([]);
    expect(flat(trust.Principal.AWS)).toMatch(/^<ApiDealerRole\w+\.Arn>$/);
    expect(trust.Condition).toEqual({
      StringLike: { 'aws:RequestTag/dealer': '?*' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['dealer'] },
    });
    expect(flat(trustOf('ApiWallCaller')[0].Principal.AWS)).toMatch(/^<ApiDealerRole\w+\.Arn>$/);
  });
});
