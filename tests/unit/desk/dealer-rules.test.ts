import { describe, expect, test } from 'vitest';
import { DealerRule } from '#contracts/dealer-rule.ts';
import {
  listDealerRules,
  listTemplates,
  putDealerRule,
  rankedAds,
  removeDealerRule,
  templateNamed,
} from '#desk/dealer-rules/rules.ts';
import { scoreAd } from '#desk/dealer-rules/score.ts';
import { TryDealerRules, tryDealerRules } from '#desk/dealer-rules/try-rules.ts';
import { listOffers } from '#desk/offers/offers.ts';
import { parseWish } from '#desk/refusal.ts';
import { matchBehind } from '#marketplace/scored-listing.ts';
import { sentenceOf } from '#messages/say.ts';
import type { Ports } from '#shared/ports.ts';
import { deskOn } from '../../fakes/desk.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
import { build, bytesOf, dropList, goLive, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';

const CODES = Array.from({ length: 20 }, (_, index) => `A${String(index).padStart(2, '0')}`);
const anna = { who: 'anna' };

const offers = () =>
  CODES.map((code, at) =>
    withAd(code, {
      price: String(1_000_000 + 100_000 * at),
      listed: { price: null, family: 'Summit', color: null, match: matchBehind(aListing().matched) },
    }),
  );

/** A dealer of whom twenty ads are live, at 1,000,000 to 2,900,000 roubles. */
const liveDealer = async () => {
  const ports = await testPorts();
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration: aDealer({ id: 'demo' }) });
  await dropList(ports, '1', offers());
  await build(ports);
  await goLive(ports, 1);
  return ports;
};

const rule = (given: object) =>
  DealerRule.parse({ id: 'mine', name: 'Not so dear', kind: 'product', action: 'block', ...given });
const over = (value: number) => ({ when: { field: 'ad.price', is: '>', value } });

const tried = (ports: Ports, put: object[], remove: string[] = []) =>
  tryDealerRules(anna, parseWish(TryDealerRules, { dealerId: 'demo', put, remove }), ports);

test('templates are rules that stand on their own', () => {
  const templates = listTemplates();
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  expect(new Set(templates.map(({ kind }) => kind))).toEqual(
    new Set(['category', 'product', 'quality', 'budget']),
  );
  expect(() => templateNamed('most-adds')).toThrow('most-ads');
});

describe('a rule of a dealer’s own', () => {
  test('is tried before it is put: what goes, by which rule, and that the feed would wait', async () => {
    await using ports = await liveDealer();
    const before = await bytesOf(ports, 1);
    expect(await tried(ports, [rule(over(2_850_000))])).toMatchObject({
      ...{ ads: { before: 20, after: 19 }, counts: { go: 1, come: 0, move: 0 }, heldFor: [] },
      go: [{ adId: 'A19', rule: 'Not so dear' }],
    });
    const more = await tried(ports, [rule(over(2_350_000))]);
    expect(more.counts.go).toBe(6);
    expect(more.heldFor.map(({ code }) => code)).toEqual(['many-would-go']);
    expect(await ports.table.dealerRules.query({ dealerId: 'demo' })).toEqual([]);
    expect([await bytesOf(ports, 1), await ports.table.feeds.get({ dealerId: 'demo', version: 2 })]).toEqual([
      before,
      null,
    ]);
  });

  test('that prefers changes places, and one that is taken back brings ads again', async () => {
    await using ports = await liveDealer();
    const first = rule({ ...over(2_850_000), action: 'prefer', weight: 7 });
    expect((await tried(ports, [first])).move).toMatchObject([
      { adId: 'A19', before: { place: 20, score: 50 }, after: { place: 1, score: 57 } },
    ]);
    await putDealerRule(anna, { dealerId: 'demo', rule: rule(over(2_850_000)) }, deskOn(ports));
    await build(ports);
    expect(await tried(ports, [], ['mine'])).toMatchObject({
      counts: { go: 0, come: 1, move: 0 },
      come: [{ adId: 'A19', title: 'Ski-Doo Summit X 850 E-TEC 2026' }],
    });
    await expect(tried(ports, [], ['mime'])).rejects.toThrow('There is no rule "mime"');
  });

  test('is put, told with what it did, seen where its ads are shown, and removed', async () => {
    await using ports = await liveDealer();
    const desk = deskOn(ports);
    await putDealerRule(anna, { dealerId: 'demo', rule: rule(over(2_850_000)) }, desk);
    expect(await listDealerRules('demo', ports)).toMatchObject([{ spoke: null, leavesOut: null }]);
    await build(ports);
    expect(await listDealerRules('demo', ports)).toMatchObject([
      { rule: { id: 'mine', weight: 5 }, by: 'anna', spoke: 1, leavesOut: 1 },
    ]);
    expect((await rankedAds('demo', ports)).at(-1)).toMatchObject({ adId: 'A19', leftOut: 'mine' });
    const shown = (await listOffers('demo', ports)).find(({ modelCode }) => modelCode === 'A19');
    expect(shown?.verdict).toBe('rejected');
    expect(shown?.reasons.map(sentenceOf)).toEqual([
      'The dealer’s rule "Not so dear" keeps it out of the feed: price in ₽ is 2,900,000.',
    ]);
    const copied = putDealerRule(anna, { dealerId: 'demo', rule: rule(over(1)), isNew: true }, desk);
    await expect(copied).rejects.toThrow('has a rule "mine" already: Not so dear');
    await removeDealerRule(anna, { dealerId: 'demo', ruleId: 'mine' }, desk);
    expect(await listDealerRules('demo', ports)).toEqual([]);
    const unknown = removeDealerRule(anna, { dealerId: 'demo', ruleId: 'mime' }, desk);
    await expect(unknown).rejects.toThrow('There is no rule "mime"');
  });

  test('that is a budget is told of each ad that it has no room for', async () => {
    await using ports = await liveDealer();
    const budget = rule({ kind: 'budget', most: { ads: 19 } });
    await putDealerRule(anna, { dealerId: 'demo', rule: budget }, deskOn(ports));
    await build(ports);
    const shown = (await listOffers('demo', ports)).filter(({ verdict }) => verdict === 'rejected');
    expect(shown.map(({ modelCode, reasons }) => [modelCode, reasons[0]?.code])).toEqual([
      ['A19', 'budget-full'],
    ]);
    expect(await listDealerRules('demo', ports)).toMatchObject([{ spoke: null, leavesOut: 1 }]);
  });
});

test('an ad is scored part by part, with each rule that speaks, and names what refusals come of without a figure', async () => {
  await using ports = await liveDealer();
  await putDealerRule(
    anna,
    { dealerId: 'demo', rule: rule({ ...over(2_850_000), action: 'warn', weight: 9 }) },
    deskOn(ports),
  );
  const { listing, evaluation, refusal, facts } = await scoreAd(
    { dealerId: 'demo', modelCode: 'a19' },
    ports,
  );
  expect(evaluation).toMatchObject({ score: 41, status: 'warning', spoken: [{ rule: 'mine', effect: -9 }] });
  expect(facts['ad.price']).toBe(2_900_000);
  const parts = Object.values(listing?.parts ?? {}).reduce((sum, points) => sum + points, 0);
  expect(parts).toBeCloseTo(listing?.score ?? 0, 1);
  expect(listing?.raises?.length).toBeGreaterThan(2);
  expect(refusal).toMatchObject({ verdicts: 0, needed: 200 });
  expect(Object.keys(refusal)).toEqual(['factors', 'verdicts', 'needed']);
  await expect(scoreAd({ dealerId: 'demo', modelCode: 'ZZZZ' }, ports)).rejects.toThrow('ZZZZ');
});
