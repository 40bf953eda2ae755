import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { MAY_BE_LATE } from '#shared/table/collection.ts';
import { CURRENT } from '#shared/table/repositories.ts';
import { KIND } from '../../../fakes/late-table.ts';
import { ownTable } from '../../../fakes/own-table.ts';
import { offer } from '../../../fakes/records.ts';

/** Every read that asks for no consistency is late, by a thousand requests. */
const ALWAYS_LATE = { ...KIND, seed: 1, late: 1, requestsBehind: 1_000 };
const OFTEN_REFUSED = { ...KIND, seed: 3, throttled: 1 / 4 };

const codes = (count: number) => Array.from({ length: count }, (_, at) => `C${at}`);

describe('a table that answers late', () => {
  test('shows what was written before, however it is read', async () => {
    const { records } = await ownTable(ALWAYS_LATE);
    await records.offers.put(offer('T1'));
    await records.offers.put(offer('T1', { order: '2027-01-01#1' }));
    const newest = offer('T1', { order: '2027-01-01#1' });
    expect(await records.offers.get(newest)).toEqual(newest);
    expect(await records.offers.getAll([newest])).toEqual([newest]);
    expect(await records.offers.query({ dealerId: 'demo' })).toEqual([newest]);
    expect(await Array.fromAsync(records.offers.stream({ dealerId: 'demo' }))).toEqual([newest]);
    const page = await records.offers.pageOf({ dealerId: 'demo' }, { limit: 9, after: null });
    expect(page).toEqual({ items: [newest], cursor: null });
  });

  test('shows what was to whoever says that it may', async () => {
    const { records } = await ownTable(ALWAYS_LATE);
    await records.offers.put(offer('T1'));
    expect(await records.offers.get(offer('T1'), MAY_BE_LATE)).toBeNull();
    expect(await records.offers.getAll([offer('T1')], MAY_BE_LATE)).toEqual([]);
    expect(await records.offers.query({ dealerId: 'demo' }, MAY_BE_LATE)).toEqual([]);
  });

  test('has an index whose word is not taken for what has changed since', async () => {
    const late = { ...ALWAYS_LATE, requestsBehind: 6 };
    const { records } = await ownTable({ ...late, late: 0.5 });
    for (const code of ['T1', 'T2'])
      await records.offers.put(offer(code, { updatedAt: `2026-11-0${code[1]}T10:00:00.000Z` }));
    for (let request = 0; request < 8; request++) await records.offers.get(offer('T1'));
    const named = { dealerId: 'demo', verdict: 'published' } as const;
    await records.offers.patchIf(offer('T1'), { verdict: 'review' });
    const copies = await records.offers.queryIndex('GSI1', named, MAY_BE_LATE);
    expect(copies.map(({ modelCode }) => modelCode)).toEqual(['T1', 'T2']);
    const asItIs = await records.offers.queryIndex('GSI1', named);
    expect(asItIs.map(({ modelCode }) => modelCode)).toEqual(['T2']);
    await records.offers.remove(offer('T2'));
    expect(await records.offers.queryIndex('GSI1', named, MAY_BE_LATE)).not.toEqual([]);
    expect(await records.offers.queryIndex('GSI1', named)).toEqual([]);
  });
});

describe('a table that is asked too much at once', () => {
  test('takes every record of a batch in the end, and gives every one', async () => {
    const { records } = await ownTable(OFTEN_REFUSED);
    await records.offers.putAll(codes(120).map((code) => offer(code)));
    const read = await records.offers.getAll(codes(120).map((code) => offer(code)));
    expect(read.map(({ modelCode }) => modelCode).sort()).toEqual(codes(120).sort());
  });

  test('is never scanned', async () => {
    const { raw, name } = await ownTable(KIND);
    await expect(raw.send(new ScanCommand({ TableName: name }))).rejects.toThrow('not here');
  });
});

describe('what never changes', () => {
  test('is read once by a process; the pointer to it each time', async () => {
    const { raw, name: TableName, records } = await ownTable(KIND);
    const version = { scope: 'SHARED', name: 'avito', version: '7' };
    const pointer = { scope: 'SHARED', name: 'avito', version: CURRENT };
    await records.rules.put({ ...version, rules: { a: 1 } });
    await records.rules.put({ ...pointer, points: '7' });
    for (const key of [version, pointer]) await records.rules.get(key);
    for (const { version: last } of [version, pointer])
      await raw.send(
        new DeleteItemCommand({ TableName, Key: { PK: { S: 'SHARED' }, SK: { S: `RULES#avito#${last}` } } }),
      );
    expect(await records.rules.get(version)).toEqual({ ...version, rules: { a: 1 } });
    expect(await records.rules.get(pointer)).toBeNull();
  });

  test('is remembered only once it is there, and not for ever', async () => {
    const { records } = await ownTable(KIND);
    const key = { scope: 'SHARED', name: 'avito', version: '7' };
    expect(await records.rules.get(key)).toBeNull();
    await records.rules.put({ ...key, rules: 1 });
    expect((await records.rules.get(key))?.rules).toBe(1);
    await records.rules.put({ ...key, rules: 2 });
    expect((await records.rules.get(key))?.rules).toBe(2);
    await records.rules.remove(key);
    expect(await records.rules.get(key)).toBeNull();
  });
});
