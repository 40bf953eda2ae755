import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '#messages/say.ts';
import { sha256 } from '#shared/hash.ts';
import { publicWeb } from '#shared/public-web.ts';
import { ftpHost } from '../../fakes/ftp-host.ts';
import { truncating } from '../../fakes/ftp-quirks.ts';
import { PUBLIC_NAME, publicNetwork } from '../../fakes/public-name.ts';
import { type Answering, webHost } from '../../fakes/web-host.ts';
import { deliveryScene, FEED_PATH, feedOf, type Scene } from './support.ts';

const OLD = feedOf('old');
const NEW = feedOf('new');
const MINUTE = 60_000;

let scene: Scene;
beforeEach(async () => {
  scene = await deliveryScene();
  scene.secret = scene.use(await ftpHost({ root: scene.root })).secret;
  await scene.dealer();
  await scene.build(1, OLD);
  await scene.deliver();
  await scene.build(2, NEW);
});
afterEach(() => scene[Symbol.asyncDispose]());

const lastReceipt = async () => (await scene.receipts()).at(-1);
const pass = (minutes: number) => {
  scene.now = new Date(scene.now.getTime() + minutes * MINUTE);
};

describe('A public URL that', () => {
  const serve =
    (status: number, body: string): Answering =>
    (_, response) =>
      response.writeHead(status).end(body);
  const truncated: Answering = (_, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write(NEW, () => response.destroy());
  };
  const intoLoopback: Answering = (request, response) =>
    request.url === FEED_PATH
      ? response.writeHead(302, { location: 'http://127.0.0.1/feed.xml' }).end()
      : response.end(NEW);

  test.each([
    { what: 'answers 404', answer: serve(404, ''), outcome: 'failed', says: /answers 404/ },
    { what: 'answers 500', answer: serve(500, 'Oops'), outcome: 'failed', says: /answers 500/ },
    { what: 'answers 206, as with a part', answer: serve(206, NEW), outcome: 'failed', says: /answers 206/ },
    { what: 'breaks off', answer: truncated, outcome: 'failed', says: /does not answer/ },
    { what: 'serves something else', answer: serve(200, 'hello'), outcome: 'failed', says: /5 other bytes/ },
    {
      what: 'keeps serving the old feed',
      answer: serve(200, OLD),
      outcome: 'servedStale',
      says: /other bytes/,
    },
    { what: 'leads into loopback', answer: intoLoopback, outcome: 'failed', says: /private network/ },
  ])('$what is no delivery, and the next window heals', async ({ answer, outcome, says }) => {
    const web = scene.use(await webHost(scene.root));
    web.answer = answer;
    await scene.dealer({}, `http://${PUBLIC_NAME}:${web.port}`);
    const asked = publicWeb({ network: publicNetwork });
    const get = async (url: string) => {
      pass(10);
      return asked.get(url);
    };
    await scene.deliver({}, { web: { get } });
    const receipt = await lastReceipt();
    expect(receipt).toMatchObject({ outcome, feedVersion: 2 });
    expect(receipt?.reason && sentenceOf(receipt.reason)).toMatch(says);
    expect(await scene.state()).toMatchObject({ verifiedFeed: 1, queued: true });
    await scene.dealer();
    await scene.deliver();
    expect(await scene.state()).toMatchObject({ verifiedFeed: 2, queued: false });
  });

  test('fails in a megabyte of words is told of in a few, and its state stays small', async () => {
    const get = async () => {
      pass(10);
      throw new Error(`altnames: ${'DNS:a.example, '.repeat(70_000)}`);
    };
    await scene.deliver({}, { web: { get } });
    const { outcome, reason } = (await lastReceipt()) ?? {};
    expect(outcome).toBe('failed');
    expect(reason && sentenceOf(reason)).toMatch(/does not answer: altnames.{1,300}$/);
  });

  test('serves the old feed for ten minutes is waited for', async () => {
    const get = async (url: string) => {
      pass(1);
      const isFresh = scene.now.getTime() >= Date.parse('2026-11-22T23:25:00.000Z');
      return isFresh ? scene.ports.web.get(url) : { status: 200, bytes: OLD.length, sha256: sha256(OLD) };
    };
    await scene.deliver({}, { web: { get } });
    expect(await lastReceipt()).toMatchObject({ outcome: 'delivered', attempts: 1, seconds: 600 });
  });
});

describe('A host that fails again and again', () => {
  const breakers = { failures: 2, resetSeconds: 60, successes: 1 };
  const settings = () => ({ breakers: { [`ftp://127.0.0.1:${scene.secret.port}`]: breakers } });
  const breaker = async () => (await scene.ports.table.breakers.query({}))[0];

  test('is left alone, and tried again within the remaining time', async () => {
    scene.secret = scene.use(await ftpHost({ root: scene.root, fileSystem: truncating })).secret;
    const clock = () => {
      pass(0.5);
      return scene.now;
    };
    await scene.deliver({}, { ...settings(), clock });
    expect(await breaker()).toMatchObject({ state: 'open' });
    expect(await lastReceipt()).toMatchObject({ outcome: 'queued' });
    expect(await scene.live()).toBe(OLD);
  });

  test('is not asked at all while it is left alone, and nothing is lost', async () => {
    const service = `ftp://127.0.0.1:${scene.secret.port}`;
    const openUntil = scene.now.getTime() + 60 * MINUTE;
    const open = { state: 'open' as const, failures: 5, successes: 0, probeUntil: 0, revision: 1 };
    await scene.ports.table.breakers.put({ service, openUntil, ...open });
    let rested = 0;
    const clock = () => {
      rested += 1;
      pass(1);
      return scene.now;
    };
    await scene.deliver({}, { clock });
    expect(rested).toBeGreaterThan(5);
    expect(await scene.live()).toBe(OLD);
    expect(await lastReceipt()).toMatchObject({ outcome: 'queued', attempts: 0 });
    pass(60);
    await scene.deliver();
    expect(await scene.live()).toBe(NEW);
  });
});

describe('The remaining time', () => {
  test('is for first attempts and for more: after the deadline there is none', async () => {
    scene.secret = scene.use(await ftpHost({ root: scene.root, fileSystem: truncating })).secret;
    const secrets = {
      read: async () => {
        pass(20);
        return scene.secret;
      },
    };
    await scene.deliver({}, { secrets });
    const receipt = await lastReceipt();
    expect(receipt).toMatchObject({
      outcome: 'queued',
      reason: { values: { detail: expect.stringContaining('No time is left') } },
    });
    expect(receipt?.attempts).toBeLessThan(3);
  });
});

describe('A lease that runs out in the middle of an upload', () => {
  const lock = { dealerId: 'north', name: 'delivery', owner: 'newer' };

  /** The next delivery takes the lease while our bytes are on their way. */
  const overtaking = () => {
    const { artefacts, table } = scene.ports;
    return {
      ...artefacts,
      readStream: async (key: string) => {
        const { attempts = 0 } = (await table.locks.get(lock)) ?? {};
        if (attempts > 0) await table.locks.put({ ...lock, until: scene.now.getTime() + 15 * MINUTE });
        return artefacts.readStream(key);
      },
    };
  };

  test('keeps the upload from its final name, and the next delivery removes what it left', async () => {
    await scene.deliver({}, { artefacts: overtaking() });
    expect(await scene.live()).toBe(OLD);
    expect(await scene.receipts()).toHaveLength(1);
    expect(await scene.ports.table.locks.get(lock)).toMatchObject({ owner: 'newer' });
    expect((await scene.namesBesideFeed()).filter((name) => name.endsWith('.part'))).toHaveLength(1);
    pass(16);
    await scene.deliver();
    expect(await scene.live()).toBe(NEW);
    expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
  });
});
