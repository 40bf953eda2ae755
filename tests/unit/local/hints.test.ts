import { once } from 'node:events';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { localApi } from '#local/host/api.ts';
import { dynaliteOn } from '#local/host/dynalite.ts';
import { foldersOf } from '#local/host/folders.ts';
import { localHints } from '#local/host/hints.ts';
import { close, listen } from '#local/host/loopback.ts';
import { startWebServer } from '#local/host/web-server.ts';
import { watchWrites } from '#local/host/written.ts';
import { sha256 } from '#shared/hash.ts';
import { TABLE_DEFINITION } from '#shared/table/definition.ts';
import { repositories } from '#shared/table/repositories.ts';
import { aDealer } from '../../fakes/listings.ts';
import { build, dropList, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';

const PAGES = { index: async () => '', absent: async () => '' };

/** The records on a server that is watched as the host's is. */
const watchedTable = async (hints: ReturnType<typeof localHints>) => {
  const server = dynaliteOn();
  const endpoint = `http://127.0.0.1:${await listen(server)}`;
  watchWrites(server, hints.written);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const raw = new DynamoDBClient({ endpoint, region: 'eu-north-1', credentials });
  await raw.send(new CreateTableCommand({ TableName: 'watched', ...TABLE_DEFINITION }));
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  return { table: repositories({ client, name: 'watched' }), close: () => close(server) };
};

let ports: Awaited<ReturnType<typeof testPorts>>;
let web: Awaited<ReturnType<typeof startWebServer>>;
let headers: { cookie: string };

beforeEach(async () => {
  const bare = await testPorts();
  const connected = Promise.withResolvers<typeof bare>();
  const hints = localHints(connected.promise);
  const { table, close: closeTable } = await watchedTable(hints);
  ports = { ...bare, table };
  for (const id of ['demo', 'other'])
    await table.dealers.put({ dealerId: id, version: '1', configuration: aDealer({ id }) });
  connected.resolve(ports);
  await hints.begin();
  const api = localApi(foldersOf(join(bare.place.folder, 'data'), bare.place.folder), connected.promise);
  web = await startWebServer({ folder: bare.place.folder, pages: PAGES, api, hints });
  headers = { cookie: api.signIn(api.newTicket())?.split(';')[0] ?? '' };
  return async () => {
    await web.close();
    await closeTable();
    await bare[Symbol.asyncDispose]();
  };
});

const addressOf = async (dealerId = 'demo'): Promise<string> => {
  const answer = await fetch(`${web.url}/api/dealers/${dealerId}/tickets`, { method: 'POST', headers });
  const { url } = (await answer.json()) as { url: string };
  return new URL(url, web.url).href.replace('http:', 'ws:');
};

const revisions = async () =>
  (await (await fetch(`${web.url}/api/dealers/demo/revision`, { headers })).json()) as Record<string, number>;

interface Hint {
  topic: string;
  revision: number;
}

/** An open page, and what it has heard. */
const opened = async (dealerId?: string) => {
  const heard: Hint[] = [];
  const page = new WebSocket(await addressOf(dealerId));
  page.on('message', (text) => heard.push(JSON.parse(String(text))));
  await once(page, 'open');
  return { page, of: (topic: string) => heard.filter((hint) => hint.topic === topic), heard };
};

/** The status that a page is refused with; 0 where it is hung up on without a word. */
const refusal = async (address: string, options = {}): Promise<number> => {
  const page = new WebSocket(address, options);
  const { promise, resolve } = Promise.withResolvers<number>();
  page.on('open', () => resolve(101)).on('error', () => resolve(0));
  page.on('unexpected-response', (_, { statusCode = 0 }) => resolve(statusCode));
  return promise;
};

test('a page hears of what is written by whoever writes it, as the poll says, and of no other dealer', async () => {
  const [page, others] = [await opened(), await opened('other')];
  await dropList(ports, '1', [withAd('QAA1')]);
  await build(ports);
  await expect.poll(() => page.of('feeds')).not.toEqual([]);
  await expect.poll(async () => page.of('feeds').at(-1)?.revision === (await revisions()).feeds).toBe(true);
  const { documents = 0 } = await revisions();
  const stat = { dealerId: 'demo', documentId: 'd', runId: 'r', stage: 'match', engine: '' };
  await ports.table.statistics.put({
    ...{ ...stat, processed: 1, succeeded: 1, failed: 0, seconds: 1, costUsd: 0, inputTokens: 0 },
    ...{ outputTokens: 0, startedAt: '2026-11-30T09:00:00Z', endedAt: '2026-11-30T09:00:01Z' },
  });
  const hint = { topic: 'documents', revision: documents + 1 };
  await expect.poll(() => page.of('documents')).toEqual([hint]);
  expect((await revisions()).documents).toBe(hint.revision);
  // The other dealer itself may have been written down only just before.
  expect(others.heard.filter(({ topic }) => topic !== 'dealer')).toEqual([]);
});

test('what was written while nobody watched counts as changed', async () => {
  const before = await revisions();
  await localHints(Promise.resolve(ports)).begin();
  const after = await revisions();
  expect(Object.keys(after).filter((topic) => after[topic] === before[topic])).toEqual([]);
});

test('a socket opens by a ticket alone, once, and for pages of this very address', async () => {
  const address = await addressOf();
  const bare = address.replace(/\?.*/, '');
  expect(await refusal(bare)).toBe(401);
  expect(await refusal(`${bare}?ticket=guessed`)).toBe(401);
  expect(await refusal(bare, { headers })).toBe(401);
  expect(await refusal(address, { origin: 'https://elsewhere.example' })).toBe(0);
  expect(await refusal(address, { headers: { host: 'elsewhere.example' } })).toBe(0);
  expect(await refusal(address.replace('/api/hints', '/api/other'))).toBe(0);
  expect(await refusal(address, { origin: web.url })).toBe(101);
  expect(await refusal(address)).toBe(401);
});

/** An open page of a member, by a ticket as the API gives it to who has signed in by the provider. */
const openedBy = async (memberId: string) => {
  const secret = `fwt_demo_${memberId.padEnd(43, 'x')}`;
  const ttl = Math.floor(Date.now() / 1000) + 60;
  await ports.table.socketTickets.put({
    ...{ dealerId: 'demo', digest: sha256(secret), kind: 'member', holder: memberId, ttl },
  });
  const page = new WebSocket(`${web.url.replace('http:', 'ws:')}/api/hints?ticket=${secret}`);
  const heard: Hint[] = [];
  page.on('message', (text) => heard.push(JSON.parse(String(text))));
  await once(page, 'open');
  return { page, heard };
};

const seated = async (memberId: string) => {
  const [person, at] = [{ email: `${memberId}@dealer.example`, name: memberId }, new Date().toISOString()];
  const identity = { issuer: 'https://id.example', subject: memberId };
  await ports.table.members.put({ memberId, ...identity, ...person, createdAt: at });
  await ports.table.seats.put({ dealerId: 'demo', memberId, role: 'editor', ...person, givenBy: 'test', at });
};

const take = (path: string) =>
  fetch(`${web.url}/api${path}`, { method: 'DELETE', headers: { ...headers, prefer: 'wait=10' } });

test.each([
  ['seat at the dealer', '/dealers/demo/members/anna'],
  ['place in the installation', '/members/anna'],
])('who is removed from its %s is cut off at once, and hears nothing that is written afterwards', async (_, path) => {
  for (const memberId of ['anna', 'boris']) await seated(memberId);
  const [anna, boris] = [await openedBy('anna'), await openedBy('boris')];
  const closed = once(anna.page, 'close');
  expect((await take(path)).status).toBe(200);
  const [code] = await closed;
  expect(code).toBe(4001);
  const before = anna.heard.length;
  await dropList(ports, '1', [withAd('QAA1')]);
  await build(ports);
  await expect.poll(() => boris.heard.some(({ topic }) => topic === 'feeds')).toBe(true);
  expect(anna.heard).toHaveLength(before);
  const open = await ports.table.openSockets.query({ dealerId: 'demo' });
  expect(open.map(({ holder }) => holder)).toEqual(['boris']);
});

test('a page that says too much is hung up on, and one that has gone is forgotten', async () => {
  const { page } = await opened();
  expect(await ports.table.openSockets.query({ dealerId: 'demo' })).toHaveLength(1);
  page.send('x'.repeat(2_000));
  await once(page, 'close');
  await expect.poll(() => ports.table.openSockets.query({ dealerId: 'demo' })).toEqual([]);
});
