import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Findable } from '#contracts/search.ts';
import { searchDealer } from '#desk/search/search.ts';
import { keepSearchVectors, Meant } from '#functions/generate/search-vectors.ts';
import { guardedServices } from '#shared/aws/guarded-services.ts';
import { takeCounted } from '#shared/meter.ts';
import { Models } from '#shared/models.ts';
import { Parts } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { indexOf, openIndex, searchKey } from '#shared/search/search-index.ts';
import { inBytes, keptVectors, meaningsOf } from '#shared/search/search-vectors.ts';
import { monthOf, usedBeside } from '#shared/used.ts';
import { seededRandom } from '../../../samples/draw/random.ts';
import { bedrockHost } from '../../fakes/bedrock-host.ts';
import { build, dropList, withAd } from '../../fakes/lists.ts';
import { noPauses } from '../../fakes/no-pauses.ts';
import { testPorts } from '../../fakes/ports.ts';
import { serviceError } from '../../fakes/service-host.ts';
import { CODES, liveDealer } from '../../fakes/stock.ts';

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

/** Bedrock on the wire; what somebody waits for is waited for 50 ms. */
const withBedrock = (ports: Ports): Ports => ({
  ...ports,
  ...guardedServices(Models.parse({}), ports, noPauses(), 50),
  parts: Parts.parse({ embedders: ['bedrock', 'lexical'] }),
});

/** The next feed, of a list that says the same. */
const next = async (ports: Ports, day: string) => {
  const offers = CODES.map((code) => withAd(code));
  await dropList(ports, `2026-11-${day}#1`, offers);
  return build(ports, `run-${day}`);
};

const find = (words: string, ports: Ports) => searchDealer({ dealerId: 'demo', words, most: 5 }, ports);

const tokensOf = (ports: Ports) =>
  usedBeside({ dealerId: 'demo', kind: 'tokens', period: monthOf(ports.clock()) }, null, ports);

const PLAN = {
  ...{ scope: 'SHARED' as const, name: 'own', putBy: 'anna', putAt: '2026-11-01T00:00:00.000Z' },
  ...{ listsAtOnce: null, products: null, storageGb: null, callsAnHour: null, pagesAMonth: null },
};

/** Of a title the fake, which counts letters, makes the same vector; no word of it is left. */
const turned = (text: string) => [...text].toReversed().join('').replaceAll(' ', '');

const AWAY = { fallback_used: 'keyword_search', message: expect.stringContaining('using keyword search') };

test('what has a vector is found by what it means, texts and wishes are paid for once, and the plan knows', async () => {
  await using host = await bedrockHost();
  await using dealer = await liveDealer();
  const ports = withBedrock(dealer);
  const { tally } = await next(ports, '02');
  expect(tally.servicesUsd).toBeGreaterThan(0);
  const { results } = await find('TJTH', ports);
  const title = results[0]?.title ?? '';
  expect(results[0]).toMatchObject({ code: 'TJTH', by: expect.arrayContaining(['words']) });
  const texts = host.requests.length;
  const meant = await find(turned(title), ports);
  expect(meant).toMatchObject({ fallback_used: null, message: null, byWordsAlone: 0 });
  expect(meant.results[0]).toMatchObject({ title, by: ['meaning'] });
  await find(turned(title), ports);
  expect(host.requests).toHaveLength(texts + 1);
  expect((await next(ports, '03')).tally.servicesUsd).toBe(0);
  expect(host.requests).toHaveLength(texts + 1);
  expect(await tokensOf(ports)).toBeGreaterThan(texts);
  expect(await ports.table.providers.query({})).toMatchObject([{ ended: 'answered' }]);
  // One of the feeds', one of the searches': each search reads all of them.
  expect(await ports.table.used.query({ dealerId: 'demo', kind: 'tokens' })).toHaveLength(2);
  const given = { givenBy: 'anna', givenAt: PLAN.putAt };
  await ports.table.dealerPlans.put({ dealerId: 'demo', plan: 'own', ...given });
  await ports.table.plans.put({ ...PLAN, tokensAMonth: 0 });
  await ports.artefacts.write(searchKey('demo'), await indexOf([...SHOP, ...SHOP]), 'application/json');
  // What was paid for once stays, whatever is used up.
  expect(await find('TJTH', ports)).toMatchObject({ fallback_used: null, byWordsAlone: SHOP.length });
});

test('no feed fails for its vectors, and a store that does not answer has none paid for twice', async () => {
  await using host = await bedrockHost();
  await using dealer = await liveDealer();
  const ports = withBedrock(dealer);
  const away = () => Promise.reject(new Error('slow down'));
  const used = { ...ports.table.used, put: away };
  await next({ ...ports, table: { ...ports.table, used } }, '02');
  host.requests.length = 0;
  const head: Ports['artefacts']['head'] = (key, version) =>
    key.endsWith('.bin') ? away() : ports.artefacts.head(key, version);
  takeCounted();
  await next({ ...ports, artefacts: { ...ports.artefacts, head } }, '03');
  expect(host.requests).toHaveLength(0);
  expect(takeCounted()).toEqual([['LeftUnwritten', 1]]);
});

test('an embedder that hangs holds no feed longer than what is left of its time', async () => {
  await using dealer = await testPorts();
  const begun = dealer.clock().getTime();
  let looked = 0;
  const clock = () => new Date(begun + (looked++ === 0 ? 0 : 29_990));
  const embed = () => new Promise<never>(() => {});
  const ports = { ...withBedrock(dealer), clock };
  const meant = new Meant();
  for (const each of SHOP) meant.note(each);
  await keepSearchVectors('demo', meant, { ...ports, embeddings: { ...ports.embeddings, embed } });
  expect(await keptVectors('demo', ports)).toMatchObject({
    entries: [],
    because: { code: 'search-vectors-late' },
  });
});

test.each([
  ['refuses', serviceError('AccessDeniedException'), 'search-embedder-away'],
  ['has too much to do', serviceError('ThrottlingException'), 'search-embedder-away'],
  ['breaks off', { body: '{"embedding": [', breaksOff: true }, 'search-embedder-away'],
  ['says nothing', { body: '', hangs: true }, 'search-embedder-away'],
])('where the embedder %s a search goes by words at once', async (how, answer, code) => {
  await using host = await bedrockHost();
  await using dealer = await liveDealer();
  const ports = withBedrock(dealer);
  await next(ports, '02');
  host.requests.length = 0;
  host.script.push(answer);
  const found = await find(`summit ${how}`, ports);
  expect(found).toMatchObject({ ...AWAY, because: { code } });
  expect(found.results[0]).toMatchObject({ by: ['words'] });
  expect(host.requests).toHaveLength(1);
});

test('an index is made without the embedder, which the next feed asks again; a plan that is used up asks nobody', async () => {
  await using host = await bedrockHost();
  await using dealer = await liveDealer();
  const ports = withBedrock(dealer);
  host.script.push(...Array(40).fill(serviceError('AccessDeniedException')));
  await next(ports, '02');
  expect(await find('summit', ports)).toMatchObject({
    ...AWAY,
    because: { code: 'search-embedder-away' },
  });
  host.script.length = 0;
  const given = { givenBy: 'anna', givenAt: PLAN.putAt };
  await ports.table.dealerPlans.put({ dealerId: 'demo', plan: 'own', ...given });
  await ports.table.plans.put({ ...PLAN, tokensAMonth: 0 });
  host.requests.length = 0;
  await next(ports, '03');
  expect(await find('summit', ports)).toMatchObject({ ...AWAY, because: { code: 'search-tokens-used' } });
  expect(host.requests).toHaveLength(0);
  await ports.table.plans.put({ ...PLAN, tokensAMonth: null });
  await next(ports, '04');
  expect(await find('summit 850', ports)).toMatchObject({ fallback_used: null });
  expect(await find('summit 850', { ...ports, parts: Parts.parse({}) })).toMatchObject({
    ...AWAY,
    because: { code: 'search-no-embedder' },
  });
});

test('of many vectors the nearest are those that are nearest one by one', () => {
  const [count, dimensions] = [3_000, 64];
  const random = seededRandom(23);
  const part = () => random() - 0.5;
  const vectors = Array.from({ length: count }, () => Float32Array.from({ length: dimensions }, part));
  const rows = Int8Array.from(vectors.flatMap((vector) => [...inBytes(vector)]));
  const texts = vectors.map((_, row) => `t${row}`);
  const entries = texts.map((id, row): [string, number] => [id, row]);
  const of = { contractVersion: 1 as const, model: 'm', dimensions, because: null };
  const meanings = meaningsOf({ ...of, texts, entries, rows });
  for (const wished of [5, 1_700, 2_999]) {
    const wish = (vectors[wished] as Float32Array).map((value) => value * 3 + part() / 4);
    expect(meanings.nearest(wish, 3)[0]).toBe(`t${wished}`);
  }
});
