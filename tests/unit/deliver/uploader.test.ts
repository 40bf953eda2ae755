import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Delivery } from '#contracts/delivered.ts';
import type { ObjectStore } from '#shared/ports.ts';
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

test('Another uploader takes the place of the FTP host', async () => {
  await using ports = await testPorts();
  await ports.artefacts.write('feeds/north/1.xml', '<Ads/>', 'application/xml');
  await ports.table.dealers.put({ dealerId: 'north', version: '1', configuration: testDealer() });
  const feed = { version: 1, key: 'feeds/north/1.xml', sha256: 'of the feed', bytes: 6 };
  const item = { dealerId: 'north', deliveryId: '1', window: 'manual', deadline: '2026-11-22T00:00:00Z' };
  const delivery = await acquire(Delivery.parse({ ...item, mode: 'deliver', feed }), ports);

  const { uploaded, server } = await upload(delivery, ports, bucketUploader(ports.assets));

  expect({ uploaded, server }).toEqual({ uploaded: true, server: 'bucket' });
  expect(String(await ports.assets.read('api/avito/feed.xml'))).toBe('<Ads/>');
});
