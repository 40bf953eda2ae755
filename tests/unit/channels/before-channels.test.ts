import { readFileSync } from 'node:fs';
import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '#shared/hash.ts';
import type { ObjectStore } from '#shared/ports.ts';
import { runDelivery } from '../../fakes/delivery-machine.ts';
import { build, dropList, idsOf, pricesOf, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';

interface Before {
  items: Record<string, AttributeValue>[];
  feed: { key: string; text: string };
}

/**
 * A dealer of whom three ads are live, and a price waits for a person: its items and its live feed as they were written
 * before there were channels, taken from the wire.
 */
const BEFORE: Before = JSON.parse(readFileSync(new URL('./before-channels.json', import.meta.url), 'utf8'));
const DEMO = { dealerId: 'demo' };

let ports: Awaited<ReturnType<typeof testPorts>>;
beforeEach(async () => {
  ports = await testPorts();
  const raw = new DynamoDBClient({});
  for (const Item of BEFORE.items) await raw.send(new PutItemCommand({ TableName: ports.place.table, Item }));
  await ports.artefacts.write(BEFORE.feed.key, BEFORE.feed.text, 'application/xml');
  await site().write('demo/feed.xml', BEFORE.feed.text, 'application/xml');
});
afterEach(() => ports[Symbol.asyncDispose]());

const site = () => ports.site as ObjectStore;
const live = async () => String(await site().read('demo/feed.xml'));

const deliver = () => {
  const get = async () => {
    const body = await site().read('demo/feed.xml');
    return { status: 200, bytes: body.byteLength, sha256: sha256(body) };
  };
  return runDelivery({ at: ports.clock().toISOString(), dealerId: 'demo' }, { ...ports, web: { get } });
};

describe('What was kept before there were channels is the first channel’s', () => {
  test('a build goes on from the live version, and asks of what has vanished', async () => {
    await dropList(ports, '3', [withAd('A0'), withAd('A1')]);
    expect((await build(ports)).feed?.version).toBe(2);
    expect(await ports.table.feeds.get({ ...DEMO, version: 2 })).toMatchObject({
      status: 'held',
      heldFor: [{ code: 'many-would-go' }],
      changes: { since: 1, added: 0, removed: 1 },
    });
    await deliver();
    expect(await live()).toBe(BEFORE.feed.text);
  });

  test('a price that a person accepts goes out, and the version is proven', async () => {
    const [asked] = await ports.table.guardItems.query(DEMO);
    await ports.table.reviews.patchIf({ ...DEMO, subject: asked?.subject ?? '' }, { status: 'accepted' });
    await build(ports);
    expect(await idsOf(ports, 2)).toEqual(['A0', 'A1', 'A2']);
    expect(await pricesOf(ports, 2)).toEqual(['3200000', '2500000', '2500000']);
    expect(await deliver()).toMatchObject([{ channel: 'avito', outcome: 'delivered', feed: { version: 2 } }]);
    expect(await live()).toContain('3200000');
    expect(await ports.table.channelStates.get(DEMO)).toMatchObject({ builtFeed: 2, verifiedFeed: 2 });
    expect(await ports.table.states.get(DEMO)).toMatchObject({ offersRevision: 3, tickets: 1 });
    expect(await ports.table.deliveries.query(DEMO)).toHaveLength(2);
  });

  test('an ad keeps its Id', async () => {
    expect(await ports.table.ads.query(DEMO)).toMatchObject([{ adId: 'A0', codes: ['A0'] }]);
  });
});
