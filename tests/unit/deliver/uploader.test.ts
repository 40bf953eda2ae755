import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Delivery } from '#contracts/delivered.ts';
import type { Ports } from '#shared/ports.ts';
import { acquire } from '../../../functions/deliver/delivery.ts';
import { upload } from '../../../functions/deliver/upload.ts';
import type { AccessTo, Target } from '../../../functions/deliver/uploader.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';

/** A place to put things that is not FTP; `put` is told where. */
const place =
  (put: (target: Target, text: string) => Promise<void>): AccessTo =>
  async () => ({
    server: 'place',
    open: async () => ({
      warnings: [],
      closed: false,
      names: async () => new Set<string>(),
      put: async (content, target) => {
        await put(target, String(await buffer(await content.open())));
        return [];
      },
      remove: async () => true,
      [Symbol.dispose]: () => {},
    }),
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
  const put: string[] = [];
  const elsewhere = place(async ({ path }, text) => void put.push(path, text));

  const { uploaded, server } = await upload(await started(ports), ports, elsewhere);

  expect({ uploaded, server }).toEqual({ uploaded: true, server: 'place' });
  expect(put).toEqual(['/api/avito/feed.xml', '<Ads/>']);
});

test('Whether the live file may be missing is asked when the upload is done, and not before', async () => {
  await using ports = await testPorts();
  let now = new Date('2026-11-22T10:45:00+03:00');
  const allowed: boolean[] = [];
  const slow = place(async ({ gapAllowed }) => {
    for (const minutes of [0, 6, 45]) {
      now = new Date(now.getTime() + minutes * 60_000);
      allowed.push(gapAllowed());
    }
  });
  await upload(await started(ports), { ...ports, clock: () => now }, slow);
  expect(allowed).toEqual([true, false, false]);
});
