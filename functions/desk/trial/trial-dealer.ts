import { Dealer } from '#contracts/dealer.ts';
import { moscowMinute } from '#shared/moscow-time.ts';

/** Whose ads a trial makes. */
export const TRIAL = 'trial';

/** Roubles for one unit, about what they were in November 2026. */
const RATES: Record<string, string> = { EUR: '98.50', SEK: '8.90', NOK: '8.40', DKK: '13.20', ISK: '0.70' };

/** A price that is plainly reckoned: no trader's markup is known. */
const CONVERSION = { markupPercent: '12', roundTo: 1000 };

/** A dealer that is nobody, for a list whose own dealer is not known yet; its rates are of this day. */
export const trialDealer = (now: Date): Dealer => {
  const rateDate = moscowMinute(now.toISOString()).slice(0, '2026-11-30'.length);
  return Dealer.parse({
    id: TRIAL,
    name: 'Пробный дилер (вымышленный)',
    address: 'Мурманская область, Мурманск, Кольский проспект, 1',
    contact: {
      managerName: 'Пробный дилер',
      phone: '+7 (815) 200-00-00',
      method: 'По телефону и в сообщениях',
    },
    conversion: Object.fromEntries(
      Object.entries(RATES).map(([currency, rate]) => [currency, { rate, rateDate, ...CONVERSION }]),
    ),
    availability: 'Под заказ',
    pictures: { baseUrl: 'https://trial-dealer.example/pictures/', path: '/pictures' },
    feed: { publicUrl: 'https://trial-dealer.example/feed.xml', path: '/feed.xml' },
  });
};

/** What of a trial's ads is nobody's: the page says so, that no one takes it for real. */
export const madeUpIn = (
  { address, contact, conversion, availability }: Dealer,
  currencies: ReadonlySet<string>,
): [what: string, value: string][] => [
  ...Object.entries(conversion)
    .filter(([currency]) => currencies.has(currency))
    .map(([currency, { rate, markupPercent, roundTo }]): [string, string] => [
      'Price rate',
      `1 ${currency} = ${rate} RUB, and ${markupPercent} % on top, rounded up to ${roundTo} RUB`,
    ]),
  ['Contact', [contact.managerName, contact.phone].filter(Boolean).join(', ')],
  ['Address', address ?? ''],
  ['Availability', availability],
];
