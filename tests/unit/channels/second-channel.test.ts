import { type AttributeValue, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { Delivery } from '#contracts/delivered.ts';
import type { AccessTo } from '#functions/deliver/uploader.ts';
import { generate } from '#functions/generate/generate.ts';
import { writeOffers } from '#functions/validate/offers.ts';
import { inChannel } from '#shared/in-channel.ts';
import { pointTo, RULES_SCOPE } from '#shared/rules-in-force.ts';
import { runStep } from '../../../functions/deliver/steps.ts';
import { aDealer } from '../../fakes/listings.ts';
import { build, dropList, goLive, idsOf, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';
import { offer, runState } from '../../fakes/records.ts';
import { classifieds } from '../marketplace/classifieds.ts';

const CODES = Array.from({ length: 4 }, (_, index) => `A${String(index).padStart(2, '0')}`);
const DEMO = { dealerId: 'demo' };
const FIRST = 'D#demo';
const SECOND = 'D#demo#CHANNEL#classifieds';

let ports: Awaited<ReturnType<typeof testPorts>>;

/** A dealer of whom four ads are live in the first channel, with a price that waits; the second has offers only. */
beforeEach(async () => {
  ports = await testPorts();
  await ports.table.dealers.put({ ...DEMO, version: '1', configuration: aDealer({ id: 'demo' }) });
  await putRules();
  const priced = (price: string) => CODES.map((code, at) => withAd(code, at === 0 ? { price } : {}));
  await dropList(ports, '1', priced('2500000'));
  await build(ports);
  await goLive(ports, 1);
  await dropList(ports, '2', priced('4000000'));
  await build(ports);
  await offerInSecond('2', CODES, '100');
  return () => ports[Symbol.asyncDispose]();
});

const fieldRules = ['name', 'cost'].map((tag) => ({
  ...{ id: tag, severity: 'block', source: 'test', tag },
  cases: [{ presence: 'required' }],
}));

const putRules = async () => {
  const [name, version] = [classifieds.name, 'made-up'];
  const none = { 'required-fields': [], 'model-catalogue': [], 'business-rules': [] };
  const rules = { version, layers: { ...none, 'field-rules': fieldRules } };
  await ports.table.rules.put({ scope: RULES_SCOPE, name, version, rules });
  await pointTo(name, version, null, ports);
};

const second = () => inChannel(classifieds.name, ports);

/** As validate writes the offers of a list, whatever they are in the first channel. */
const offerInSecond = async (order: string, codes: string[], cost: string) => {
  const offers = codes.map((code) =>
    offer(code, { order, ad: { id: code, fields: { name: code, cost }, images: [] } }),
  );
  await writeOffers({ offers, unseen: null }, runState({ runId: order }), order, second());
};

const buildSecond = () => generate(runState({ runId: 'run-2' }), ports, classifieds);

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
