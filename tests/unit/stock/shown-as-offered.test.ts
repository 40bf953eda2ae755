import { expect, test } from 'vitest';
import { listOffers, pageOfOffers } from '#desk/offers/offers.ts';
import { withdrawOffers } from '#desk/offers/withdraw.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import { deskOn } from '../../fakes/desk.ts';
import { dropList, withAd } from '../../fakes/lists.ts';
import { ads, CODES, dropSheet, liveDealer, say } from '../../fakes/stock.ts';

const LOCATIONS = { Апатиты: { address: 'Апатиты, улица Ленина, 1' } };

/** Of each ad what is told of it, by its Id. */
const told = async (ports: Ports) =>
  new Map(
    (await listOffers('demo', ports)).map(({ adId, price, verdict, out }) => [adId, { price, verdict, out }]),
  );

test('offers are listed at the prices that their ads have, with how these came about', async () => {
  await using ports = await liveDealer({
    locations: LOCATIONS,
    pricing: [{ when: { location: 'Апатиты' }, percent: '3' }],
  });
  const listed = { price: { amount: '2500000.00', currency: 'RUB' }, family: 'Summit', color: null };
  await dropList(
    ports,
    '2026-11-02#2',
    CODES.map((code) => withAd(code, { listed })),
  );
  await say(ports, 'TJTH', { price: { amount: '2221000.00', currency: 'RUB' } });
  await say(ports, 'TJTJ', { quantity: 1, location: 'Апатиты' });
  await say(ports, 'FVTA', { priceRule: { percent: '-2' } });
  const feed = await ads(ports);
  for (const { adId = '', price, title, derivation } of await listOffers('demo', ports)) {
    expect([adId, price, title]).toEqual([adId, feed.get(adId)?.fields.Price, feed.get(adId)?.fields.Title]);
    if (['TJTH', 'TJTJ', 'FVTA'].includes(adId)) expect(derivation?.roubles).toBe(price);
  }
  expect((await told(ports)).get('TJTJ')?.price).toBe('2575000');
});

test('a code has a line for each ad of its pieces, also where it is read in parts', async () => {
  await using ports = await liveDealer();
  for (const vin of ['2BPSCA0A1RV000123', '2BPSCA0A1RV000999'])
    await say(ports, 'TJTH', { vin, quantity: 1 });
  await say(ports, 'TJTH', { quantity: 0 }, { piece: '2BPSCA0A1RV000123' });
  const feed = await ads(ports);
  const lines = await told(ports);
  expect([...lines.keys()].sort()).toEqual([...feed.keys(), 'TJTH'].sort());
  expect(lines.get('TJTH')).toMatchObject({ out: 'sold' });
  expect(lines.get('TJTH-2BPSCA0A1RV000999')).toMatchObject({ out: null });
  const parts: (string | undefined)[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { items, cursor } = await pageOfOffers('demo', { limit: 1, after }, ports);
    parts.push(...items.map(({ adId }) => adId));
    [after, more] = [cursor, cursor !== null];
  }
  expect(parts.sort()).toEqual([...lines.keys()].sort());
});

test('what is sold, withdrawn or not in stock is told as such', async () => {
  await using ports = await liveDealer();
  const withdrawal = { dealerId: 'demo', codes: ['UZT1'], why: 'not for sale', confirmed: true };
  await withdrawOffers({ who: 'anna' }, withdrawal, deskOn(ports));
  await say(ports, 'TJTH', { quantity: 0 });
  const there = CODES.filter((code) => code !== 'TJTH' && code !== 'TJTJ');
  await dropSheet(ports, ['Полный остаток склада', 'Код;Кол-во', ...there.map((code) => `${code};1`)]);
  const lines = await told(ports);
  expect(lines.get('TJTJ')?.out).toBe('absent');
  expect(lines.get('UZT1')?.out).toBe('withdrawn');
  expect(lines.get('FVTA')?.out).toBeNull();
});

test('what the dealer’s word mends has the verdict that comes of that', async () => {
  await using ports = await liveDealer();
  const waiting = withAd('TJTH', { verdict: 'review', reasons: [reason('price-untold')] });
  await dropList(ports, '2026-11-02#2', [waiting, ...CODES.slice(1).map((code) => withAd(code))]);
  expect((await told(ports)).get('TJTH')?.verdict).toBe('review');
  await say(ports, 'TJTH', { price: { amount: '2221000.00', currency: 'RUB' } });
  expect((await told(ports)).get('TJTH')).toMatchObject({ verdict: 'published', price: '2221000' });
});
