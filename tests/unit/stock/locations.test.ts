import { expect, test } from 'vitest';
import { parseDealer } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import { aDealer } from '../../fakes/listings.ts';
import { ads, liveDealer, say } from '../../fakes/stock.ts';

const LOCATIONS = {
  Мурманск: { address: 'Мурманск, Верхне-Ростинское шоссе, 9', contact: { managerName: 'Павел' } },
  Апатиты: { latitude: 67.5677, longitude: 33.4067, contact: { phone: '+7 (815) 557-00-00' } },
};

const perLocation = (changes: object = {}) =>
  liveDealer({ locations: LOCATIONS, stock: { adPer: 'location' }, ...changes });

const idsOf = async (ports: Ports) => [...(await ads(ports)).keys()].filter((id) => id.startsWith('TJTH'));

test('a place by its name gives address or coordinates, and its own contact', async () => {
  await using ports = await perLocation();
  await say(ports, 'TJTH', { quantity: 1, location: 'мурманск' });
  await say(ports, 'TJTJ', { quantity: 1, location: 'Апатиты' });
  const all = await ads(ports);
  expect(all.get('TJTH')?.fields).toMatchObject({
    Address: 'Мурманск, Верхне-Ростинское шоссе, 9',
    ManagerName: 'Павел',
  });
  const { fields = {} } = all.get('TJTJ') ?? {};
  expect(fields).toMatchObject({
    Latitude: '67.5677',
    Longitude: '33.4067',
    ContactPhone: '+7 (815) 557-00-00',
  });
  expect(fields).not.toHaveProperty('Address');
});

test('each place has one ad of a code, whose Id stays with the place', async () => {
  await using ports = await perLocation();
  await say(ports, 'TJTH', { quantity: 1, vin: '2BPSCA0A1RV000001', location: 'Мурманск' });
  await say(ports, 'TJTH', { quantity: 1, vin: '2BPSCA0A1RV000002', location: 'Апатиты' });
  await say(ports, 'TJTH', { quantity: 1, vin: '2BPSCA0A1RV000003', location: 'Апатиты' });
  expect(await idsOf(ports)).toEqual(['TJTH', 'TJTH-АПАТИТЫ']);
  expect((await ads(ports)).get('TJTH-АПАТИТЫ')?.fields).not.toHaveProperty('VIN');
  await say(ports, 'TJTH', { quantity: 0 }, { piece: '2BPSCA0A1RV000001', confirmed: true });
  expect(await idsOf(ports)).toEqual(['TJTH-АПАТИТЫ']);
  await say(ports, 'TJTH', { quantity: 1 }, { piece: '2BPSCA0A1RV000001' });
  expect(await idsOf(ports)).toEqual(['TJTH', 'TJTH-АПАТИТЫ']);
});

test('where the last piece has gone elsewhere the place’s ad goes, and comes back with its Id', async () => {
  await using ports = await perLocation({ guard: { maxRemovedPercent: 100 } });
  const vin = '2BPSCA0A1RV000001';
  await say(ports, 'TJTH', { quantity: 1, vin, location: 'Мурманск' });
  await say(ports, 'TJTH', { quantity: 1, vin: '2BPSCA0A1RV000002', location: 'Апатиты' });
  await say(ports, 'TJTH', { location: 'Апатиты' }, { piece: vin });
  expect(await idsOf(ports)).toEqual(['TJTH-АПАТИТЫ']);
  await say(ports, 'TJTH', { location: 'Мурманск' }, { piece: vin });
  expect(await idsOf(ports)).toEqual(['TJTH', 'TJTH-АПАТИТЫ']);
});

test('a price of a place follows the machine there', async () => {
  await using ports = await perLocation({
    pricing: [{ when: { location: 'Апатиты' }, percent: '3' }],
  });
  const listed = { price: { amount: '2500000.00', currency: 'RUB' }, family: 'Summit', color: null };
  const [offer] = await ports.table.offers.query({ dealerId: 'demo' });
  if (offer) await ports.table.offers.put({ ...offer, listed });
  await say(ports, offer?.modelCode ?? '', { quantity: 1, location: 'Апатиты' });
  expect((await ads(ports)).get(offer?.adId ?? '')?.fields.Price).toBe('2575000');
});

test('a name that no place has is refused with the nearest, and so is one that could not be told from another', async () => {
  await using ports = await perLocation();
  await expect(say(ports, 'TJTH', { location: 'Мурманс' })).rejects.toThrow(/Мурманск/);
  expect(await ports.table.stock.query({ dealerId: 'demo' })).toEqual([]);
  const { ftp: _, ...dealer } = aDealer();
  const both = { 'Салон 1': LOCATIONS.Мурманск, 'салон-1': LOCATIONS.Мурманск };
  expect(() => parseDealer({ ...dealer, locations: both }, 'north.json')).toThrow('Салон 1 and салон-1');
  expect(() => parseDealer({ ...dealer, locations: { Кола: {} } }, 'north.json')).toThrow(
    'locations.Кола.address',
  );
  expect(() =>
    parseDealer(
      { ...dealer, locations: { Кола: { address: 'Кола', contact: { phone: '1' } } } },
      'north.json',
    ),
  ).toThrow('locations.Кола.contact.phone');
});
