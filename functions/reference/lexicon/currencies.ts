/**
 * Money that no list we read is in, by its code of ISO 4217: short forms as they are printed, and words in the
 * languages of the lists. Found as whole words, whatever their case where a text speaks of prices; alone on a line,
 * short forms in Latin letters are what they mean in this case only.
 */
export const OTHER_MONEY: Readonly<Record<string, readonly string[]>> = {
  USD: [
    ...['usd', 'dollar', 'dollars', 'dollaria', 'dollareina', 'dollareissa', 'dollarit'],
    ...['долл', 'доллар', 'доллара', 'доллары', 'долларов', 'долларах', 'у.е'],
  ],
  GBP: ['gbp', 'pound', 'pounds', 'punta', 'puntaa', 'pund', 'фунт', 'фунтов'],
  CHF: ['chf', 'sfr', 'franc', 'francs', 'franken', 'frangia', 'франк', 'франков'],
  CZK: ['Kč', 'czk', 'koruna', 'koruny', 'korun'],
  PLN: ['zł', 'pln', 'zloty', 'złoty', 'złotych', 'злотых'],
  HUF: ['Ft', 'huf', 'forint'],
  RON: ['lei', 'ron', 'leu'],
  BGN: ['лв', 'bgn', 'лева', 'левов'],
  TRY: ['tl', 'lira'],
  UAH: ['грн', 'uah', 'гривна', 'гривні', 'гривень', 'гривен'],
  KZT: ['тг', 'kzt', 'тенге', 'теңге', 'tenge'],
  BYN: ['byn'],
  RSD: ['rsd', 'дин', 'динара'],
  KGS: ['сом', 'сомов'],
  UZS: ['uzs', 'сум', "so'm", 'soʻm'],
  AMD: ['amd', 'драм'],
  GEL: ['лари'],
  CNY: ['cny', 'rmb', 'yuan', 'юань', 'юаней', 'юанях'],
  JPY: ['jpy', 'yen', 'йен', 'иен'],
};

/** Codes and short forms that are words or names as well: money only at the end of what speaks of prices. */
// biome-ignore format: a word is found faster in a paragraph than in thirty lines
export const WORDS_LIKE_MONEY: readonly string[] = [
  'ALL', 'ANG', 'BAM', 'BOB', 'CAD', 'COP', 'CUP', 'ERN', 'GEL', 'GIP', 'KGS', 'LAK', 'LEK', 'MAD', 'MOP', 'MUR', 'MXN', 'NAD', 'PEN', 'RON', 'SAR', 'SOS', 'STN',
  'TOP', 'TRY', 'XAG', 'XAU', 'XTS', 'XXX',
  'tl', 'ron', 'lira', 'leu', 'pund', 'pound', 'punta', 'сом', 'сум', 'дин', 'фунт',
];

/** What lists call their prices in languages that no list we read is in: a line that does may name their money. */
// biome-ignore format: as above
export const FOREIGN_PRICE_WORDS: readonly string[] = [
  ' cena ', ' ceny ', ' cene ', ' cijena ', ' cijene ', 'hind ', 'hinnad ', ' kaina', ' ár ', ' ára ', ' árak ', 'fiyat', ' preț', ' pret ', ' ціна ', ' ціни ',
  'баға', ' кошт', ' prezzo', ' prezzi', ' precio', ' preço', ' prijs', ' prijzen', ' τιμή', ' τιμές',
];

/** Headings of a column that says which money a price is in, in small letters. */
// biome-ignore format: as above
export const CURRENCY_HEADINGS: readonly string[] = [
  '', 'valuutta', 'valuutat', 'valuta', 'val', 'currency', 'curr', 'cur', 'ccy', 'währung', 'devise', 'monnaie', 'gjaldmiðill', 'валюта', 'вал',
  'waluta', 'měna', 'pénznem', 'yks', 'yksikkö', 'unit', 'enhet',
];
