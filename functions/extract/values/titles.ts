/** The market a list is for, by the country's name in the language of its title. */
export const MARKETS: Readonly<Record<string, string>> = {
  SUOMI: 'FI',
  FINLAND: 'FI',
  ФИНЛЯНДИЯ: 'FI',
  SVERIGE: 'SE',
  SWEDEN: 'SE',
  RUOTSI: 'SE',
  ШВЕЦИЯ: 'SE',
  NORGE: 'NO',
  NORWAY: 'NO',
  NORJA: 'NO',
  НОРВЕГИЯ: 'NO',
  DANMARK: 'DK',
  DENMARK: 'DK',
  TANSKA: 'DK',
  ДАНИЯ: 'DK',
  ÍSLAND: 'IS',
  ISLAND: 'IS',
  ICELAND: 'IS',
  ISLANTI: 'IS',
  ИСЛАНДИЯ: 'IS',
  РОССИЯ: 'RU',
  RUSSIA: 'RU',
  VENÄJÄ: 'RU',
};

/**
 * Countries by their code. Some are words too ("Se baksidan", "item no") or a trim ("GSX SE"):
 * `title.ts` takes them only in capitals, behind a year, a mark or "price list", at the end of a line or before a mark.
 */
export const MARKET_CODES = ['SE', 'NO', 'DK', 'FI'] as const;

/** Words that say the number behind or before them is the model year. */
export const MODEL_YEAR_WORDS = [
  'mallivuosi',
  'vuosimalli',
  'model year',
  'modelyear',
  'MY',
  'årsmodell',
  'modellår',
  'modelår',
  'årgang',
  'модельный год',
  'модельного года',
] as const;

/** What names the page: its number, mostly beside a word for "page". */
export const PAGE_MARK =
  /^(?:(?:sivu|sida|side|page|seite|страница|стр)\.? ?\d{1,4}(?: ?(?:\/|of|av|af|von|из) ?\d{1,4})?|\d{1,4} ?\/ ?\d{1,4}|[–-] ?\d{1,4} ?[–-])$/iu;

/** Words that say the date beside them is that of the list, in small letters. */
export const DATE_WORDS = [
  ...[
    'date',
    'dated',
    'printed',
    'updated',
    'revised',
    'revision',
    'issued',
    'published',
    'version',
    'edition',
  ],
  ...['as of', 'from', 'effective', 'price list', 'pricelist', 'prices', 'msrp'],
  ...['pvm', 'päivä', 'päiväys', 'päivätty', 'päivitetty', 'painettu', 'tulostettu', 'julkaistu', 'versio'],
  ...['alkaen', 'hinnasto', 'suositushinnasto', 'suositushinnat', 'hinnat', 'laadittu'],
  ...[
    'datum',
    'daterad',
    'uppdaterad',
    'utskriven',
    'tryckt',
    'utgåva',
    'utgiven',
    'prislista',
    'priser',
    'från',
    'fr o m',
  ],
  ...['dato', 'datert', 'dateret', 'oppdatert', 'opdateret', 'trykt', 'utgave', 'udgave', 'prisliste', 'fra'],
  ...['stand', 'ausgabe', 'gedruckt', 'aktualisiert', 'preisliste', 'preise', 'ab'],
  ...[
    'дата',
    'от',
    'с',
    'обновлено',
    'обновлён',
    'версия',
    'редакция',
    'напечатано',
    'прайс',
    'прайс лист',
    'цены',
  ],
  ...['по состоянию на'],
] as const;

/** Words that say it is another: the end of a period, a delivery, an order, a campaign. They outweigh those above. */
export const OTHER_DATE_WORDS = [
  ...[
    'until',
    'till',
    'to',
    'thru',
    'through',
    'by',
    'before',
    'expires',
    'expiry',
    'expire',
    'ends',
    'deadline',
    'latest',
  ],
  ...['delivery', 'deliveries', 'delivered', 'shipping', 'order', 'orders', 'campaign', 'offer', 'available'],
  ...[
    'asti',
    'saakka',
    'mennessä',
    'viimeistään',
    'päättyy',
    'päättymispäivä',
    'toimitus',
    'toimitukset',
    'toimitusaika',
  ],
  ...['tilaus', 'tilaukset', 'tilattava', 'kampanja', 'tarjous', 'ennakkotilaus', 'saatavilla'],
  ...[
    't o m',
    'tom',
    'senast',
    'upphör',
    'slutar',
    'leverans',
    'leveranser',
    'levereras',
    'beställning',
    'beställs',
    'kampanj',
  ],
  ...[
    'til',
    'til og med',
    'senest',
    'utløper',
    'udløber',
    'levering',
    'leveres',
    'bestilling',
    'bestilles',
    'kampanje',
    'kampagne',
  ],
  ...['bis', 'spätestens', 'endet', 'lieferung', 'lieferbar', 'bestellung', 'aktion'],
  ...['до', 'по', 'не позднее', 'истекает', 'поставка', 'поставки', 'доставка', 'заказ', 'заказы', 'акция'],
] as const;
