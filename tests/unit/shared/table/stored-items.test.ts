import { type AttributeValue, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { asTold, reason } from '#messages/reason.ts';
import { KIND } from '../../../fakes/late-table.ts';
import { ownTable } from '../../../fakes/own-table.ts';
import { offer } from '../../../fakes/records.ts';

type Item = Record<string, AttributeValue>;

const KEY = { PK: { S: 'D#demo' }, SK: { S: 'OFFER#SKI-DOO#2026#FI#T1' } };

/** As the library that the table was first written with has put it; taken from the wire. */
const OFFER: Item = {
  dealerId: { S: 'demo' },
  brand: { S: 'SKI-DOO' },
  modelYear: { N: '2026' },
  market: { S: 'FI' },
  modelCode: { S: 'T1' },
  documentId: { S: 'd1' },
  runId: { S: 'run-1' },
  order: { S: '2026-01-01#1' },
  verdict: { S: 'published' },
  reasons: { L: [{ S: 'a' }] },
  adId: { S: 'T1' },
  updatedAt: { S: '2026-11-01T10:00:00.000Z' },
  ...KEY,
  GSI1PK: { S: 'D#demo#OFFER#published' },
  GSI1SK: { S: 'SKI-DOO#2026#FI#T1' },
  GSI2PK: { S: 'CODE#T1' },
  GSI2SK: { S: 'D#demo' },
  __edb_e__: { S: 'offer' },
  __edb_v__: { S: '1' },
};

const STATE: Item = {
  PK: { S: 'D#demo' },
  SK: { S: 'STATE' },
  __edb_e__: { S: 'state' },
  __edb_v__: { S: '1' },
  dealerId: { S: 'demo' },
  tickets: { N: '2' },
  offersRevision: { N: '2' },
  halted: { NULL: true },
};

const RECEIPT: Item = {
  ...{
    PK: { S: 'D#demo' },
    SK: { S: 'DELIVERY#manual#01M8' },
    __edb_e__: { S: 'delivery' },
    __edb_v__: { S: '1' },
  },
  ...{ dealerId: { S: 'demo' }, window: { S: 'manual' }, sequence: { S: '01M8' }, feedVersion: { N: '1' } },
  ...{
    outcome: { S: 'halted' },
    bytes: { N: '6' },
    sha256: { S: 'ab' },
    seconds: { N: '2' },
    attempts: { N: '1' },
  },
  ...{ server: { S: 'ftp://a.example:21' }, url: { S: 'https://a.example/feed.xml' }, warnings: { L: [] } },
  ...{ reason: { S: '530 Login incorrect' }, at: { S: '2026-11-03T10:00:00Z' } },
};

const HELD_FEED: Item = {
  ...{ PK: { S: 'D#demo' }, SK: { S: 'FEED#3' }, __edb_e__: { S: 'feed' }, __edb_v__: { S: '1' } },
  ...{
    dealerId: { S: 'demo' },
    version: { N: '3' },
    key: { S: 'feeds/demo/000003.xml' },
    sha256: { S: 'ab' },
  },
  ...{ bytes: { N: '6' }, ads: { N: '2' }, revision: { N: '4' }, status: { S: 'held' } },
  ...{
    reason: { S: '4 of 6 live ads would go, more than 10 %' },
    builtAt: { S: '2026-11-03T10:00:00.000Z' },
  },
};

const VECTOR: Item = {
  model: { S: 'm' },
  dimensions: { N: '4' },
  bucket: { S: 'ab' },
  hash: { S: 'abcd' },
  vector: { B: new Uint8Array([1, 2]) },
  ttl: { N: '5' },
  PK: { S: 'EMBED#m#4#ab' },
  SK: { S: 'abcd' },
  __edb_e__: { S: 'vector' },
  __edb_v__: { S: '1' },
};

const open = async () => {
  const { raw, name: TableName, records } = await ownTable(KIND);
  return {
    records,
    bring: (Item: Item) => raw.send(new PutItemCommand({ TableName, Item })),
    stored: async (Key: Item) => (await raw.send(new GetItemCommand({ TableName, Key }))).Item,
  };
};

describe('what is in the table of old', () => {
  test('is read, by key, by prefix and by index', async () => {
    const { records, bring } = await open();
    for (const item of [OFFER, STATE, VECTOR]) await bring(item);
    const known = offer('T1', { reasons: [asTold('a')] });
    expect(await records.offers.get(known)).toEqual(known);
    expect(await records.offers.query({ dealerId: 'demo', brand: 'SKI-DOO' })).toEqual([known]);
    expect(await records.offers.queryIndex('GSI1', { dealerId: 'demo', verdict: 'published' })).toEqual([
      known,
    ]);
    expect(await records.states.get({ dealerId: 'demo' })).toMatchObject({ tickets: 2, offersRevision: 2 });
    expect(await records.channelStates.get({ dealerId: 'demo' })).toMatchObject({
      halted: null,
      builtFeed: 0,
    });
    const [vector] = await records.vectors.getAll([
      { model: 'm', dimensions: 4, bucket: 'ab', hash: 'abcd' },
    ]);
    expect([...(vector?.vector ?? [])]).toEqual([1, 2]);
  });

  test('tells why a delivery failed and a dealer is halted as it was said', async () => {
    const { records, bring } = await open();
    for (const item of [RECEIPT, { ...STATE, halted: { S: '530 Login incorrect' } }]) await bring(item);
    const told = asTold('530 Login incorrect');
    expect(await records.deliveries.query({ dealerId: 'demo' })).toMatchObject([{ reason: told }]);
    expect(await records.channelStates.get({ dealerId: 'demo' })).toMatchObject({ halted: told });
  });

  test('tells why a feed is held as it was said', async () => {
    const { records, bring } = await open();
    await bring(HELD_FEED);
    const feed = await records.feeds.get({ dealerId: 'demo', version: 3 });
    expect(feed?.heldFor).toEqual([asTold('4 of 6 live ads would go, more than 10 %')]);
  });

  test('is not another kind of record whose key begins alike', async () => {
    const { records, bring } = await open();
    await bring({
      ...{ PK: { S: 'D#demo' }, SK: { S: 'DOC#d1#RUN#r1#STAT#match' } },
      ...{ __edb_e__: { S: 'statistic' }, __edb_v__: { S: '1' } },
    });
    expect(await records.documents.query({ dealerId: 'demo' })).toEqual([]);
  });
});

describe('what is written', () => {
  test('is the very item that it was of old, but that its reasons are data', async () => {
    const { records, stored } = await open();
    const powerless = reason('field-missing', { field: 'Power' });
    await records.offers.put(offer('T1', { reasons: [powerless], ad: undefined }));
    expect(await stored(KEY)).toEqual({
      ...OFFER,
      reasons: { L: [{ M: { code: { S: 'field-missing' }, values: { M: { field: { S: 'Power' } } } } }] },
    });
    await records.states.add({ dealerId: 'demo' }, { tickets: 2, offersRevision: 2 });
    await records.channelStates.patchIf({ dealerId: 'demo' }, { halted: null });
    expect(await stored({ PK: { S: 'D#demo' }, SK: { S: 'STATE' } })).toEqual(STATE);
    await records.vectors.putAll([
      { model: 'm', dimensions: 4, bucket: 'ab', hash: 'abcd', vector: new Uint8Array([1, 2]), ttl: 5 },
    ]);
    expect(await stored({ PK: { S: 'EMBED#m#4#ab' }, SK: { S: 'abcd' } })).toEqual(VECTOR);
  });

  test('moves in the index with the field that the index goes by, and nowhere else', async () => {
    const { records, bring, stored } = await open();
    await bring(OFFER);
    await records.offers.patchIf(offer('T1'), { verdict: 'review' });
    expect(await stored(KEY)).toEqual({
      ...OFFER,
      verdict: { S: 'review' },
      GSI1PK: { S: 'D#demo#OFFER#review' },
    });
  });

  test('needs its whole key, and a record to change', async () => {
    const { records } = await open();
    await expect(records.offers.get({ dealerId: 'demo' })).rejects.toThrow('brand, modelYear');
    expect(await records.channelStates.patchIf({ dealerId: 'demo' }, { halted: null })).toBe(false);
    expect(await records.states.get({ dealerId: 'demo' })).toBeNull();
  });

  test('holds to its condition, all alternatives of it', async () => {
    const { records } = await open();
    const put = (order: string) =>
      records.offers.putIf(
        offer('T1', { order }),
        (stored, { notExists, lte }) => `${notExists(stored.order)} OR ${lte(stored.order, order)}`,
      );
    expect([await put('2'), await put('1'), await put('2'), await put('3')]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    const removed = await records.offers.removeIf(offer('T1'), (stored, { eq }) => eq(stored.order, '2'));
    expect(removed).toBe(false);
    const changed = await records.offers.patchIf(
      offer('T2'),
      { adId: 'X' },
      (stored, { ne, notExists }) => `${ne(stored.adId, 'Y')} OR ${notExists(stored.adId)}`,
    );
    expect(changed).toBe(false);
    expect(await records.offers.get(offer('T2'))).toBeNull();
  });
});
