import { expect, test } from 'vitest';
import { avito } from '#marketplace/avito.ts';
import { aDealer, aListing, anElectricListing } from '../../fakes/listings.ts';

const compose = (listing = aListing(), dealer = aDealer()) => avito.compose(listing, dealer);

test('a machine of which all is known becomes a whole ad', () => {
  const { ad, problems } = compose();
  expect(problems).toEqual([]);
  expect(ad.id).toBe('SKIDOO-TJTH-2026');
  expect(ad.fields).toMatchObject({
    Category: 'Мотоциклы и мототехника',
    VehicleType: 'Снегоходы',
    Make: 'BRP',
    Model: 'Ski-Doo Summit X with Expert Package 850 E-TEC',
    Price: '2069000',
    Power: '165',
    EngineCapacity: '849',
    Condition: 'Новое',
    Availability: 'Под заказ',
    ContactPhone: '+7 (815) 200-00-00',
  });
});

test('nothing is spent that the dealer did not ask for', () => {
  expect(compose().ad.fields).toMatchObject({ ListingFee: 'Package', AdStatus: 'Free' });
});

test('a model name keeps the space that Avito’s own ends with', () => {
  const listing = aListing({ matched: { avitoModel: 'Ski-Doo SKANDIC SPORT 600 EFI ' } });
  expect(compose(listing).ad.fields.Model).toBe('Ski-Doo SKANDIC SPORT 600 EFI ');
});

test('an electric machine has neither engine capacity nor strokes, even where one was read', () => {
  const { fields } = compose(anElectricListing({ values: { EngineCapacity: 600, Stroke: '2' } })).ad;
  expect(fields).not.toHaveProperty('EngineCapacity');
  expect(fields).not.toHaveProperty('Stroke');
  expect(fields.Power).toBe('45000');
});

test('a dealer without an address stands where his coordinates are', () => {
  const { fields } = compose(
    aListing(),
    aDealer({ address: undefined, latitude: 68.97, longitude: 33.08 }),
  ).ad;
  expect(fields).toMatchObject({ Latitude: '68.97', Longitude: '33.08' });
  expect(fields).not.toHaveProperty('Address');
});

test('the picture has its own name under the dealer’s address', () => {
  expect(compose().ad.images).toEqual(['https://north.example/pictures/5f1d.png']);
});

test('the dealer’s own stand before it: of the code, of the colour, of the family', () => {
  const own = (file: string) => [`https://north.example/own/${file}.jpg`];
  const pictures = {
    ...{ baseUrl: 'https://north.example/p/', path: '/p' },
    ...{ byCode: { tjth: own('code') }, byFamily: { summit: own('family') } },
    byColor: { SUMMIT: { 'neo yellow / black': own('colour'), Red: own('red') } },
  };
  expect(compose(undefined, aDealer({ pictures })).ad.images).toEqual([
    ...own('code'),
    ...own('colour'),
    ...own('family'),
    'https://north.example/p/5f1d.png',
  ]);
});

const WITHOUT_PICTURE = aListing({ matched: { spec: null } });

test('without a picture in the book the dealer’s own of the family are taken', () => {
  const byFamily = { SUMMIT: ['https://north.example/own/summit.jpg'] };
  const dealer = aDealer({ pictures: { baseUrl: 'https://north.example/p/', path: '/p', byFamily } });
  expect(compose(WITHOUT_PICTURE, dealer).ad.images).toEqual(byFamily.SUMMIT);
});

test.each([
  ['Images', 'picture-missing', WITHOUT_PICTURE],
  ['Price', 'rate-missing', aListing({ extracted: { price: { amount: '1.00', currency: 'USD' } } })],
  ['Title', 'title-unknown', aListing({ extracted: { engine: null } })],
  ['Id', 'id-unknown', aListing({ extracted: { brand: null } })],
])('%s is named as a problem when it cannot be made: %s', (field, code, listing) => {
  const { problems } = compose(listing);
  expect(problems).toContainEqual({ field, reason: expect.objectContaining({ code }) });
});

test('a value that is not known leaves its field out', () => {
  const { fields } = compose(aListing({ values: { Power: null } })).ad;
  expect(fields).not.toHaveProperty('Power');
});
