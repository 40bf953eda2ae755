import { afterAll, beforeAll, expect, test } from 'vitest';
import { Delivery } from '#contracts/delivered.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { acquire } from '../../../functions/deliver/delivery.ts';
import { verify } from '../../../functions/deliver/verify.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';

const DEADLINE = '2026-11-23T00:00:00.000Z';
const FEED = { version: 1, key: 'feeds/north/1.xml', sha256: 'of the feed', bytes: 6 };

let ports: Ports & AsyncDisposable;
beforeAll(async () => {
  ports = await testPorts();
  await ports.table.dealers.put({ dealerId: 'north', version: '1', configuration: testDealer() });
});
afterAll(() => ports[Symbol.asyncDispose]());

test.each([
  { secondsLeft: 31, route: 'wait' },
  { secondsLeft: 30, route: 'receipt' },
  { secondsLeft: -5, route: 'receipt' },
])('With $secondsLeft seconds left a URL that lacks the feed leads to $route: nobody asks after the deadline', async ({
  secondsLeft,
  route,
}) => {
  const item = { dealerId: 'north', deliveryId: '1', window: DEADLINE, deadline: DEADLINE, mode: 'deliver' };
  const clock = () => new Date(Date.parse(DEADLINE) - secondsLeft * 1000);
  const web = { get: async () => ({ status: 404, bytes: 0, sha256: sha256('') }) };
  const uploaded = Delivery.parse({ ...item, feed: FEED, uploaded: true });
  await acquire(uploaded, ports);
  expect(await verify(uploaded, { ...ports, clock, web })).toMatchObject({ route });
});
