import type { Ad } from '#contracts/validated.ts';

/** An ad that Avito's rules have nothing against. */
export const validAd = (id: string): Ad => ({
  id,
  fields: {
    Category: 'Мотоциклы и мототехника',
    VehicleType: 'Снегоходы',
    Title: 'Ski-Doo Summit X 850 E-TEC 2026',
    Description: 'Новый снегоход Ski-Doo Summit X с двигателем 850 E-TEC, модельный год 2026.',
    Price: '2500000',
    Make: 'BRP',
    Model: 'Ski-Doo Summit X 850',
    Type: 'Спортивный или горный',
    Year: '2026',
    EngineType: 'Бензин',
    Power: '165',
    EngineCapacity: '849',
    Stroke: '2',
    PersonCapacity: '1',
    TrackWidth: '406',
    Condition: 'Новое',
    Availability: 'Под заказ',
    Address: 'Мурманская область, Мурманск, Кольский проспект, 1',
    ListingFee: 'Package',
    AdStatus: 'Free',
  },
  images: ['https://dealer.example/pictures/a.png'],
});
