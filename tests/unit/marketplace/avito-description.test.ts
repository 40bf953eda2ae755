import { expect, test } from 'vitest';
import type { CatalogueModel } from '#contracts/catalogue.ts';
import { avitoDescription } from '#marketplace/avito-description.ts';
import { aDealer, aListing, anElectricListing } from '../../fakes/listings.ts';

const page: CatalogueModel = {
  page: 7,
  rows: [],
  proposals: [],
  model: 'Summit X with Expert',
  family: 'Summit',
  package: 'X with Expert',
  tagline: null,
  isElectric: false,
  strokes: [2],
  highlights: ['Premium LED headlights', 'Electric starter', 'Moon roof'],
  engines: [
    {
      name: '850 E-TEC',
      details: 'Liquid-cooled, two-stroke, anti-gravity',
      stroke: 2,
      cylinders: 2,
      displacementCc: 849,
      boreMm: 82,
      strokeMm: 80.4,
      maxRpm: null,
      powerHp: 165,
      powerSource: 'model_page',
      fromEnginePage: false,
      powerNote: null,
      fuelSystem: 'E-TEC direct injection',
      fuelType: null,
      octane: 95,
      fuelTankL: 36.5,
      oilTankL: 3.4,
      driveClutch: null,
      drivenClutch: null,
      powerKw: null,
      places: {},
      dryWeightKg: [
        { for: '146 in.', kg: 212 },
        { for: '154 in.', kg: 214.6 },
      ],
    },
  ],
  tracks: [],
  dimensions: { overallLength: [{ mm: 3284, note: '154 in.' }], overallHeight: [{ mm: 1283 }] },
  powertrain: {},
  suspension: { front: 'RAS 3', rear: 'tMotion X' },
  seating: null,
  seatsPrinted: [],
  starter: [],
  gauges: [],
  colours: [],
  features: { headlights: 'Premium LED', brakeSystem: 'Brembo' },
  picture: null,
  places: {},
};

const described = () => avitoDescription(aListing({ model: page }), aDealer());

test.each([
  'Новый снегоход <strong>Ski-Doo Summit X Expert 850 E-TEC 2026</strong>',
  'Мощность: 165 л.с.',
  'Рабочий объём: 849 см³',
  'Топливный бак: 36,5 л',
  'Гусеница: 3900 × 406 × 76 мм',
  'Модель гусеницы: PowderMax X-Light',
  'Приборная панель: цифровая, 4,5 дюйма',
  'Цвет: жёлтый Neo Yellow / чёрный',
  'Фары: светодиодные Premium',
  'Код модели: TJTH',
])('says "%s"', (words) => {
  expect(described().text).toContain(words);
});

test('takes the sizes of this machine’s track, and those that hold for all', () => {
  expect(described().text).toContain('Длина: 3284 мм');
  expect(described().text).toContain('Высота: 1283 мм');
  expect(described().text).toContain('Сухая масса: 214,6 кг');
});

test('a cell without a translation stands as it is printed, a highlight is left out, and both are listed', () => {
  expect(described().text).toContain('жидкостное охлаждение, anti-gravity');
  expect(described().text).not.toMatch(/moon roof/i);
  expect(described().untranslated).toEqual(['engines: anti-gravity', 'highlights: Moon roof']);
});

test('leaves to the row what differs among the machines of a page', () => {
  expect(described().text).toContain('Стартер: SHOT');
  expect(described().text).not.toContain('<li>Электрический стартер</li>');
});

test('is still a description without a spec book', () => {
  expect(avitoDescription(aListing(), aDealer()).text.length).toBeGreaterThan(50);
});

test('says watts of an electric machine', () => {
  const { text } = avitoDescription(anElectricListing(), aDealer());
  expect(text).toContain('Тип двигателя: электрический');
  expect(text).toContain('Мощность: 45000 Вт');
});

test('drops whole sections rather than growing over 7500 characters', () => {
  const highlights = Array.from({ length: 500 }, () => 'Premium LED headlights');
  const { text } = avitoDescription(aListing({ model: { ...page, highlights } }), aDealer());
  expect(text.length).toBeLessThanOrEqual(7500);
  expect(text).toContain('Код модели');
});

test('says nothing twice: the engine’s strokes and what a specification holds already', () => {
  const highlights = ['tMotion X rear suspension', 'Premium LED headlights'];
  const listing = aListing({ model: { ...page, highlights } });
  const { text } = avitoDescription(listing, aDealer());
  expect(text).toContain('Особенности двигателя: жидкостное охлаждение, anti-gravity</li>');
  expect(text).toContain('Задняя подвеска: tMotion X');
  expect(text).not.toContain('<li>Задняя подвеска tMotion X</li>');
  expect(text).toContain('<li>Светодиодные фары Premium</li>');
});

test('a dealer’s template without specifications keeps the equipment whole', () => {
  const listing = aListing({ model: { ...page, highlights: ['tMotion X rear suspension'] } });
  const dealer = { ...aDealer(), description: '<p>{name}</p>{equipment}' };
  expect(avitoDescription(listing, dealer).text).toContain('<li>Задняя подвеска tMotion X</li>');
});

test('a term that cannot be shown as it is printed is listed in short and without what is not seen', () => {
  const listed = (color: string) =>
    avitoDescription(aListing({ extracted: { color } }), aDealer()).untranslated.join();
  expect(listed('Plum\u202E\u0007')).toBe('colours: Plum');
  expect(listed('a'.repeat(10_000))).toBe(`colours: ${'a'.repeat(80)}…`);
});
