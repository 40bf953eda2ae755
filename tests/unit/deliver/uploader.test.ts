import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Delivery } from '#contracts/delivered.ts';
import type { ObjectStore, Ports } from '#shared/ports.ts';
import { acquire } from '../../../functions/deliver/acquire.ts';
import { upload } from '../../../functions/deliver/upload.ts';
import type { ConnectUploader } from '../../../functions/deliver/uploader.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';

/** A bucket behind a web host: no FTP anywhere. */
const bucketUploader =
  (bucket: ObjectStore): ConnectUploader =>
  async () => ({
    server: 'bucket',
    warnings: [],
    names: async (folder) => new Set((await Array.fromAsync(bucket.list(folder))).map(({ key }) => key)),
    put: async (content, { path }) => {
      await bucket.write(path.slice(1), await buffer(await content.open()), 'application/xml');
      return [];
    },
    remove: async () => {},
    [Symbol.dispose]: () => {},
  });

/** A delivery that has its lease and its feed. */
const started = async (ports: Ports) => {
  await ports.artefacts.write('feeds/north/1.xml', '<Ads/>', 'application/xml');
  await ports.table.dealers.put({ dealerId: 'north', version: '1', configuration: testDealer() });
  const feed = { version: 1, key: 'feeds/north/1.xml', sha256: 'of the feed', bytes: 6 };
  const item = { dealerId: 'north', deliveryId: '1', window: 'manual', deadline: '2026-11-22T00:00:00Z' };
  return acquire(Delivery.parse({ ...item, mode: 'deliver', feed }), ports);
};

test('Another uploader takes the place of the FTP host', async () => {
  await using ports = await testPorts();

  const { uploaded, server } = await upload(await started(ports), ports, bucketUploader(ports.assets));

  expect({ uploaded, server }).toEqual({ uploaded: true, server: 'bucket' });
  expect(String(await ports.assets.read('api/avito/feed.xml'))).toBe('<Ads/>');
});

test('Whether the live file may be missing is asked when the upload is done, and not before', async () => {
  await using ports = await testPorts();
  let now = new Date('2026-11-22T10:45:00+03:00');
  const allowed: boolean[] = [];
  const slow: ConnectUploader = async (...access) => ({
    ...(await bucketUploader(ports.assets)(...access)),
    put: async (_, { gapAllowed }) => {
      for (const minutes of [0, 6, 45]) {
        now = new Date(now.getTime() + minutes * 60_000);
        allowed.push(gapAllowed());
      }
      return [];
    },
  });
  await upload(await started(ports), { ...ports, clock: () => now }, slow);
  expect(allowed).toEqual([true, false, false]);
});
