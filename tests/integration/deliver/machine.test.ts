import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Dealer } from '#contracts/dealer.ts';
import { asTold } from '#messages/reason.ts';
import { sha256 } from '#shared/hash.ts';
import { lambdaCost } from '#shared/lambda-cost.ts';
import type { Ports } from '#shared/ports.ts';
import type { DeliveryReceipt, FeedVersion } from '#shared/table/records.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { runDelivery } from '../../fakes/delivery-machine.ts';
import { type FtpHostOptions, ftpHost, PASSWORD } from '../../fakes/ftp-host.ts';
import { truncating } from '../../fakes/ftp-quirks.ts';
import { testPorts } from '../../fakes/ports.ts';
import { webHost } from '../../fakes/web-host.ts';

/** 02:15 in Moscow: the lead start of the window that opens at 03:00. */
const LEAD_START = '2026-11-22T23:15:00.000Z';
const WINDOW = '2026-11-23T00:00:00.000Z';
const feedOf = (title: string, ads = 1) =>
  `<Ads>${Array.from({ length: ads }, (_, n) => `<Ad><Id>${1000 + n}</Id><Title>${title}</Title></Ad>`).join('')}</Ads>`;
const FEED = feedOf('first');
const LIVE = feedOf('live');
const OLD = feedOf('old');
const PICTURE = `${sha256('a picture')}.png`;
const FEED_PATH = '/api/avito/feed.xml';

let stack: AsyncDisposableStack;
let root: string;
let ports: Ports;
let secret: Record<string, string>;
let now: Date;

const startHost = async (options: Omit<FtpHostOptions, 'root'> = {}) => {
  secret = stack.use(await ftpHost({ root, ...options })).secret;
};

const startDealer = async (url: string, id = 'north') => {
  const dealer = { ...testDealer({}, url), id };
  await ports.table.dealers.put({ dealerId: id, version: '1', configuration: dealer });
};

const build = async (version: number, content: string, changes: Partial<FeedVersion> = {}) => {
  const key = `feeds/north/${version}.xml`;
  const hash = { sha256: sha256(content), bytes: Buffer.byteLength(content) };
  await ports.artefacts.write(key, content, 'application/xml');
  await ports.table.feeds.put({
    ...{ dealerId: 'north', version, key, ...hash, ads: 1, revision: version, status: 'built' as const },
    ...{ builtAt: LEAD_START, ...changes },
  });
  await ports.table.channelStates.add({ dealerId: 'north' }, { builtFeed: 1 });
};

const deliver = (request: { mode?: string; dealerId?: string } = {}) =>
  runDelivery({ at: LEAD_START, ...request }, ports);

const live = () => readFile(join(root, FEED_PATH), 'utf8');
const receipts = () => ports.table.deliveries.query({ dealerId: 'north' });
const statistic = async ({ sequence: runId = '' }: Partial<DeliveryReceipt> = {}) =>
  (await ports.table.statistics.query({ dealerId: 'north', documentId: runId, runId }))[0];
const state = () => ports.table.channelStates.get({ dealerId: 'north' });

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  root = await mkdtemp(join(tmpdir(), 'dealer-host-'));
  stack.defer(() => rm(root, { recursive: true }));
  now = new Date(LEAD_START);
  const real = stack.use(await testPorts());
  ports = { ...real, secrets: { read: async () => secret }, clock: () => now };
  await startHost();
  await startDealer(stack.use(await webHost(root)).url);
});
afterEach(() => stack.disposeAsync());

describe('Before a window', () => {
  test('the feed is put on the host, and proven at its public URL', async () => {
    await build(1, FEED);
    await deliver();
    expect(await live()).toBe(FEED);
    expect(await receipts()).toMatchObject([
      {
        ...{ window: WINDOW, outcome: 'delivered', feedVersion: 1, sha256: sha256(FEED), bytes: FEED.length },
        ...{ attempts: 1, server: `ftp://127.0.0.1:${secret.port}`, warnings: ['plainFtp'] },
      },
    ]);
    expect(await state()).toMatchObject({ verifiedFeed: 1, queued: false });
    expect(await ports.table.feeds.get({ dealerId: 'north', version: 1 })).toMatchObject({
      status: 'delivered',
    });
  });

  test('its end is announced', async () => {
    await build(1, FEED);
    expect(await deliver()).toMatchObject([
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
    const { configuration } = (await ports.table.dealers.get({ dealerId: 'north' })) ?? {};
    const own = `${configuration?.pictures.baseUrl}${PICTURE}`;
    await ports.assets.write(`pictures/${PICTURE}`, 'a picture', 'image/png');
    await build(
      1,
      `<Ads><Ad><Images><Image url="${own}"/><Image url="https://a.example/b.png"/></Images></Ad></Ads>`,
    );
    await deliver();
    expect(await readdir(join(root, 'pictures'))).toEqual([PICTURE]);
    expect(await receipts()).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('a picture that is missing keeps the feed at home', async () => {
    const { configuration } = (await ports.table.dealers.get({ dealerId: 'north' })) ?? {};
    await build(
      1,
      `<Ads><Ad><Images><Image url="${configuration?.pictures.baseUrl}${PICTURE}"/></Images></Ad></Ads>`,
    );
    await deliver();
    await expect(live()).rejects.toThrow('ENOENT');
    expect(await receipts()).toMatchObject([
      { outcome: 'queued', reason: { values: { detail: expect.stringContaining(PICTURE) } } },
    ]);
  });

  test('a picture that its URL does not serve keeps the feed at home, and is tried again', async () => {
    const { configuration } = (await ports.table.dealers.get({ dealerId: 'north' })) ?? {};
    await ports.assets.write(`pictures/${PICTURE}`, 'a picture', 'image/png');
    await build(1, `<Ads><Ad><Image url="${configuration?.pictures.baseUrl}${PICTURE}"/></Ad></Ads>`);
    const web = { get: async () => ({ status: 404, bytes: 0, sha256: sha256('') }) };
    await runDelivery({ at: LEAD_START }, { ...ports, web });
    expect(await receipts()).toMatchObject([
      { outcome: 'queued', reason: { values: { detail: expect.stringContaining('404') } } },
    ]);
    await deliver();
    expect((await receipts()).at(-1)).toMatchObject({ outcome: 'delivered' });
  });

  test('an unchanged feed is only asked for', async () => {
    await build(1, FEED);
    await deliver();
    await deliver();
    expect(await receipts()).toMatchObject([{ outcome: 'delivered' }, { outcome: 'unchanged', attempts: 0 }]);
  });

  test('a new version with the bytes of the live one is only asked for', async () => {
    await build(1, FEED);
    await deliver();
    await build(2, FEED);
    await deliver();
    expect((await receipts()).at(-1)).toMatchObject({ outcome: 'unchanged', feedVersion: 2, attempts: 0 });
    expect(await state()).toMatchObject({ verifiedFeed: 2, queued: false });
  });

  test('a host that lost the feed gets it again', async () => {
    await build(1, FEED);
    await deliver();
    await rm(join(root, FEED_PATH));
    await deliver();
    expect(await live()).toBe(FEED);
    expect(await receipts()).toMatchObject([{ outcome: 'delivered' }, { outcome: 'delivered' }]);
  });

  test('a held feed stays at home, and the live one stays', async () => {
    await build(1, LIVE);
    await deliver();
    await build(2, '<Ads></Ads>', { status: 'held', heldFor: [asTold('All ads would vanish.')] });
    await deliver();
    expect(await live()).toBe(LIVE);
    expect((await receipts()).at(-1)).toMatchObject({
      outcome: 'held',
      reason: { code: 'feed-held', values: { version: 2, reasons: [asTold('All ads would vanish.')] } },
    });
    expect(await state()).toMatchObject({ verifiedFeed: 1, queued: false });
  });
});

describe('A feed that would take away too much of the live one', () => {
  const feed = (version: number) => ports.table.feeds.get({ dealerId: 'north', version });

  /** Version 3 was built, and compared with version 1, before version 2 was proven. */
  const startWithBuiltTooEarly = async (changes: Partial<FeedVersion> = {}) => {
    await build(1, feedOf('a', 10));
    await deliver();
    await build(2, feedOf('b', 100));
    await deliver();
    await build(3, feedOf('c', 10), changes);
  };

  test('is held, though it did not when it was built', async () => {
    await startWithBuiltTooEarly();
    const reason = expect.stringContaining('90 of 100 live ads would go, more than 10 %');
    expect(await deliver()).toMatchObject([{ outcome: 'held', reason, feed: { version: 3 } }]);
    expect(await live()).toBe(feedOf('b', 100));
    expect(await feed(3)).toMatchObject({
      status: 'held',
      heldFor: [{ code: 'many-would-go', values: { removed: 90, live: 100, percent: 10 } }],
    });
    expect(await state()).toMatchObject({ verifiedFeed: 2, queued: false });
    expect(await deliver()).toMatchObject([{ outcome: 'held', reason }]);
  });

  test('goes all the same once a person has approved it', async () => {
    await startWithBuiltTooEarly({ status: 'approved' });
    expect(await deliver()).toMatchObject([{ outcome: 'delivered', feed: { version: 3 } }]);
    expect(await live()).toBe(feedOf('c', 10));
  });

  test('goes if a person approves it at that very moment', async () => {
    await startWithBuiltTooEarly();
    const approving = async (key: string) => {
      await ports.table.feeds.patchIf({ dealerId: 'north', version: 3 }, { status: 'approved' });
      return ports.artefacts.readStream(key);
    };
    const artefacts = { ...ports.artefacts, readStream: approving };
    await runDelivery({ at: LEAD_START }, { ...ports, artefacts });
    expect((await receipts()).at(-1)).toMatchObject({ outcome: 'delivered', feedVersion: 3 });
  });

  test('goes within the limits of the dealer', async () => {
    const { configuration } = (await ports.table.dealers.get({ dealerId: 'north' })) ?? {};
    const generous = Dealer.parse({ ...configuration, guard: { maxRemovedPercent: 90 } });
    await ports.table.dealers.put({ dealerId: 'north', version: '2', configuration: generous });
    await startWithBuiltTooEarly();
    expect(await deliver()).toMatchObject([{ outcome: 'delivered', feed: { version: 3 } }]);
  });

  test('is made with a rate that has grown too old since', async () => {
    const rates = [{ currency: 'EUR', date: '1900-01-01' }];
    await build(1, FEED, { rates });
    const reason = expect.stringContaining('the EUR rate is of 1900-01-01, over 36500 days ago');
    expect(await deliver()).toMatchObject([{ outcome: 'held', reason }]);
    await expect(live()).rejects.toThrow('ENOENT');
  });

  test('is empty', async () => {
    await build(1, '<Ads/>');
    expect(await deliver()).toMatchObject([
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
    await build(1, FEED);
    const table = { ...ports.table, locks: { ...ports.table.locks, putIf: failing } };
    expect(await runDelivery({ at: LEAD_START }, { ...ports, table })).toMatchObject([
      { ...told, reason: expect.stringContaining('the table is gone'), feed: null, server: '', warnings: [] },
    ]);
  });

  test('is announced as failed when it has no receipt, and stays queued', async () => {
    await build(1, FEED);
    const table = { ...ports.table, deliveries: { ...ports.table.deliveries, put: failing } };
    expect(await runDelivery({ at: LEAD_START }, { ...ports, table })).toMatchObject([
      { ...told, reason: expect.stringContaining('the table is gone'), feed: { version: 1 } },
    ]);
    expect(await state()).toMatchObject({ queued: true });
  });
});

describe('When the host does not do its part', () => {
  test('wrong credentials halt the dealer until a person has looked', async () => {
    await build(1, FEED);
    secret = { ...secret, password: 'another' };
    await build(2, feedOf('second'));
    await deliver();
    await deliver();
    expect(await receipts()).toMatchObject([{ outcome: 'halted' }]);
    expect(await state()).toMatchObject({
      halted: { code: 'login-refused', values: { detail: expect.stringContaining('530') } },
    });
  });

  test('three attempts are made, then it is queued, and the next one heals it', async () => {
    await build(1, FEED);
    const good = secret;
    await startHost({ fileSystem: truncating });
    await deliver();
    expect(await receipts()).toMatchObject([
      { outcome: 'queued', attempts: 3, reason: { code: 'uploads-failed', values: { attempts: 3 } } },
    ]);
    expect(await state()).toMatchObject({ queued: true, verifiedFeed: 0 });
    secret = good;
    await deliver();
    expect(await readdir(dirname(join(root, FEED_PATH)))).toEqual(['feed.xml']);
    expect(await state()).toMatchObject({ queued: false, verifiedFeed: 1 });
  });

  test('a URL that answers 404 is no delivery, whatever the host said', async () => {
    await startDealer('http://127.0.0.1:9');
    const web = { get: async () => ({ status: 404, bytes: 0, sha256: sha256('') }) };
    await build(1, FEED);
    await runDelivery(
      { at: LEAD_START, dealerId: 'north' },
      { ...ports, web, clock: () => new Date(WINDOW) },
    );
    expect(await receipts()).toMatchObject([
      { outcome: 'failed', feedVersion: 1, reason: { code: 'url-refuses', values: { status: 404 } } },
    ]);
    expect(await state()).toMatchObject({ verifiedFeed: 0, queued: true });
  });

  test('a URL that still serves the old bytes is asked until the deadline, then called stale', async () => {
    await build(1, OLD);
    await deliver();
    await build(2, feedOf('new'));
    let asked = 0;
    const web = {
      get: async () => {
        asked += 1;
        now = new Date(now.getTime() + 10 * 60_000);
        return { status: 200, bytes: OLD.length, sha256: sha256(OLD) };
      },
    };
    await runDelivery({ at: LEAD_START }, { ...ports, web });
    expect(asked).toBe(5);
    const receipt = (await receipts()).at(-1);
    expect(receipt).toMatchObject({ outcome: 'servedStale', feedVersion: 2 });
    expect(await statistic(receipt)).toMatchObject({ seconds: 50 * 60 - 4 * 30 });
  });

  test('one dealer does not disturb another', async () => {
    await build(1, FEED);
    await startDealer('http://127.0.0.1:9', 'south');
    await ports.table.channelStates.add({ dealerId: 'south' }, { builtFeed: 1 });
    await deliver();
    expect(await receipts()).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('a password that the host echoes is told to nobody', async () => {
    await build(1, FEED);
    secret = { ...secret, username: 'nobody' };
    const told = JSON.stringify([await deliver(), await receipts(), await state()]);
    expect(told).toContain('No entry for nobody with ********');
    expect(told).not.toContain(PASSWORD);
  });
});

describe('The lease', () => {
  test('two at once: one delivers, the other goes away', async () => {
    await build(1, FEED);
    await Promise.all([deliver(), deliver()]);
    expect(await receipts()).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('of a delivery that died is taken over once it has run out', async () => {
    await build(1, FEED);
    const died = { dealerId: 'north', name: 'delivery', owner: 'died', until: now.getTime() + 60_000 };
    await ports.table.locks.put(died);
    await deliver();
    expect(await receipts()).toEqual([]);
    now = new Date(now.getTime() + 61_000);
    await deliver();
    expect(await receipts()).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('lost in the middle, a delivery writes nothing any more', async () => {
    await build(1, FEED);
    const stolen = { dealerId: 'north', name: 'delivery', owner: 'newer', until: now.getTime() + 60_000 };
    const secrets = { read: () => ports.table.locks.put(stolen).then(() => secret) };
    await runDelivery({ at: LEAD_START }, { ...ports, secrets });
    expect(await receipts()).toEqual([]);
    expect(await ports.table.locks.get({ dealerId: 'north', name: 'delivery' })).toMatchObject({
      owner: 'newer',
    });
  });
});

describe('The opening check', () => {
  test('costs nothing while it waits for the opening', async () => {
    await build(1, LIVE);
    await deliver();
    now = new Date('2026-11-22T23:59:10.000Z');
    const web = {
      get: async (url: string) => {
        now = new Date('2026-11-23T00:00:03.000Z');
        return ports.web.get(url);
      },
    };
    await runDelivery({ at: '2026-11-22T23:59:00.000Z', mode: 'verify' }, { ...ports, web });
    const receipt = (await receipts()).at(-1);
    expect(receipt).toMatchObject({ outcome: 'unchanged', seconds: 53 });
    expect(await statistic(receipt)).toMatchObject({ seconds: 3, costUsd: lambdaCost(3, ports.memoryMb) });
  });

  test('proves what is live and brings nothing', async () => {
    await build(1, LIVE);
    await deliver();
    await build(2, feedOf('newer'));
    now = new Date(WINDOW);
    await runDelivery({ at: '2026-11-22T23:59:00.000Z', mode: 'verify' }, ports);
    expect(await live()).toBe(LIVE);
    expect((await receipts()).at(-1)).toMatchObject({ window: WINDOW, outcome: 'unchanged', feedVersion: 1 });
  });

  test('tells of a file that somebody has changed, and a sweep brings ours back', async () => {
    await build(1, LIVE);
    await deliver();
    await mkdir(dirname(join(root, FEED_PATH)), { recursive: true });
    await writeFile(join(root, FEED_PATH), 'somebody else was here');
    now = new Date(WINDOW);
    await runDelivery({ at: '2026-11-22T23:59:00.000Z', mode: 'verify' }, ports);
    expect((await receipts()).at(-1)).toMatchObject({ outcome: 'failed' });
    await runDelivery({ at: '2026-11-23T01:00:00.000Z' }, ports);
    expect(await live()).toBe(LIVE);
  });
});
