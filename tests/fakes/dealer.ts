import { Dealer } from '#contracts/dealer.ts';

/** A complete dealer; his web host serves under `url` what lies under the same path on his FTP host. */
export const testDealer = (changes: Partial<Dealer> = {}, url = 'http://127.0.0.1:9'): Dealer =>
  Dealer.parse({
    id: 'north',
    name: 'Север',
    address: 'Мурманск, улица Полярная, 1',
    contact: {},
    conversion: { EUR: { rate: '98.50', rateDate: '2026-11-01', holdAfterDays: 36_500 } },
    availability: 'В наличии',
    pictures: { baseUrl: `${url}/pictures/`, path: '/pictures' },
    feed: { publicUrl: `${url}/api/avito/feed.xml`, path: '/api/avito/feed.xml' },
    ftp: { secretName: 'ftp/north', security: 'plain' },
    ...changes,
  });
