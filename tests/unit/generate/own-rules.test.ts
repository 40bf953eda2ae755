import { describe, expect, test } from 'vitest';
import { DealerRule } from '#contracts/dealer-rule.ts';
import { sentenceOf } from '#messages/say.ts';
import { lastEvaluated } from '#shared/evaluated.ts';
import type { Ports } from '#shared/ports.ts';
import type { Offer, ReviewItem } from '#shared/table/records.ts';
import { aDealer } from '../../fakes/listings.ts';
import { build, dropList, goLive, idsOf, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';

const CODES = Array.from({ length: 20 }, (_, index) => `A${String(index).padStart(2, '0')}`);
/** A20 costs 1,000,000, the last 2,900,000. */
const priced = (codes = CODES) =>
  codes.map((code) => withAd(code, { price: String(1_000_000 + 100_000 * Number(code.slice(1))) }));

const onSale = async (offers: Offer[]) => {
  const ports = await testPorts();
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration: aDealer({ id: 'demo' }) });
  await dropList(ports, '1', offers);
  return ports;
};

const put = async (ports: Ports, given: object) => {
  const rule = DealerRule.parse({ id: 'r', name: 'My rule', kind: 'product', action: 'block', ...given });
  const record = { dealerId: 'demo', ruleId: rule.id, rule, by: 'anna', at: '2026-11-30T10:00:00.000Z' };
  await ports.table.dealerRules.put(record);
  await ports.table.states.add({ dealerId: 'demo' }, { offersRevision: 1 });
};

const feed = ({ table }: Ports, version: number) => table.feeds.get({ dealerId: 'demo', version });
const swaps = async ({ table }: Ports) =>
  (await table.reviews.query({ dealerId: 'demo' })).filter(({ kind }) => kind === 'budget-swap');
const answer = async (ports: Ports, status: ReviewItem['status']) => {
  for (const item of await swaps(ports)) await ports.table.reviews.put({ ...item, status });
  await ports.table.states.add({ dealerId: 'demo' }, { offersRevision: 1 });
};
const costsOver = (value: number) => ({ when: { field: 'ad.price', is: '>', value } });

describe('a rule that blocks', () => {
  test('keeps ads out, and the feed says which, how many and by what', async () => {
    await using ports = await onSale(priced());
    await put(ports, { name: 'Not so dear', ...costsOver(2_750_000) });
    await put(ports, { id: 'off', active: false, ...costsOver(1) });
    await build(ports);
    expect(await idsOf(ports, 1)).toEqual(CODES.slice(0, 18));
    const version = await feed(ports, 1);
    expect(version?.status).toBe('built');
    expect(version?.notes?.map(sentenceOf)).toEqual([
      'The dealer’s rule "Not so dear" keeps 2 ads out of the feed: A18, A19.',
    ]);
    const evaluated = await lastEvaluated('demo', ports);
    expect(evaluated?.ads.filter(({ leftOut }) => leftOut).map(({ adId }) => adId)).toEqual(['A18', 'A19']);
    expect(evaluated?.ads).toHaveLength(20);
  });

  test('that would take out more live ads than may go holds the whole feed', async () => {
    await using ports = await onSale(priced());
    await build(ports);
    await goLive(ports, 1);
    await put(ports, costsOver(2_450_000));
    await build(ports);
    expect((await feed(ports, 2))?.status).toBe('held');
    expect((await feed(ports, 2))?.heldFor?.map(({ code }) => code)).toEqual(['many-would-go']);
  });

  test('says nothing of a machine that waits for a person: its live ad stays', async () => {
    await using ports = await onSale(priced());
    await build(ports);
    await goLive(ports, 1);
    await put(ports, costsOver(2_850_000));
    await dropList(ports, '2', [
      ...priced().slice(0, -1),
      { ...(priced().at(-1) as Offer), verdict: 'review' },
    ]);
    await build(ports);
    expect((await feed(ports, 1))?.status).toBe('built');
    expect(await feed(ports, 2)).toBeNull();
  });

  test('says by the market what it says once enough shops have told their prices', async () => {
    await using ports = await onSale(priced());
    const model = withAd('A00').ad?.fields.Model as string;
    await put(ports, { when: { field: 'market.difference', is: '>', value: 20 } });
    await build(ports);
    expect(await idsOf(ports, 1)).toHaveLength(20);
    const day = ports.clock().toISOString().slice(0, 10);
    for (const source of ['one', 'two', 'three'])
      await ports.table.marketPrices.put({
        ...{ dealerId: 'demo', key: source, sourceId: source, source, code: null, name: model, link: null },
        ...{ brand: 'SKI-DOO', modelYear: 2026, model, day, ttl: 2_000_000_000 },
        price: { amount: '2000000.00', currency: 'RUB' },
      });
    await ports.table.states.add({ dealerId: 'demo' }, { offersRevision: 1 });
    await build(ports);
    expect(await idsOf(ports, 2)).toEqual(CODES.slice(0, 15));
  });
});

describe('a budget', () => {
  const budget = (ads: number) => ({ kind: 'budget', name: 'My budget', most: { ads } });
  const dearIsBetter = { id: 'dear', action: 'prefer', name: 'Dear ones', ...costsOver(2_450_000) };

  test('keeps the best by the rules, and of alike ones always the same; what it leaves out is named', async () => {
    await using ports = await onSale(priced());
    await put(ports, dearIsBetter);
    await put(ports, budget(7));
    await build(ports);
    expect(await idsOf(ports, 1)).toEqual(['A00', 'A01', ...CODES.slice(15)]);
    expect((await feed(ports, 1))?.notes?.map(sentenceOf)).toEqual([
      `The dealer’s budget "My budget" allows 7 ads and leaves 13 ads out: ${CODES.slice(2, 15).join(', ')}.`,
    ]);
  });

  test('has room for ads alone that may be published, and a feed tells how many notes it has no room for', async () => {
    const first = withAd('A00');
    const unfit = {
      ...first,
      ad: first.ad && { ...first.ad, fields: { ...first.ad.fields, Price: 'dear' } },
    };
    await using ports = await onSale([unfit, ...priced(CODES.slice(1))]);
    await put(ports, budget(7));
    for (let at = 0; at < 101; at += 1)
      await put(ports, { ...budget(0), id: `warns-${at}`, action: 'warn', name: `Warns ${at}`, weight: 1 });
    await build(ports);
    expect(await idsOf(ports, 1)).toEqual(CODES.slice(1, 8));
    const notes = (await feed(ports, 1))?.notes ?? [];
    expect([notes.length, notes.at(-1)]).toEqual([101, { code: 'notes-more', values: { more: 2 } }]);
  });

  test('drops no live ad for a better one without a person, and does as the person says', async () => {
    await using ports = await onSale(priced(CODES.slice(0, 10)));
    await put(ports, budget(10));
    await build(ports);
    await goLive(ports, 1);
    await put(ports, dearIsBetter);
    await dropList(ports, '2', priced());
    await build(ports);
    expect(await feed(ports, 2)).toBeNull();
    const asked = await swaps(ports);
    expect(asked.map(({ adId, proposed, status }) => [adId, proposed, status])).toEqual([
      ['A05', 'A19', 'open'],
      ['A06', 'A18', 'open'],
      ['A07', 'A17', 'open'],
      ['A08', 'A16', 'open'],
      ['A09', 'A15', 'open'],
    ]);
    expect(sentenceOf(asked[0]?.reasons[0] as never)).toContain('A19');
    await answer(ports, 'rejected');
    await build(ports);
    expect(await feed(ports, 2)).toBeNull();
    expect(new Set((await swaps(ports)).map(({ status }) => status))).toEqual(new Set(['rejected']));
    const [first] = await swaps(ports);
    await ports.table.reviews.put({ ...(first as ReviewItem), status: 'accepted' });
    await ports.table.states.add({ dealerId: 'demo' }, { offersRevision: 1 });
    await build(ports);
    expect(await idsOf(ports, 2)).toEqual([...CODES.slice(0, 10).filter((id) => id !== 'A05'), 'A19']);
    await goLive(ports, 2);
    await ports.table.states.add({ dealerId: 'demo' }, { offersRevision: 1 });
    await build(ports);
    expect(await feed(ports, 3)).toBeNull();
    expect((await swaps(ports)).find(({ adId }) => adId === 'A05')?.status).toBe('closed');
  });

  test('that is lower than what is live takes out the last ones, past the guard', async () => {
    await using ports = await onSale(priced());
    await build(ports);
    await goLive(ports, 1);
    await put(ports, budget(19));
    await build(ports);
    expect(await idsOf(ports, 2)).toEqual(CODES.slice(0, 19));
    await put(ports, budget(5));
    await build(ports);
    expect((await feed(ports, 3))?.status).toBe('held');
  });

  test('gives the room of ads that no list offers any more to the others, as soon as they go', async () => {
    await using ports = await onSale(priced(CODES.slice(0, 10)));
    await put(ports, budget(10));
    await build(ports);
    await goLive(ports, 1);
    await dropList(ports, '2', priced(CODES.slice(10)));
    await build(ports);
    expect((await feed(ports, 2))?.status).toBe('held');
    expect(await idsOf(ports, 2)).toEqual(CODES.slice(10));
  });
});
