import { expect, test } from 'vitest';
import { DealerRule } from '#contracts/dealer-rule.ts';
import { OwnRules, ownRulesOf } from '#functions/generate/own-rules.ts';
import { matchBehind } from '#marketplace/scored-listing.ts';
import { stockedOffer } from '#marketplace/stocked-offer.ts';
import { yandex } from '#marketplace/yandex.ts';
import { parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import { YANDEX_LAYERS } from '#reference/yandex/yandex-rules.ts';
import { inChannel } from '#shared/in-channel.ts';
import { machineKey } from '#shared/market.ts';
import { aDealer, aListing, anElectricListing } from '../../fakes/listings.ts';
import { testPorts } from '../../fakes/ports.ts';
import { offer } from '../../fakes/records.ts';

const dealer = aDealer();
const listing = aListing();
const beside = offer('TJTH', {
  ad: yandex.compose(listing, dealer).ad,
  listed: { price: null, family: 'Summit', color: null, match: matchBehind(listing.matched) },
});
const rule = (field: string, is: string, value: number) =>
  DealerRule.parse({
    ...{ id: 'mine', name: 'Mine', kind: 'quality', action: 'block', when: { field, is, value } },
  });

test('What no scorer knows blocks no offer of another channel', async () => {
  await using ports = await testPorts();
  const rules = [rule('listing.score', '<', 95)];
  const own = await ownRulesOf(dealer, rules, yandex, inChannel('yandex', ports));
  const { facts, listing: scored, evaluation } = own.evaluate(beside, null);
  expect([facts['listing.score'], scored, evaluation.status]).toEqual([undefined, null, 'ok']);
});

test('What other shops ask is known of a machine in whatever channel it is sold', () => {
  const machine = {
    brand: beside.brand,
    modelYear: beside.modelYear,
    model: listing.matched.avitoModel ?? '',
  };
  const figures = { median: '1500000', count: 4 };
  const prices = { machine, figures } as never;
  const market = {
    machines: new Map([[machineKey(machine), prices]]),
    ...{ withoutRate: new Map(), currencies: new Set<string>() },
  };
  const own = new OwnRules([rule('market.difference', '>', 20)], {
    ...{ marketplace: yandex, scorer: null, verdicts: new Map(), market, now: new Date() },
  });
  const { facts, evaluation } = own.evaluate(beside, null);
  expect(facts).toMatchObject({ 'market.median': 1_500_000, 'market.count': 4 });
  expect(evaluation.status).toBe('blocked');
});

test('Whether a machine is there, and its power, are known of an offer as YML writes them', () => {
  const known = { marketplace: yandex, scorer: null, verdicts: new Map(), market: null, now: new Date() };
  const factsOf = (ad: typeof beside.ad) => new OwnRules([], known).evaluate({ ...beside, ad }, null).facts;
  expect(factsOf(beside.ad)).toMatchObject({ 'ad.availability': 'Под заказ', 'machine.power': 165 });
  const electric = yandex.compose(anElectricListing(), { ...dealer, availability: 'В наличии' }).ad;
  expect(factsOf(electric)).toMatchObject({ 'ad.availability': 'В наличии', 'machine.power': 45_000 });
});

test('A piece whose Id a channel does not take waits, and what to write is told', () => {
  const rules = parseRuleSet({ version: 'test', layers: YANDEX_LAYERS });
  const stock = {
    id: `${beside.adId}-VIN1`,
    piece: 'VIN1',
    standing: 'in-stock',
    said: {},
    values: {},
  } as const;
  const own = stockedOffer(beside, stock, { dealer, marketplace: yandex, rules });
  expect(own.reasons.map(({ code }) => code)).toContain('stock-piece-id');
});
