import { Dealer } from '#contracts/dealer.ts';
import type { Listing } from '#marketplace/marketplace.ts';

/** A dealer whose configuration is complete. */
export const aDealer = (changes: object = {}): Dealer =>
  Dealer.parse({
    id: 'north',
    name: 'Север',
    address: 'Мурманск, Кольский проспект, 1',
    contact: { managerName: 'Отдел продаж', phone: '+7 (815) 200-00-00', method: 'По телефону' },
    conversion: {
      EUR: { rate: '98.50', rateDate: '2026-11-02', holdAfterDays: 36_500, markupPercent: '12' },
    },
    availability: 'Под заказ',
    pictures: { baseUrl: 'https://north.example/pictures/', path: '/pictures' },
    feed: { publicUrl: 'https://north.example/feed.xml', path: '/feed.xml' },
    ftp: { secretName: 'north/ftp' },
    ...changes,
  });

const extracted: Listing['extracted'] = {
  page: 1,
  row: 1,
  brand: 'SKI-DOO',
  modelYear: 2026,
  section: 'Deep Snow',
  modelCode: 'TJTH',
  model: 'Summit',
  package: 'X with Expert Pkg',
  engine: '850 E-TEC',
  trackLength: '154in 3900mm',
  trackProfile: '3.0in 76mm Powdermax X- light',
  starter: 'SHOT',
  display: '4.5 in. Digital Display',
  springOptions: null,
  color: 'Neo Yellow / Black',
  price: { amount: '18750.00', currency: 'EUR' },
  priceText: '18 750,00 €',
  springOnly: false,
  normalized: {
    family: 'Summit',
    package: 'X with Expert',
    engine: '850 E-TEC',
    trackLengthMm: 3900,
    trackLengthIn: 154,
    trackWidthMm: null,
    trackWidthIn: null,
    starter: 'SHOT',
    display: '4.5 in digital',
  },
  confidence: 1,
  cells: {},
  flags: [],
};

const matched: Listing['matched'] = {
  modelCode: 'TJTH',
  brand: 'SKI-DOO',
  modelYear: 2026,
  page: 1,
  row: 1,
  avitoModel: 'Ski-Doo Summit X with Expert Package 850 E-TEC',
  normalized: { model: 'Summit', package: 'X with Expert', engine: '850 E-TEC' },
  confidence: 0.97,
  confidenceDescription: 'Very sure (0.97): may be published.',
  decision: 'accepted',
  method: 'exact',
  matchDetails: null,
  reasons: [],
  candidates: [],
  spec: {
    document: 'book.pdf',
    sha256: 'b'.repeat(64),
    page: 7,
    model: 'Summit X with Expert',
    engine: '850 E-TEC',
    picture: {
      key: 'pictures/5f1d.png',
      sha256: '5f1d',
      widthPx: 900,
      heightPx: 600,
      mediaType: 'image/png',
    },
  },
  avitoValues: {
    Type: 'Спортивный или горный',
    EngineType: 'Бензин',
    Power: 165,
    EngineCapacity: 849,
    Stroke: '2',
    PersonCapacity: 1,
    TrackWidth: 406,
    Year: 2026,
  },
  sources: {},
};

interface Changes {
  extracted?: Partial<Listing['extracted']>;
  matched?: Partial<Listing['matched']>;
  values?: Partial<Listing['matched']['avitoValues']>;
  model?: Listing['model'];
}

/** A machine of which everything is known and sure; override what a test is about. */
export const aListing = (changes: Changes = {}): Listing => ({
  extracted: { ...extracted, ...changes.extracted },
  matched: {
    ...matched,
    avitoValues: { ...matched.avitoValues, ...changes.values },
    ...changes.matched,
  },
  model: changes.model ?? null,
});

/** An electric machine, as the lists print it: figures where others have an engine. */
export const anElectricListing = (changes: Changes = {}): Listing =>
  aListing({
    ...changes,
    extracted: {
      brand: 'LYNX',
      model: 'Adventure',
      package: 'Electric',
      engine: '50/9',
      ...changes.extracted,
    },
    values: { EngineType: 'Электро', Power: 45000, EngineCapacity: null, Stroke: null, ...changes.values },
  });
