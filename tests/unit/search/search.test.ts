import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Findable } from '#contracts/search.ts';
import { searchDealer } from '#desk/search/search.ts';
import { indexOf, openIndex } from '#shared/search/search-index.ts';
import { build } from '../../fakes/lists.ts';
import { liveDealer } from '../../fakes/stock.ts';

const machine = (code: string, title: string, words = ''): Findable => ({
  ...{ id: `machine:${code}`, kind: 'machine', title, code, words, at: code, page: null, state: 'published' },
});

const SHOP = [
  machine('TJTH', 'Снегоход Ski-Doo Skandic Sport 600 EFI 2026', 'Musta Telamatto 154 in'),
  machine('TJTJ', 'Снегоход Ski-Doo Expedition SWT 900 ACE Turbo 2026', 'Keltainen'),
  machine('LUSE', 'Снегоход Lynx 59 Ranger 600R E-TEC 2027', 'Жёлтый Яркий'),
  { ...machine('', 'Lynx 49 Ranger'), id: 'book-page:1', kind: 'book-page' as const, page: 14 },
];

const kept = openIndex(await indexOf(SHOP));
const codes = (words: string) => kept.find(words, 10).map(({ code }) => code);

describe('a search', () => {
  test.each([
    ['a code, however it is written', 'tjth', 'TJTH'],
    ['a part of a code', 'use', 'LUSE'],
    ['a word of each language', 'musta', 'TJTH'],
    ['a word in another alphabet', 'снегоход expedition', 'TJTJ'],
    ['a misspelt word', 'expediton', 'TJTJ'],
    ['a part of a word', 'pediti', 'TJTJ'],
    ['letters without their dots', 'желтый', 'LUSE'],
  ])('finds by %s', (_, words, code) => {
    expect(codes(words)[0]).toBe(code);
  });

  test('gives what has all words before what has some of them, and nothing for what nobody has', () => {
    expect(codes('ranger 600r')[0]).toBe('LUSE');
    expect(codes('ranger')).toEqual(expect.arrayContaining(['LUSE', '']));
    expect(codes('qqqqqq')).toEqual([]);
  });

  test('finds each of many codes by itself, before all others', async () => {
    const code = fc.stringMatching(/^[A-Z]{4}[0-9]{0,4}$/);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(code, { minLength: 2, maxLength: 60 }), async (all) => {
        const index = openIndex(await indexOf(all.map((each) => machine(each, `Snowmobile ${each.length}`))));
        for (const each of all) expect(index.find(each.toLowerCase(), 1)[0]?.code).toBe(each);
      }),
      { numRuns: 20, seed: 23 },
    );
  });
});

test('what a dealer has is found once a feed is built of it, and files that were rejected are at once', async () => {
  await using ports = await liveDealer();
  await build(ports, 'run-2');
  const { results } = await searchDealer({ dealerId: 'demo', words: 'tjth', most: 5 }, ports);
  expect(results[0]).toMatchObject({ kind: 'machine', code: 'TJTH', state: 'published' });
  await ports.table.documents.put({
    ...{ dealerId: 'demo', documentId: 'd9', key: 'inbox/demo/Autumn prices.pdf', name: 'Autumn prices.pdf' },
    ...{ version: 'v1', bytes: 1, receivedAt: '2026-11-29T10:00:00.000Z', claimedBy: 'r', runId: 'r' },
    status: 'rejected',
  });
  const found = await searchDealer({ dealerId: 'demo', words: 'autum', most: 5 }, ports);
  expect(found.results).toMatchObject([{ kind: 'document', title: 'Autumn prices.pdf', state: 'rejected' }]);
  const statesFound = async () =>
    (await searchDealer({ dealerId: 'demo', words: 'autum', most: 5 }, ports)).results.map(
      ({ state }) => state,
    );
  await ports.table.documents.patchIf({ dealerId: 'demo', documentId: 'd9' }, { status: 'processing' });
  expect(await statesFound()).toEqual(['processing']);
  await ports.table.documents.patchIf({ dealerId: 'demo', documentId: 'd9' }, { status: 'duplicate' });
  expect(await statesFound()).toEqual([]);
  await expect(searchDealer({ dealerId: 'nobody', words: 'x', most: 5 }, ports)).rejects.toThrow('nobody');
});
