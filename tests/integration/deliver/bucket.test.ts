import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '#shared/hash.ts';
import type { ObjectStore } from '#shared/ports.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { deliveryScene, feedOf, type Scene } from './support.ts';

let scene: Scene;
let site: ObjectStore;
beforeEach(async () => {
  scene = await deliveryScene();
  site = scene.ports.site as ObjectStore;
  const { ftp: _, ...withoutHost } = testDealer({}, scene.url);
  await scene.ports.table.dealers.put({ dealerId: 'north', version: '1', configuration: withoutHost });
});
afterEach(() => scene[Symbol.asyncDispose]());

/** The address that serves the bucket. */
const web = {
  get: async (url: string) => {
    const body = await site.read(`north${new URL(url).pathname}`).catch(() => null);
    return body
      ? { status: 200, bytes: body.byteLength, sha256: sha256(body) }
      : { status: 404, bytes: 0, sha256: sha256('') };
  },
};
const live = async () => String(await site.read('north/api/avito/feed.xml'));
const lastReceipt = async () => (await scene.receipts()).at(-1);

describe('A dealer without a host of his own', () => {
  test('has his feed in the bucket, under his id, and proven at its address', async () => {
    await scene.build(1, feedOf('first'));
    await scene.deliver({}, { web });
    expect(await live()).toBe(feedOf('first'));
    expect(await lastReceipt()).toMatchObject({ outcome: 'delivered', server: 's3', warnings: [] });
  });

  test('keeps the old feed where the way to the bucket changes the bytes, and the next one heals', async () => {
    await scene.build(1, feedOf('old'));
    await scene.deliver({}, { web });
    await scene.build(2, feedOf('new'));
    const { artefacts } = scene.ports;
    const readStream = async (key: string) =>
      key.includes('/2') ? Readable.from([Buffer.from(`${feedOf('new')} `)]) : artefacts.readStream(key);
    await scene.deliver({}, { web, artefacts: { ...artefacts, readStream } });
    expect(await live()).toBe(feedOf('old'));
    expect(await lastReceipt()).toMatchObject({ outcome: 'queued' });
    await scene.deliver({}, { web });
    expect(await live()).toBe(feedOf('new'));
  });

  test('is tried to its URL; that nothing is deleted in a bucket is told, and no step has failed', async () => {
    await scene.deliver({ mode: 'test', dealerId: 'north' }, { web });
    const { steps = [] } = (await scene.ports.table.hostTests.get({ dealerId: 'north' })) ?? {};
    expect(steps.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'done', 'left']);
    expect(steps.at(-1)?.reason).toMatchObject({ code: 'test-file-stays' });
  });

  test('has no delivery proven where the bucket gives other bytes back', async () => {
    await scene.build(1, feedOf('first'));
    const readStream = async () => Readable.from([Buffer.from('something else')]);
    await scene.deliver({}, { web, site: { ...site, readStream } });
    expect(await lastReceipt()).toMatchObject({
      outcome: 'queued',
      attempts: 3,
      reason: {
        code: 'uploads-failed',
        values: { detail: expect.stringContaining('holds other bytes than ours') },
      },
    });
  });

  test('keeps his feed where the next delivery has taken over meanwhile', async () => {
    await scene.build(1, feedOf('old'));
    await scene.deliver({}, { web });
    await scene.build(2, feedOf('new'));
    const { artefacts, table } = scene.ports;
    const lock = { dealerId: 'north', name: 'delivery', owner: 'newer', until: scene.now.getTime() + 60_000 };
    const readStream = async (key: string) => {
      const { attempts = 0 } = (await table.locks.get(lock)) ?? {};
      if (attempts > 0) await table.locks.put(lock);
      return artefacts.readStream(key);
    };
    await scene.deliver({}, { web, artefacts: { ...artefacts, readStream } });
    expect(await live()).toBe(feedOf('old'));
    expect(await scene.receipts()).toHaveLength(1);
  });

  test('has his pictures in the bucket too, each brought once', async () => {
    const name = `${sha256('a picture')}.png`;
    await scene.ports.assets.write(`pictures/${name}`, 'a picture', 'image/png');
    const image = `<Image url="${scene.url}/pictures/${name}"/>`;
    const written: string[] = [];
    const writeFile: ObjectStore['writeFile'] = (key, path, type) => {
      written.push(`${key}: ${type}`);
      return site.writeFile(key, path, type);
    };
    for (const version of [1, 2]) {
      await scene.build(version, `<Ads><Ad><Id>1</Id><Title>${version}</Title>${image}</Ad></Ads>`);
      await scene.deliver({}, { web, site: { ...site, writeFile } });
    }
    const feed = 'north/api/avito/feed.xml: application/xml';
    expect(written).toEqual([`north/pictures/${name}: image/png`, feed, feed]);
  });

  test('is told what is missing where there is no bucket either', async () => {
    await scene.build(1, feedOf('first'));
    await scene.deliver({}, { web, site: null });
    expect(await lastReceipt()).toMatchObject({
      outcome: 'queued',
      reason: {
        code: 'delivery-broke',
        values: { detail: expect.stringContaining('give the dealer an ftp host') },
      },
    });
  });
});
