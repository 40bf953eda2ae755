import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Reason } from '#contracts/reason.ts';
import { healthOf } from '#desk/health/health.ts';
import { byLoss, type Task } from '#desk/tasks/task.ts';
import { waitingTasks } from '#desk/tasks/waiting-tasks.ts';
import { asTold, reason } from '#messages/reason.ts';
import { remedyOf } from '#messages/say.ts';
import { putDealer } from '#shared/dealers.ts';
import { writeJson } from '#shared/json.ts';
import { takeLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import { settingsOf } from '../../../infra/settings.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { extractedList } from '../../fakes/extracted.ts';
import { aListing } from '../../fakes/listings.ts';
import { build, dropList, goLive, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';
import { webHost } from '../../fakes/web-host.ts';

/** Far from any window of the dealer, whose last one opened at 08:00 UTC. */
const NOW = new Date('2026-11-30T12:00:00.000Z');

const web = await webHost('/nowhere');
let served = '';
web.answer = (_, response) => void response.end(served);
const ports: Ports[] = [];
let now: Ports;

beforeEach(async () => {
  now = { ...(await testPorts()), clock: () => NOW };
  ports.push(now);
  const dealer = testDealer({ id: 'demo' }, web.url);
  await putDealer(dealer, now, { fromFile: false });
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  for (const each of ports) await (each as Ports & AsyncDisposable)[Symbol.asyncDispose]();
});

const tasks = () => waitingTasks({}, now);
const codes = async () => (await tasks()).map(({ reason: why }) => why.code);

const SOLD = [withAd('AAA1', { price: '1000000' }), withAd('BBB1', { price: '500000' })];

/** One version is live, and the URL serves it. */
const live = async () => {
  await dropList(now, '1', SOLD);
  await build(now);
  await goLive(now, 1);
  const feed = await now.table.feeds.get({ dealerId: 'demo', version: 1 });
  served = Buffer.from(await now.artefacts.read(feed?.key ?? '')).toString();
};

const document = (changes: object) =>
  now.table.documents.put({
    ...{ dealerId: 'demo', documentId: 'd1', key: 'inbox/demo/list.pdf', name: 'list.pdf', version: 'v1' },
    ...{ bytes: 10, receivedAt: '2026-11-29T10:00:00.000Z', claimedBy: 'e1', runId: 'r1', counts: {} },
    ...{ status: 'failed' },
    ...changes,
  });

/** A difference that somebody has deleted from the store. */
const GONE = {
  since: 0,
  json: 'feeds/gone/1.json',
  html: 'feeds/gone/1.html',
  added: 1,
  changed: 0,
  removed: 0,
};

describe('what waits for a person', () => {
  test('is nothing where the URL serves what was delivered', async () => {
    await live();
    expect(await tasks()).toEqual([]);
  });

  test('is a feed that is held, by what it would bring', async () => {
    await live();
    await dropList(now, '2', [withAd('CCC1', { price: '700000' })]);
    await build(now);
    expect(await tasks()).toMatchObject([
      {
        ...{ dealerId: 'demo', ads: 1, roubles: 700000, command: ['feed', 'diff', 'demo'] },
        reason: { code: 'feed-held', values: { version: 2 } },
      },
    ]);
  });

  test('is a URL that serves what nobody delivered, before all that loses less', async () => {
    await live();
    served = '<html>parked</html>';
    await document({ ending: { status: 'failed', reason: asTold('The disk is full.') } });
    const [first, second] = await tasks();
    expect(first).toMatchObject({
      ...{ ads: 2, roubles: 1_500_000, command: ['deliver', '--dealer', 'demo'] },
      reason: { code: 'live-url-wrong', values: { cause: { code: 'url-other-bytes' } } },
    });
    expect(second).toMatchObject({ command: ['redrive', 'list.pdf', '--dealer', 'demo'] });
    const { overall_status, alerts } = await healthOf(now, settingsOf('prod').alarms);
    expect([overall_status, alerts.map(({ dealerId }) => dealerId)]).toEqual(['unhealthy', ['demo']]);
  });

  test('is a host that refuses the dealer, and nothing else of its deliveries', async () => {
    await live();
    const halted = reason('login-refused', { detail: '530 Login incorrect' });
    await now.table.channelStates.patchIf({ dealerId: 'demo' }, { halted, queued: true });
    expect(await tasks()).toMatchObject([{ command: ['dealers', 'resume', 'demo'], ads: 2 }]);
  });

  test('is a window that opened without the feed that was there in time', async () => {
    await live();
    await dropList(now, '2', [...SOLD, withAd('CCC1')]);
    await build({ ...now, clock: () => new Date('2026-11-30T05:00:00.000Z') });
    const [task] = await tasks();
    expect(task?.reason).toMatchObject({
      code: 'window-missed',
      values: { window: '2026-11-30 11:00 MSK' },
    });
  });

  test('is a feed whose delivery did not get through, and none while one is under way', async () => {
    await live();
    await now.table.channelStates.patchIf({ dealerId: 'demo' }, { queued: true });
    expect(await codes()).toEqual(['feed-late']);
    await takeLease({ dealerId: 'demo', name: 'delivery', owner: 'one', milliseconds: 60_000 }, now);
    expect(await tasks()).toEqual([]);
  });

  test('is no feed that was built after the window', async () => {
    await live();
    await dropList(now, '2', [...SOLD, withAd('CCC1')]);
    await build({ ...now, clock: () => new Date('2026-11-30T09:00:00.000Z') });
    expect(await tasks()).toEqual([]);
  });

  test.each([
    ['rejected', 'file-rejected', ['documents', 'show', 'demo', 'd1']],
    ['failed', 'file-failed', ['redrive', 'list.pdf', '--dealer', 'demo']],
  ])('is a file that was %s, until it is dropped again', async (status, code, command) => {
    await document({ status, ending: { status, reason: asTold('It is broken.') } });
    expect(await tasks()).toMatchObject([{ reason: { code }, command }]);
    await document({ documentId: 'd2', status: 'published', receivedAt: '2026-11-29T11:00:00.000Z' });
    expect(await tasks()).toEqual([]);
  });

  test('is a book that a list in force waits for', async () => {
    const why = reason('book-missing', { waiting: 6, of: 6, books: ['LYNX 2026'] });
    await document({ status: 'review', documentId: '1', ending: { status: 'review', reason: why } });
    await dropList(now, '1', []);
    expect(await tasks()).toMatchObject([{ reason: { code: 'file-lacks-book' }, ads: 6 }]);
  });

  test('is a book that a small part of a list waits for, among the questions; it is told of once', async () => {
    const { extracted, matched } = aListing({ values: { TrackWidth: null } });
    const keys = { extracted: 'lists/1/extracted.json', matched: 'lists/1/matched.json' };
    await writeJson(now.artefacts, keys.extracted, extractedList([extracted]));
    await writeJson(now.artefacts, keys.matched, {
      ...{ contractVersion: 2, document: 'list.pdf', engine: { name: '', declined: [] } },
      products: [matched],
    });
    const listed = { status: 'review', documentId: '1', artefacts: keys };
    await document({
      ...listed,
      ending: { status: 'review', reason: reason('products-waiting', { review: 1, rejected: 0 }) },
    });
    await dropList(now, '1', []);
    expect(await tasks()).toMatchObject([
      {
        ...{ command: ['questions', 'demo'], ads: 1 },
        reason: { values: { best: { code: 'ask-book', values: { book: 'SKI-DOO 2026' } } } },
      },
    ]);
    const why = reason('book-missing', { waiting: 1, of: 1, books: ['SKI-DOO 2026'] });
    await document({ ...listed, ending: { status: 'review', reason: why } });
    expect(await codes()).toEqual(['file-lacks-book']);
  });

  test('is a rate that has grown old', async () => {
    await live();
    const EUR = { currency: 'EUR', date: '2026-09-01', factor: '100' };
    await now.table.feeds.patchIf({ dealerId: 'demo', version: 1 }, { rates: [EUR] });
    expect(await codes()).toEqual(['rates-old']);
  });

  test('is a dealer of whom nothing can be found out, beside what waits at the others', async () => {
    await live();
    await document({ ending: { status: 'failed', reason: asTold('The disk is full.') } });
    const feed = { publicUrl: 'https://gone.example/feed.xml', path: '/feed.xml' };
    await putDealer(testDealer({ id: 'gone', feed }), now, { fromFile: false });
    await now.table.feeds.put({
      ...{ dealerId: 'gone', version: 1, key: 'feeds/gone/1.xml', sha256: 'a', bytes: 1, ads: 1 },
      ...{ revision: 1, status: 'held', changes: GONE, builtAt: '2026-11-29T10:00:00.000Z' },
    });
    await now.table.channelStates.add({ dealerId: 'gone' }, { builtFeed: 1 });
    const found = await tasks();
    expect(found.map(({ dealerId, reason: why }) => [dealerId, why.code]).toSorted()).toEqual([
      ['demo', 'file-failed'],
      ['gone', 'tasks-unknown'],
    ]);
    const { alerts } = await healthOf(now, settingsOf('prod').alarms);
    expect(alerts).toMatchObject([{ dealerId: 'gone', reason: { code: 'tasks-unknown' } }]);
    await expect(waitingTasks({ dealerId: 'gone' }, now)).rejects.toThrow('feeds/gone/1.json');
  });

  test('stands by what it loses; of what loses as much first what will lose most soonest, whoever the dealer is', () => {
    const task = (dealerId: string, why: Reason, ads = 0): Task => ({
      ...{ dealerId, reason: why, command: ['todo'], ads, roubles: 0 },
    });
    const cause = asTold('530 Login incorrect.');
    const tasks = [
      task('alpha', reason('rates-old', { dealerId: 'alpha', rates: [] })),
      task('alpha', reason('webhook-failed', { cause })),
      task('beta', reason('file-failed', { file: 'list.pdf', cause })),
      task('beta', reason('file-rejected', { file: 'book.pdf', cause }), 6),
      task('gamma', reason('feed-held', { dealerId: 'gamma', version: 7, reasons: [] })),
      task('gamma', reason('host-refuses', { cause })),
    ];
    const inOrder = tasks.toSorted(byLoss).map((each) => each.reason.code);
    expect(inOrder).toEqual([
      ...['file-rejected', 'host-refuses', 'feed-held', 'file-failed', 'rates-old', 'webhook-failed'],
    ]);
  });

  test('has a remedy and a command, whatever it is', async () => {
    await live();
    served = '';
    await document({ status: 'rejected' });
    const all = await tasks();
    expect(all.length).toBe(2);
    for (const { reason: why, command } of all) expect([remedyOf(why), command[0]]).not.toContain('');
  });
});
