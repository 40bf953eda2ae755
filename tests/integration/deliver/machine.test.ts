import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asTold } from '#messages/reason.ts';
import { sha256 } from '#shared/hash.ts';
import { lambdaCost } from '#shared/lambda-cost.ts';
import type { DeliveryReceipt, FeedVersion } from '#shared/table/feed-records.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { type FtpHostOptions, ftpHost, PASSWORD } from '../../fakes/ftp-host.ts';
import { truncating } from '../../fakes/ftp-quirks.ts';
import { deliveryScene, FEED_PATH, feedOf, type Scene, WINDOW } from './support.ts';

const FEED = feedOf('first');
const LIVE = feedOf('live');
const OLD = feedOf('old');
const PICTURE = `${sha256('a picture')}.png`;

let scene: Scene;
const startHost = async (options: Omit<FtpHostOptions, 'root'> = {}) => {
  scene.secret = scene.use(await ftpHost({ root: scene.root, ...options })).secret;
};
beforeEach(async () => {
  scene = await deliveryScene();
  await startHost();
  await scene.dealer();
});
afterEach(() => scene[Symbol.asyncDispose]());

const statistic = async ({ sequence: runId = '' }: Partial<DeliveryReceipt> = {}) =>
  (await scene.ports.table.statistics.query({ dealerId: 'north', documentId: runId, runId }))[0];

describe('Before a window', () => {
  test('the feed is put on the host, and proven at its public URL', async () => {
    await scene.build(1, FEED);
    await scene.deliver();
    expect(await scene.live()).toBe(FEED);
    expect(await scene.receipts()).toMatchObject([
      {
        ...{ window: WINDOW, outcome: 'delivered', feedVersion: 1, sha256: sha256(FEED), bytes: FEED.length },
        ...{ attempts: 1, server: `ftp://127.0.0.1:${scene.secret.port}`, warnings: ['plainFtp'] },
      },
    ]);
    expect(await scene.state()).toMatchObject({ verifiedFeed: 1, queued: false });
    expect(await scene.ports.table.feeds.get({ dealerId: 'north', version: 1 })).toMatchObject({
      status: 'delivered',
    });
  });

  test('its end is announced', async () => {
    await scene.build(1, FEED);
    expect(await scene.deliver()).toMatchObject([
      {
        dealerId: 'north',
        outcome: 'delivered',
        feed: { version: 1 },
        warnings: ['plainFtp'],
        category: '',
        reason: null,
      },
    ]);
  });

  test('the pictures are there before the feed that names them', async () => {
    const own = `${scene.url}/pictures/${PICTURE}`;
    await scene.ports.assets.write(`pictures/${PICTURE}`, 'a picture', 'image/png');
    await scene.build(
      1,
      `<Ads><Ad><Images><Image url="${own}"/><Image url="https://a.example/b.png"/></Images></Ad></Ads>`,
    );
    await scene.deliver();
    expect(await readdir(join(scene.root, 'pictures'))).toEqual([PICTURE]);
    expect(await scene.receipts()).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('a picture that is missing keeps the feed at home', async () => {
    await scene.build(
      1,
      `<Ads><Ad><Images><Image url="${scene.url}/pictures/${PICTURE}"/></Images></Ad></Ads>`,
    );
    await scene.deliver();
    await expect(scene.live()).rejects.toThrow('ENOENT');
    expect(await scene.receipts()).toMatchObject([
      { outcome: 'queued', reason: { values: { detail: expect.stringContaining(PICTURE) } } },
    ]);
  });

  test('a picture that its URL does not serve keeps the feed at home, and is tried again', async () => {
    await scene.ports.assets.write(`pictures/${PICTURE}`, 'a picture', 'image/png');
    await scene.build(1, `<Ads><Ad><Image url="${scene.url}/pictures/${PICTURE}"/></Ad></Ads>`);
    const web = { get: async () => ({ status: 404, bytes: 0, sha256: sha256('') }) };
    await scene.deliver({}, { web });
    expect(await scene.receipts()).toMatchObject([
      { outcome: 'queued', reason: { values: { detail: expect.stringContaining('404') } } },
    ]);
    await scene.deliver();
    expect((await scene.receipts()).at(-1)).toMatchObject({ outcome: 'delivered' });
  });

  test('an unchanged feed is only asked for', async () => {
    await scene.build(1, FEED);
    await scene.deliver();
    await scene.deliver();
    expect(await scene.receipts()).toMatchObject([
      { outcome: 'delivered' },
      { outcome: 'unchanged', attempts: 0 },
    ]);
  });

  test('a new version with the bytes of the live one is only asked for', async () => {
    await scene.build(1, FEED);
    await scene.deliver();
    await scene.build(2, FEED);
    await scene.deliver();
    expect((await scene.receipts()).at(-1)).toMatchObject({
      outcome: 'unchanged',
      feedVersion: 2,
      attempts: 0,
    });
    expect(await scene.state()).toMatchObject({ verifiedFeed: 2, queued: false });
  });

  test('a host that lost the feed gets it again', async () => {
    await scene.build(1, FEED);
    await scene.deliver();
    await rm(join(scene.root, FEED_PATH));
    await scene.deliver();
    expect(await scene.live()).toBe(FEED);
    expect(await scene.receipts()).toMatchObject([{ outcome: 'delivered' }, { outcome: 'delivered' }]);
  });

  test('a held feed stays at home, and the live one stays', async () => {
    await scene.build(1, LIVE);
    await scene.deliver();
    await scene.build(2, '<Ads></Ads>', { status: 'held', heldFor: [asTold('All ads would vanish.')] });
    await scene.deliver();
    expect(await scene.live()).toBe(LIVE);
    expect((await scene.receipts()).at(-1)).toMatchObject({
      outcome: 'held',
      reason: { code: 'feed-held', values: { version: 2, reasons: [asTold('All ads would vanish.')] } },
    });
    expect(await scene.state()).toMatchObject({ verifiedFeed: 1, queued: false });
  });
});

describe('A feed that would take away too much of the live one', () => {
  const feed = (version: number) => scene.ports.table.feeds.get({ dealerId: 'north', version });

  /** Version 3 was built, and compared with version 1, before version 2 was proven. */
  const startWithBuiltTooEarly = async (changes: Partial<FeedVersion> = {}) => {
    await scene.build(1, feedOf('a', 10));
    await scene.deliver();
    await scene.build(2, feedOf('b', 100));
    await scene.deliver();
    await scene.build(3, feedOf('c', 10), changes);
  };

  test('is held, though it did not when it was built', async () => {
    await startWithBuiltTooEarly();
    const reason = expect.stringContaining('90 of 100 live ads would go, more than 10 %');
    expect(await scene.deliver()).toMatchObject([{ outcome: 'held', reason, feed: { version: 3 } }]);
    expect(await scene.live()).toBe(feedOf('b', 100));
    expect(await feed(3)).toMatchObject({
      status: 'held',
      heldFor: [{ code: 'many-would-go', values: { removed: 90, live: 100, percent: 10 } }],
    });
    expect(await scene.state()).toMatchObject({ verifiedFeed: 2, queued: false });
    expect(await scene.deliver()).toMatchObject([{ outcome: 'held', reason }]);
  });

  test('goes all the same once a person has approved it', async () => {
    await startWithBuiltTooEarly({ status: 'approved' });
    expect(await scene.deliver()).toMatchObject([{ outcome: 'delivered', feed: { version: 3 } }]);
    expect(await scene.live()).toBe(feedOf('c', 10));
  });

  test('goes if a person approves it at that very moment', async () => {
    await startWithBuiltTooEarly();
    const approving = async (key: string) => {
      await scene.ports.table.feeds.patchIf({ dealerId: 'north', version: 3 }, { status: 'approved' });
      return scene.ports.artefacts.readStream(key);
    };
    const artefacts = { ...scene.ports.artefacts, readStream: approving };
    await scene.deliver({}, { artefacts });
    expect((await scene.receipts()).at(-1)).toMatchObject({ outcome: 'delivered', feedVersion: 3 });
  });

  test('goes within the limits of the dealer', async () => {
    const { guard } = testDealer();
    await scene.dealer({ guard: { ...guard, maxRemovedPercent: 90 } });
    await startWithBuiltTooEarly();
    expect(await scene.deliver()).toMatchObject([{ outcome: 'delivered', feed: { version: 3 } }]);
  });

  test('is made with a rate that has grown too old since', async () => {
    const rates = [{ currency: 'EUR', date: '1900-01-01' }];
    await scene.build(1, FEED, { rates });
    const reason = expect.stringContaining('the EUR rate is of 1900-01-01, over 36500 days ago');
    expect(await scene.deliver()).toMatchObject([{ outcome: 'held', reason }]);
    await expect(scene.live()).rejects.toThrow('ENOENT');
  });

  test('is empty', async () => {
    await scene.build(1, '<Ads/>');
    expect(await scene.deliver()).toMatchObject([
      { outcome: 'held', reason: expect.stringContaining('the feed would be empty') },
    ]);
  });
});

describe('A delivery that the table does not take', () => {
  const failing = async (): Promise<never> => {
    throw new Error('the table is gone');
  };
  const told = { dealerId: 'north', window: WINDOW, outcome: 'failed' };

  test('is announced as failed when it cannot begin', async () => {
    await scene.build(1, FEED);
    const table = { ...scene.ports.table, locks: { ...scene.ports.table.locks, putIf: failing } };
    expect(await scene.deliver({}, { table })).toMatchObject([
      { ...told, reason: expect.stringContaining('the table is gone'), feed: null, server: '', warnings: [] },
    ]);
  });

  test('is announced as failed when it has no receipt, and stays queued', async () => {
    await scene.build(1, FEED);
    const table = { ...scene.ports.table, deliveries: { ...scene.ports.table.deliveries, put: failing } };
    expect(await scene.deliver({}, { table })).toMatchObject([
      { ...told, reason: expect.stringContaining('the table is gone'), feed: { version: 1 } },
    ]);
    expect(await scene.state()).toMatchObject({ queued: true });
  });
});

describe('When the host does not do its part', () => {
  test('wrong credentials halt the dealer until a person has looked', async () => {
    await scene.build(1, FEED);
    scene.secret = { ...scene.secret, password: 'another' };
    await scene.build(2, feedOf('second'));
    await scene.deliver();
    await scene.deliver();
    expect(await scene.receipts()).toMatchObject([{ outcome: 'halted' }]);
    expect(await scene.state()).toMatchObject({
      halted: { code: 'login-refused', values: { detail: expect.stringContaining('530') } },
    });
  });

  test('three attempts are made, then it is queued, and the next one heals it', async () => {
    await scene.build(1, FEED);
    const good = scene.secret;
    await startHost({ fileSystem: truncating });
    await scene.deliver();
    expect(await scene.receipts()).toMatchObject([
      { outcome: 'queued', attempts: 3, reason: { code: 'uploads-failed', values: { attempts: 3 } } },
    ]);
    expect(await scene.state()).toMatchObject({ queued: true, verifiedFeed: 0 });
    scene.secret = good;
    await scene.deliver();
    expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
    expect(await scene.state()).toMatchObject({ queued: false, verifiedFeed: 1 });
  });

  test('a URL that answers 404 is no delivery, whatever the host said', async () => {
    await scene.dealer({}, 'http://127.0.0.1:9');
    const web = { get: async () => ({ status: 404, bytes: 0, sha256: sha256('') }) };
    await scene.build(1, FEED);
    await scene.deliver({ dealerId: 'north' }, { web, clock: () => new Date(WINDOW) });
    expect(await scene.receipts()).toMatchObject([
      { outcome: 'failed', feedVersion: 1, reason: { code: 'url-refuses', values: { status: 404 } } },
    ]);
    expect(await scene.state()).toMatchObject({ verifiedFeed: 0, queued: true });
  });

  test('a URL that still serves the old bytes is asked until the deadline, then called stale', async () => {
    await scene.build(1, OLD);
    await scene.deliver();
    await scene.build(2, feedOf('new'));
    let asked = 0;
    const web = {
      get: async () => {
        asked += 1;
        scene.now = new Date(scene.now.getTime() + 10 * 60_000);
        return { status: 200, bytes: OLD.length, sha256: sha256(OLD) };
      },
    };
    await scene.deliver({}, { web });
    expect(asked).toBe(5);
    const receipt = (await scene.receipts()).at(-1);
    expect(receipt).toMatchObject({ outcome: 'servedStale', feedVersion: 2 });
    expect(await statistic(receipt)).toMatchObject({ seconds: 50 * 60 - 4 * 30 });
  });

  test('one dealer does not disturb another', async () => {
    await scene.build(1, FEED);
    const south = testDealer({ id: 'south' });
    await scene.ports.table.dealers.put({ dealerId: 'south', version: '1', configuration: south });
    await scene.ports.table.channelStates.add({ dealerId: 'south' }, { builtFeed: 1 });
    await scene.deliver();
    expect(await scene.receipts()).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('a password that the host echoes is told to nobody', async () => {
    await scene.build(1, FEED);
    scene.secret = { ...scene.secret, username: 'nobody' };
    const told = JSON.stringify([await scene.deliver(), await scene.receipts(), await scene.state()]);
    expect(told).toContain('No entry for nobody with ********');
    expect(told).not.toContain(PASSWORD);
  });
});

describe('The lease', () => {
  test('two at once: one delivers, the other goes away', async () => {
    await scene.build(1, FEED);
    await Promise.all([scene.deliver(), scene.deliver()]);
    expect(await scene.receipts()).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('of a delivery that died is taken over once it has run out', async () => {
    await scene.build(1, FEED);
    const died = { dealerId: 'north', name: 'delivery', owner: 'died', until: scene.now.getTime() + 60_000 };
    await scene.ports.table.locks.put(died);
    await scene.deliver();
    expect(await scene.receipts()).toEqual([]);
    scene.now = new Date(scene.now.getTime() + 61_000);
    await scene.deliver();
    expect(await scene.receipts()).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('lost in the middle, a delivery writes nothing any more', async () => {
    await scene.build(1, FEED);
    const stolen = {
      dealerId: 'north',
      name: 'delivery',
      owner: 'newer',
      until: scene.now.getTime() + 60_000,
    };
    const secrets = { read: () => scene.ports.table.locks.put(stolen).then(() => scene.secret) };
    await scene.deliver({}, { secrets });
    expect(await scene.receipts()).toEqual([]);
    expect(await scene.ports.table.locks.get({ dealerId: 'north', name: 'delivery' })).toMatchObject({
      owner: 'newer',
    });
  });
});

describe('The opening check', () => {
  test('costs nothing while it waits for the opening', async () => {
    await scene.build(1, LIVE);
    await scene.deliver();
    scene.now = new Date('2026-11-22T23:59:10.000Z');
    const web = {
      get: async (url: string) => {
        scene.now = new Date('2026-11-23T00:00:03.000Z');
        return scene.ports.web.get(url);
      },
    };
    await scene.deliver({ at: '2026-11-22T23:59:00.000Z', mode: 'verify' }, { web });
    const receipt = (await scene.receipts()).at(-1);
    expect(receipt).toMatchObject({ outcome: 'unchanged', seconds: 53 });
    expect(await statistic(receipt)).toMatchObject({
      seconds: 3,
      costUsd: lambdaCost(3, scene.ports.memoryMb),
    });
  });

  test('proves what is live and brings nothing', async () => {
    await scene.build(1, LIVE);
    await scene.deliver();
    await scene.build(2, feedOf('newer'));
    scene.now = new Date(WINDOW);
    await scene.deliver({ at: '2026-11-22T23:59:00.000Z', mode: 'verify' });
    expect(await scene.live()).toBe(LIVE);
    expect((await scene.receipts()).at(-1)).toMatchObject({
      window: WINDOW,
      outcome: 'unchanged',
      feedVersion: 1,
    });
  });

  test('tells of a file that somebody has changed, and a sweep brings ours back', async () => {
    await scene.build(1, LIVE);
    await scene.deliver();
    await writeFile(join(scene.root, FEED_PATH), 'somebody else was here');
    scene.now = new Date(WINDOW);
    await scene.deliver({ at: '2026-11-22T23:59:00.000Z', mode: 'verify' });
    expect((await scene.receipts()).at(-1)).toMatchObject({ outcome: 'failed' });
    await scene.deliver({ at: '2026-11-23T01:00:00.000Z' });
    expect(await scene.live()).toBe(LIVE);
  });
});
