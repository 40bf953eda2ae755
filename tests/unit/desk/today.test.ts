import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { showServed, showToday, todayOfAll } from '#desk/today/today.ts';
import { putDealer } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { build, bytesOf, dropList, goLive, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';
import { webHost } from '../../fakes/web-host.ts';

/** Noon in UTC: the dealer's last window opened at 11:00 in Moscow, the next one opens at 19:00. */
const NOW = new Date('2026-11-30T12:00:00.000Z');

const web = await webHost('/nowhere');
let served = '';
let asked = 0;
web.answer = (_, response) => {
  asked += 1;
  response.end(served);
};
const all: AsyncDisposable[] = [web];
let ports: Ports;

beforeEach(async () => {
  const own = await testPorts();
  all.push(own);
  ports = { ...own, clock: () => NOW };
  await putDealer(testDealer({ id: 'demo' }, web.url), ports, { fromFile: false });
  await dropList(ports, '1', [withAd('AAA1'), withAd('BBB1')]);
  await build(ports);
  await goLive(ports, 1);
  asked = 0;
});
afterAll(async () => {
  for (const each of all) await each[Symbol.asyncDispose]();
});

const nextVersion = async (order: string) => {
  await dropList(ports, order, [withAd('CCC1'), withAd('DDD1'), withAd('EEE1')]);
  await build(ports, `run-${order}`);
};

test('says what is live, what comes next, and when, and asks nobody', async () => {
  await nextVersion('2');
  await ports.table.feeds.patchIf({ dealerId: 'demo', version: 2 }, { status: 'held' });
  const { feeds, tasks } = await showToday('demo', ports);
  expect(feeds).toHaveLength(1);
  expect(feeds[0]).toMatchObject({
    ...{ channel: 'avito', live: { version: 1, ads: 2 }, opensAt: '2026-11-30T16:00:00.000Z' },
    newest: { version: 2, status: 'held', changes: { added: 3 } },
  });
  expect(tasks.map(({ reason: { code } }) => code)).toContain('feed-held');
  expect(asked).toBe(0);
});

test('asks the table nothing twice but who the dealer is and how it stands', async () => {
  const sent = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
  await showToday('demo', ports);
  const requests = sent.mock.calls.map(([{ input }]) => JSON.stringify(input));
  sent.mockRestore();
  const again = requests.filter((request, place) => requests.indexOf(request) !== place);
  expect(requests.length).toBeGreaterThan(10);
  // The first channel's state lies in the dealer's own record, which is read before it.
  expect(again.filter((request) => !/"(DEALER|STATE)"/.test(request))).toEqual([]);
});

test('tells ours from an older version of ours, from foreign bytes and from silence', async () => {
  await nextVersion('2');
  await goLive(ports, 2);
  const seen = async (bytes: string) => {
    served = bytes;
    const [one] = await showServed('demo', ports);
    return [one?.serves, one?.version, one?.reason?.code];
  };
  expect(await seen(await bytesOf(ports, 2))).toEqual(['ours', 2, undefined]);
  expect(await seen(await bytesOf(ports, 1))).toEqual(['older', 1, 'url-other-bytes']);
  expect(await seen('<html>parked</html>')).toEqual(['foreign', null, 'url-other-bytes']);
  const silent = { ...ports, web: { get: () => Promise.reject(new Error('ECONNREFUSED')) } };
  expect((await showServed('demo', silent))[0]).toMatchObject({ serves: 'silent', version: null });
});

test('of all dealers, who loses most stands first', async () => {
  for (const id of ['aaa', 'zzz']) await putDealer(testDealer({ id }, web.url), ports, { fromFile: false });
  await ports.table.documents.put({
    ...{ dealerId: 'zzz', documentId: 'd1', key: 'inbox/zzz/list.pdf', name: 'list.pdf', version: 'v1' },
    ...{ bytes: 10, receivedAt: '2026-11-29T10:00:00.000Z', claimedBy: 'e1', runId: 'r1' },
    ...{ status: 'rejected', counts: { products: 40 }, ending: { status: 'rejected', reason: null } },
  });
  const [first] = await todayOfAll(ports);
  expect(first).toMatchObject({ dealerId: 'zzz', tasks: [{ ads: 40 }] });
});
