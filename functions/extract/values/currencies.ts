/** How a currency is written on price lists, the market whose lists use it alone, and what a snowmobile can cost in it. */
export interface Currency {
  code: string;
  /** Forms that mean this currency wherever they stand. */
  signs: readonly string[];
  /** Markets where it is the only legal tender, so that a list without a sign, or with a bare "kr", means it. */
  markets: readonly string[];
  /** Whole units; prices outside are a slip of the pen or of the reader, from children's machines to twice the dearest. */
  plausible: readonly [lowest: number, highest: number];
}

/** The currencies of the lists BRP's Nordic importers print, and the rouble of its Russian ones. */
export const CURRENCIES: readonly Currency[] = [
  { code: 'EUR', signs: ['€', 'EUR', 'EURO', 'EUROA', 'EUROS'], markets: ['FI'], plausible: [500, 100_000] },
  { code: 'SEK', signs: ['SEK'], markets: ['SE'], plausible: [5_000, 1_000_000] },
  { code: 'NOK', signs: ['NOK'], markets: ['NO'], plausible: [5_000, 1_000_000] },
  { code: 'DKK', signs: ['DKK'], markets: ['DK'], plausible: [5_000, 1_000_000] },
  { code: 'ISK', signs: ['ISK'], markets: ['IS'], plausible: [100_000, 20_000_000] },
  {
    code: 'RUB',
    signs: ['₽', 'RUB', 'RUR', 'РУБ', 'РУБЛЕЙ'],
    markets: ['RU'],
    plausible: [50_000, 20_000_000],
  },
];

/** The currencies whose sign is shared: no other can be meant by it. */
export const CROWNS: readonly string[] = ['SEK', 'NOK', 'DKK', 'ISK'];

/** The crown of these countries: only the market tells which. */
export const SHARED_SIGNS: readonly string[] = ['KR', 'KRONOR', 'KRONER', 'KRÓNUR'];
