import { createHmac } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Dealer } from '#contracts/dealer.ts';
import { remind } from '#desk/remind/remind.ts';
import { waitingTasks } from '#desk/tasks/waiting-tasks.ts';
import { asTold } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { putDealer } from '#shared/dealers.ts';
import { networkOf } from '#shared/network.ts';
import type { Ports } from '#shared/ports.ts';
import { forgetFile, noteFile } from '#shared/used.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';
import { webHost } from '../../fakes/web-host.ts';

const KEY = 'known to both sides';
const SECRETS: Ports['secrets'] = { read: async () => ({ key: KEY }) };

const OTHER_FEED = { publicUrl: 'https://another.example/feed.xml', path: '/feed.xml' };

/** Windows at 03:00 and 11:00 in Moscow. */
const NIGHT = '2026-11-30T00:00:00.000Z';
const TWO_HOURS_BEFORE = '2026-11-29T22:00:00.000Z';
const ONE_HOUR_BEFORE = '2026-11-29T23:00:00.000Z';
const NEXT_WINDOW = '2026-11-30T06:00:00.000Z';
const NEXT_NIGHT = '2026-11-30T22:00:00.000Z';

let ports: Awaited<ReturnType<typeof testPorts>>;
const opened: AsyncDisposable[] = [];

beforeEach(async () => {
  ports = await testPorts();
  opened.push(ports);
  await putDealer(testDealer(), ports, { fromFile: false });
});
afterAll(async () => {
  for (const each of opened) await each[Symbol.asyncDispose]();
});

const broken = (documentId: string, dealerId = 'north') =>
  ports.table.documents.put({
    ...{ dealerId, documentId, key: `inbox/${dealerId}/${documentId}`, name: `${documentId}.pdf` },
    ...{ version: 'v1', bytes: 10, receivedAt: '2026-11-29T10:00:00.000Z', claimedBy: 'e', runId: 'r' },
    ...{ status: 'failed', ending: { status: 'failed', reason: asTold('The disk is full.') } },
  });

const told = async (at: string, given: Partial<Ports> = {}) => {
  const asked = { ...ports, clock: () => new Date(at), ...given };
  return (await remind({ at, mode: 'remind', after: null }, asked)).notices;
};

test('two hours before a window a dealer is told what waits, in words and with the commands', async () => {
  await broken('list');
  const [notice] = await told(TWO_HOURS_BEFORE);
  expect(notice).toMatchObject({ dealerId: 'north', window: NIGHT, live: 0, waiting: 1, webhook: null });
  expect(notice?.text).toContain('0 ads live, 1 thing to do, next window 2026-11-30 03:00 MSK.');
  expect(notice?.text).toContain('npx feedwright redrive list.pdf --dealer north');
});

test('nothing is told earlier, nor where nothing waits', async () => {
  expect(await told(TWO_HOURS_BEFORE)).toEqual([]);
  await broken('list');
  expect(await told('2026-11-29T21:59:00.000Z')).toEqual([]);
});

test('a window is told of once, again where the answer of the same request was lost', async () => {
  await broken('list');
  expect(await told(TWO_HOURS_BEFORE)).toHaveLength(1);
  expect(await told(TWO_HOURS_BEFORE)).toHaveLength(1);
  await broken('another');
  expect(await told(ONE_HOUR_BEFORE)).toEqual([]);
});

test('what has not changed is told the next day, and what has at the next window', async () => {
  await broken('list');
  await told(TWO_HOURS_BEFORE);
  expect(await told(NEXT_WINDOW)).toEqual([]);
  expect(await told(NEXT_NIGHT)).toHaveLength(1);
  await broken('another');
  expect(await told('2026-12-01T06:00:00.000Z')).toMatchObject([{ waiting: 2 }]);
});

test('that a plan is nearly used is told once, and neither again nor as gone, until it is so anew', async () => {
  const given = { givenBy: 'boss', givenAt: TWO_HOURS_BEFORE };
  await ports.table.dealerPlans.put({ dealerId: 'north', plan: 'starter', ...given });
  const book = {
    dealerId: 'north',
    documentId: 'book',
    inbox: { key: 'inbox/north/book.pdf', bytes: 8.5e9 },
  };
  await noteFile(book, ports);
  const repeated = [await told(TWO_HOURS_BEFORE), await told(TWO_HOURS_BEFORE)];
  expect(repeated.map(([notice]) => notice?.waiting)).toEqual([1, 1]);
  for (const later of [NEXT_WINDOW, NEXT_NIGHT]) expect(await told(later)).toEqual([]);
  await broken('list');
  const [notice] = await told('2026-12-01T06:00:00.000Z');
  expect(notice?.text).not.toContain('starter');
  await forgetFile(book, ports);
  expect(await told('2026-12-01T22:00:00.000Z')).toEqual([]);
  await noteFile(book, ports);
  expect((await told('2026-12-02T06:00:00.000Z'))[0]?.text).toContain('starter');
});

test('of two that ask at once one tells', async () => {
  await broken('list');
  const both = await Promise.all([told(TWO_HOURS_BEFORE), told('2026-11-29T22:00:00.001Z')]);
  expect(both.flat()).toHaveLength(1);
});

const withWebhook = (url: string): Partial<Dealer> => ({
  notify: { webhook: { url, secretName: 'feedwright/test/webhook/north' } },
});

test('a webhook is told with a signature that its key proves', async () => {
  await using web = await webHost('/nowhere');
  const taken = Promise.withResolvers<{ body: string; signature: string }>();
  web.answer = async (request, response) => {
    taken.resolve({ body: await text(request), signature: String(request.headers['feedwright-signature']) });
    response.end();
  };
  await putDealer(testDealer(withWebhook(`${web.url}/hook`)), ports, { fromFile: false });
  await broken('list');
  expect(await told(TWO_HOURS_BEFORE, { secrets: SECRETS })).toMatchObject([{ webhook: 'taken' }]);
  const { body, signature } = await taken.promise;
  const seconds = Date.parse(TWO_HOURS_BEFORE) / 1000;
  const hash = createHmac('sha256', KEY).update(`${seconds}.${body}`).digest('hex');
  expect(signature).toBe(`t=${seconds},v1=${hash}`);
  expect(JSON.parse(body)).toMatchObject({ dealerId: 'north', waiting: 1, tasks: [{ ads: 0 }] });
});

test.each([
  ['refuses', true],
  ['stands inside a private network', false],
])('a webhook that %s is told of as a task, and the contact all the same', async (_, allowsPrivate) => {
  await using web = await webHost('/nowhere');
  web.answer = (_request, response) => void response.writeHead(500).end();
  await putDealer(testDealer(withWebhook(`${web.url}/hook`)), ports, { fromFile: false });
  await broken('list');
  const given = { secrets: SECRETS, network: networkOf(allowsPrivate) };
  expect(await told(TWO_HOURS_BEFORE, given)).toMatchObject([{ webhook: 'failed' }]);
  expect(web.asked).toHaveLength(allowsPrivate ? 1 : 0);
  expect((await waitingTasks({}, ports)).map(({ reason }) => reason.code)).toContain('webhook-failed');
});

test.each<[string, Record<string, string>]>([
  ['no key', { password: 'of the host' }],
  ['an empty one', { key: '' }],
])('a webhook whose secret holds %s is sent nothing, and a task says why', async (_, secret) => {
  await using web = await webHost('/nowhere');
  await putDealer(testDealer(withWebhook(`${web.url}/hook`)), ports, { fromFile: false });
  await broken('list');
  expect(await told(TWO_HOURS_BEFORE, { secrets: { read: async () => secret } })).toMatchObject([
    { webhook: 'failed' },
  ]);
  expect(web.asked).toEqual([]);
  const failed = (await waitingTasks({}, ports)).find(({ reason: { code } }) => code === 'webhook-failed');
  expect(sentenceOf(failed?.reason ?? asTold(''))).toContain('feedwright/test/webhook/north holds no "key"');
});

test('webhooks are told side by side: one that is slow keeps no other waiting', async () => {
  await using web = await webHost('/nowhere');
  const both = Promise.withResolvers<void>();
  web.answer = (_request, response) => {
    if (web.asked.length === 2) both.resolve();
    void both.promise.then(() => response.end());
  };
  for (const [id, feed] of [
    ['north', {}],
    ['another', { feed: OTHER_FEED }],
  ] as const)
    await putDealer(testDealer({ id, ...feed, ...withWebhook(`${web.url}/hook`) }), ports, {
      fromFile: false,
    });
  await broken('list');
  await broken('list', 'another');
  const notices = await told(TWO_HOURS_BEFORE, { secrets: SECRETS });
  expect(notices.map(({ webhook }) => webhook)).toEqual(['taken', 'taken']);
});

test('a dealer whose feed is gone from the store keeps no other from being told, and is told so itself', async () => {
  await putDealer(testDealer({ id: 'another', feed: OTHER_FEED }), ports, { fromFile: false });
  const feed = { version: 1, key: 'feeds/another/gone.xml', sha256: 'a', bytes: 1, ads: 1, revision: 1 };
  const built = { status: 'delivered' as const, builtAt: '2026-11-29T10:00:00.000Z' };
  await ports.table.feeds.put({ dealerId: 'another', ...feed, ...built });
  await ports.table.channelStates.add({ dealerId: 'another' }, { builtFeed: 1, verifiedFeed: 1 });
  await broken('list');
  const notices = await told(TWO_HOURS_BEFORE);
  expect(notices.map(({ dealerId }) => dealerId).toSorted()).toEqual(['another', 'north']);
  const { text: said } = notices.find(({ dealerId }) => dealerId === 'another') ?? {};
  expect(said).toMatch(/could not be found out: .*gone\.xml.*npx feedwright todo another/s);
});

test('what may pass is not told: the whole page is asked for again', async () => {
  await broken('list');
  const query: typeof ports.table.documents.query = async () => {
    throw Object.assign(new Error('Slow down'), { name: 'ThrottlingException' });
  };
  const table = { ...ports.table, documents: { ...ports.table.documents, query } };
  await expect(told(TWO_HOURS_BEFORE, { table })).rejects.toThrow('Slow down');
});
