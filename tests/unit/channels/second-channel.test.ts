import { type AttributeValue, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { Delivery, DeliveryRequest, type DueDeliveries, WindowCheckRequest } from '#contracts/delivered.ts';
import type { Reason } from '#contracts/reason.ts';
import { testDealer } from '#desk/dealers/test-dealer.ts';
import { approveFeed } from '#desk/feeds/decide.ts';
import type { AccessTo } from '#functions/deliver/uploader.ts';
import { generate } from '#functions/generate/generate.ts';
import { actsSince, type RecordedAct } from '#functions/operations/audit/acts.ts';
import { finishOrphans } from '#functions/operations/audit/finish-orphans.ts';
import { watch } from '#functions/operations/watch/watch.ts';
import { writeOffersBeside } from '#functions/validate/offers.ts';
import { avito } from '#marketplace/avito.ts';
import { marketplacesOf } from '#marketplace/marketplaces.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { parseDealer, refuseSharedTarget } from '#shared/dealers.ts';
import { inChannel } from '#shared/in-channel.ts';
import { runStep } from '../../../functions/deliver/steps.ts';
import { deskOn } from '../../fakes/desk.ts';
import { aDealer } from '../../fakes/listings.ts';
import { build, idsOf } from '../../fakes/lists.ts';
import { offer, runState } from '../../fakes/records.ts';
import { BESIDE, CODES, DEMO, twoChannels } from '../../fakes/two-channels.ts';
import { classifieds } from '../marketplace/classifieds.ts';

const FIRST = 'D#demo';
const SECOND = 'D#demo#CHANNEL#classifieds';

let scene: Awaited<ReturnType<typeof twoChannels>>;
let ports: (typeof scene)['ports'];

beforeEach(async () => {
  scene = await twoChannels();
  ports = scene.ports;
  return () => ports[Symbol.asyncDispose]();
});

const { feed } = BESIDE;
const second = () => scene.second();
const offerInSecond = (...args: Parameters<(typeof scene)['offerInSecond']>) => scene.offerInSecond(...args);
const buildSecond = () => scene.buildSecond();
const sellInBoth = () => scene.sellInBoth();

const itemsOf = async (partition: string): Promise<Record<string, AttributeValue>[]> => {
  const { Items = [] } = await new DynamoDBClient({}).send(
    new QueryCommand({
      TableName: ports.place.table,
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': { S: partition } },
    }),
  );
  return Items;
};
const sortKeysOf = async (partition: string) => (await itemsOf(partition)).map(({ SK }) => SK?.S ?? '');

const accessTo: AccessTo = () => Promise.reject(new Error('the host was asked'));
const step = (name: 'acquire' | 'guard' | 'receipt', delivery: Delivery) =>
  runStep({ step: name, delivery }, ports, { shape: classifieds.feed, accessTo }) as Promise<Delivery>;
const deliveryIn = (channel: string, changes: Partial<Delivery> = {}) => {
  const at = '2026-11-23T00:00:00.000Z';
  const item = { ...DEMO, channel, deliveryId: `of-${channel}`, window: at, deadline: at, mode: 'deliver' };
  return Delivery.parse({ ...item, ...changes });
};

describe('Two channels of one dealer', () => {
  test('have versions, states and files of their own, by the same sort keys', async () => {
    const before = await itemsOf(FIRST);
    expect((await buildSecond()).feed?.version).toBe(1);
    expect(await itemsOf(FIRST)).toEqual(before);
    const [feed] = await second().table.feeds.query(DEMO);
    expect(feed).toMatchObject({
      version: 1,
      ads: CODES.length,
      key: expect.stringContaining('feeds/demo/classifieds/'),
    });
    expect(String(await ports.artefacts.read(feed?.key ?? ''))).toContain('<offer><number>A00</number>');
    expect(await second().table.channelStates.get(DEMO)).toMatchObject({ builtFeed: 1, verifiedFeed: 0 });
    expect(await sortKeysOf(FIRST)).toEqual(expect.arrayContaining(await sortKeysOf(SECOND)));
  });

  test('are built to the dealer’s revision each, the one no further for the other', async () => {
    await buildSecond();
    const { offersRevision } = (await ports.table.states.get(DEMO)) ?? {};
    expect((await second().table.channelStates.get(DEMO))?.builtRevision).toBe(offersRevision);
    expect((await ports.table.channelStates.get(DEMO))?.builtRevision).toBeLessThan(offersRevision ?? 0);
    const before = await itemsOf(SECOND);
    await build(ports);
    expect((await ports.table.channelStates.get(DEMO))?.builtRevision).toBe(offersRevision);
    expect(await idsOf(ports, 1)).toEqual(CODES);
    expect(await itemsOf(SECOND)).toEqual(before);
  });

  test('are guarded by what is live in each, and ask their own questions', async () => {
    await buildSecond();
    await second().table.channelStates.patchIf(DEMO, { verifiedFeed: 1 });
    const before = await itemsOf(FIRST);
    await offerInSecond('2', CODES.slice(-1), '300');
    await buildSecond();
    const ofList = ['HEAD', 'STATE'];
    const isOther = ({ SK }: Record<string, AttributeValue>) =>
      !ofList.some((kind) => SK?.S?.startsWith(kind));
    expect((await itemsOf(FIRST)).filter(isOther)).toEqual(before.filter(isOther));
    expect(await second().table.guardItems.query(DEMO)).toMatchObject([
      { kind: 'price-jump', adId: CODES.at(-1), proposed: '300', status: 'open' },
    ]);
    expect(await ports.table.guardItems.query(DEMO)).toMatchObject([
      { kind: 'price-jump', adId: CODES[0], proposed: '4000000', status: 'open' },
    ]);
  });

  test('are delivered beside each other, and the proof of one is none of the other', async () => {
    await sellInBoth();
    await buildSecond();
    expect(await step('acquire', deliveryIn('avito'))).toMatchObject({ route: 'guard' });
    const first = await itemsOf(FIRST);
    const begun = await step('acquire', deliveryIn('classifieds'));
    expect(begun).toMatchObject({ route: 'guard' });
    const chosen = await step('guard', begun);
    expect(chosen).toMatchObject({
      route: 'pictures',
      feed: { version: 1, key: expect.stringContaining('/classifieds/') },
    });
    expect(await step('receipt', { ...chosen, outcome: 'delivered' })).toMatchObject({ route: 'receipt' });
    const others = ({ SK }: Record<string, AttributeValue>) => !SK?.S?.startsWith('DOC#');
    expect((await itemsOf(FIRST)).filter(others)).toEqual(first);
    expect(await second().table.channelStates.get(DEMO)).toMatchObject({ verifiedFeed: 1, queued: false });
    expect(await second().table.deliveries.query(DEMO)).toMatchObject([{ outcome: 'delivered' }]);
    expect(await ports.table.deliveries.query(DEMO)).toEqual([]);
  });
});

describe('A channel that a dealer’s configuration names', () => {
  const dueAt = async (at: string, request: object = {}) => {
    const asked = DeliveryRequest.parse({ at, ...request });
    const { deliveries } = (await runStep({ step: 'due', request: asked }, ports, {
      ...{ shape: classifieds.feed, accessTo },
    })) as DueDeliveries;
    return deliveries.map(({ channel, window }) => [channel, window]);
  };

  test('is delivered at its own windows, beside the first or alone', async () => {
    await sellInBoth();
    await buildSecond();
    expect(await dueAt('2026-11-23T02:00:00.000Z')).toContainEqual([
      'classifieds',
      '2026-11-23T03:00:00.000Z',
    ]);
    const byHand = { dealerId: 'demo' };
    expect(await dueAt('2026-11-23T10:00:00.000Z', byHand)).toEqual([
      ['avito', 'manual'],
      ['classifieds', 'manual'],
    ]);
    expect(await dueAt('2026-11-23T10:00:00.000Z', { ...byHand, channel: 'classifieds' })).toEqual([
      ['classifieds', 'manual'],
    ]);
  });

  test('is asked at its own address', async () => {
    await sellInBoth();
    const asked: string[] = [];
    const web = {
      get: async (url: string) => {
        asked.push(url);
        return { status: 404, bytes: 0, sha256: '' };
      },
    };
    for (const channel of ['avito', 'classifieds']) {
      const begun = await step('acquire', deliveryIn(channel));
      const reference = { version: 1, key: 'x', sha256: 'a', bytes: 1 };
      const delivery = { ...begun, feed: reference, uploaded: true };
      const parts = { shape: classifieds.feed, accessTo };
      await runStep({ step: 'verify', delivery }, { ...ports, web }, parts);
    }
    expect(asked).toEqual([aDealer({}).feed.publicUrl, feed.publicUrl]);
  });

  test('counts among what is live and what is held', async () => {
    await sellInBoth();
    const before = await watch(ports);
    await buildSecond();
    await second().table.channelStates.patchIf(DEMO, { verifiedFeed: 1 });
    expect((await watch(ports)).AdsLive).toBe(before.AdsLive + CODES.length);
  });

  test('misses windows of its own', async () => {
    await sellInBoth();
    await buildSecond();
    await second().table.feeds.patchIf({ ...DEMO, version: 1 }, { builtAt: '2026-11-20T00:00:00.000Z' });
    const request = WindowCheckRequest.parse({ at: '2026-11-23T03:30:00.000Z', mode: 'check' });
    const parts = { shape: classifieds.feed, accessTo };
    expect(await runStep({ step: 'check', request }, ports, parts)).toEqual({
      ...{ opened: 1, missed: 1, dealers: ['demo'] },
    });
  });

  test('has its offers before the list is in force, and moves nothing of the first', async () => {
    const before = await itemsOf(FIRST);
    const offers = [
      offer('A09', { order: '3', ad: { id: 'A09', fields: { name: 'A09', cost: '7' }, images: [] } }),
    ];
    await writeOffersBeside({ offers, unseen: null }, runState({ runId: '3' }), '3', second());
    expect(await itemsOf(FIRST)).toEqual(before);
    expect((await second().table.offers.query(DEMO)).map(({ modelCode }) => modelCode)).toContain('A09');
  });

  test('has an address that no other feed has', async () => {
    const dealer = aDealer({ id: 'demo', channels: { classifieds: { feed: aDealer({}).feed } } });
    await expect(refuseSharedTarget(dealer, 'demo.json', ports)).rejects.toThrow('publicUrl');
  });

  test('is decided about by people, whose acts bear its name, and the first stays as it was', async () => {
    await sellInBoth();
    await buildSecond();
    await second().table.feeds.patchIf({ ...DEMO, version: 1 }, { status: 'held' });
    const before = await ports.table.feeds.query(DEMO);
    const wish = { ...DEMO, version: 1, why: 'right' };
    const approved = await approveFeed({ who: 'anna' }, wish, inChannel('classifieds', deskOn(ports)));
    expect(approved.status).toBe('approved');
    expect(await ports.table.feeds.query(DEMO)).toEqual(before);
    const lately = new Date(Date.now() - 60_000);
    const [act] = await actsSince('demo', lately, ports);
    expect(act?.intent).toMatchObject({ action: 'feed.approve', details: { channel: 'classifieds' } });
    await ports.audit.append({ ...(act as RecordedAct).intent, id: 'broken-off' });
    await finishOrphans('demo', new Date(Date.now() + 60_000), ports);
    const finished = (await actsSince('demo', lately, ports)).find(
      ({ intent }) => intent.id === 'broken-off',
    );
    expect(finished).toMatchObject({ ending: 'done', reason: { code: 'act-done-later' } });
  });

  test('has a way to its feed of its own, which is tried where people name it', async () => {
    await sellInBoth();
    const asked: object[] = [];
    const desk = deskOn(ports, async (_, __, input) => asked.push(input) > 0);
    await testDealer({ who: 'anna' }, DEMO, inChannel('classifieds', desk));
    expect(asked).toMatchObject([{ mode: 'test', dealerId: 'demo', channel: 'classifieds' }]);
  });

  /** What a run that brings both up to date tells. */
  const bothBuilt = async (now: string) => {
    await sellInBoth();
    await buildSecond();
    const at = { ...ports, clock: () => new Date(now) };
    return (order: string) => generate(runState({ runId: order }), at, avito, [classifieds]);
  };

  test('is told of by the run that brings it up to date, where it waits for a person', async () => {
    const runTo = await bothBuilt('2026-11-23T12:00:00.000Z');
    await second().table.feeds.patchIf({ ...DEMO, version: 1 }, { status: 'held', heldFor: [] });
    const { feed, ending } = await runTo('3');
    expect(feed?.version).toBe(1);
    const told = { version: 1, dealerId: 'demo', channel: 'classifieds', reasons: [] };
    expect(ending).toEqual({ status: 'review', reason: { code: 'feed-held', values: told } });
    const why = ending?.reason as Reason;
    expect(sentenceOf(why)).toContain('version 1 in classifieds');
    expect(remedyOf(why)).toContain('feed diff demo --channel classifieds.');
  });

  test.each([
    ['2026-11-23T02:30:00.000Z', '2026-11-23T02:30:00.000Z'],
    ['2026-11-23T01:30:00.000Z', undefined],
  ])('has a window of its own that a feed built at %s goes to by itself: %s', async (now, soon) => {
    const runTo = await bothBuilt(now);
    expect((await runTo('3')).feed?.soon).toBe(soon);
  });

  test('is not the first, and has a name that there is', async () => {
    const inFirst = { ...aDealer({ id: 'demo' }), channels: { avito: { feed } } };
    expect(() => parseDealer(inFirst, 'demo.json')).toThrow('channels');
    await sellInBoth();
    await expect(marketplacesOf('demo', ports)).rejects.toThrow('there is no classifieds');
  });
});
