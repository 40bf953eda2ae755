/**
 * Words of columns that are no field of a product, and of what stands in them; written as those of price headings are: in
 * small letters, every other sign a space, a space at an end the word's end.
 */

/** Headings of the years of rows. */
export const OF_YEAR_WORDS: readonly string[] = [
  'vuosi',
  ' year',
  ' my ',
  'årsmodell',
  'modellår',
  'årgang',
  ' år ',
  ' год',
  'jahr',
  'année',
  'millésime',
];

/** Headings of the brands of rows. */
export const OF_BRAND_WORDS: readonly string[] = [
  'merkki',
  ' brand',
  ' make ',
  'märke',
  ' merke',
  ' mærke',
  'бренд',
  'марка',
  ' marke ',
  'marque',
];

/** The machine is sold, or is no longer made; out of stock is none of that. */
// biome-ignore format: a word is found faster in a paragraph than in thirty lines
export const GONE_WORDS: readonly string[] = [
  'myyty', 'loppuunmyy', 'poistettu', 'poistunut', 'peruttu', 'ei enää', 'ei saatav', ' sold ', 'discontinued', 'cancelled', 'canceled', 'no longer',
  'not available', 'unavailable', 'såld', 'utgått', 'utgår', 'solgt', 'utsolgt', 'udsolgt', 'udgået', 'ausverkauft', 'verkauft', 'entfällt',
  'nicht verfügbar', 'nicht mehr', 'épuisé', 'vendu', 'supprimé', 'продан', 'распродан', 'снят ', 'снята ', 'снято ', 'отменен', 'отменён', 'недоступ',
];

/** Headings of columns that say yes or no to whether the machine is sold. */
export const OF_SALE_WORDS: readonly string[] = [
  ...[' active ', ' aktiv', 'aktiivi', 'available', 'saatavilla', 'myynnissä', 'tilgjengelig', 'tillgänglig'],
  ...['verfügbar', 'disponible', ' актив', 'доступ', 'в продаже'],
];

/** What stands for no in such a column, in small letters. */
export const NO_WORDS: readonly string[] = [
  ...[
    'no',
    'n',
    'false',
    '0',
    '0 %',
    '0%',
    'ei',
    'e',
    'epätosi',
    'nej',
    'nei',
    'falsk',
    'nein',
    'non',
    'нет',
    'н',
  ],
];

/** Titles of lists that are not in force yet, whose prices may change. */
// biome-ignore format: a word is found faster in a paragraph than in thirty lines
export const DRAFT_WORDS: readonly string[] = [
  ' draft ', 'preliminary', 'provisional', 'not final', 'subject to confirmation', 'luonnos', 'alustav', 'ei lopullinen', 'utkast', 'preliminär',
  'foreløpig', 'ikke endelig', 'udkast', 'entwurf', 'vorläufig', 'ébauche', 'brouillon', 'provisoire', 'черновик', 'предварительн', 'проект прайс',
];

/** What lists say, and prices, that were in force once. */
// biome-ignore format: a word is found faster in a paragraph than in thirty lines
export const CEASED_WORDS: readonly string[] = [
  'no longer valid', 'no longer in force', 'no longer apply', 'no longer applies', 'enää voimassa', 'gäller inte längre', 'gäller ej längre',
  'inte längre gäll', 'inte längre giltig', 'gjelder ikke lenger', 'ikke lenger gyldig', 'gælder ikke længere', 'ikke længere gyldig', 'nicht mehr gültig',
  'gilt nicht mehr', 'gelten nicht mehr', 'plus valable', 'plus en vigueur', 'больше не действ', 'утратил',
];

/** What a list says that another has taken the place of; of a machine it says nothing of the list. */
// biome-ignore format: as above
export const REPLACED_WORDS: readonly string[] = [
  'replaced by', 'superseded', 'korvattu', 'korvautu', 'korvannut', 'ersätts av', 'ersatts av', 'har ersatt', 'ersatt av', 'erstattes av', 'erstattet av', 'erstattes af',
  'erstattet af', 'ersetzt durch', 'wurde ersetzt', 'remplacé par', 'remplacée par', 'заменен', 'заменён', 'вместо него',
];

/** What terms of business say that may be done with a list one day. */
// biome-ignore format: as above
export const RESERVED_WORDS: readonly string[] = [
  ' may be ', ' can be ', ' voi ', 'voidaan', ' kan ', ' kann ', 'können', ' peut ', ' peuvent ', 'может', 'могут',
];

/** What lists call themselves. */
// biome-ignore format: as above
export const LIST_WORDS: readonly string[] = [
  'price list', 'pricelist', ' list ', 'hinnasto', 'hintaluettelo', 'prislist', ' listan ', 'preisliste', ' liste ', ' tarif ', 'прайс', 'verðlist', 'hinnakir',
];

/** Titles of lists that are no longer in force. */
// biome-ignore format: as above
export const EXPIRED_WORDS: readonly string[] = [
  'ei voimassa', 'vanhentunut', ' kumottu', 'mitätöity', 'mitätön', 'älä käytä', ' expired', 'superseded', ' void ', ' obsolete', ' outdated',
  ' cancelled ', ' canceled ', ' withdrawn ', 'do not use', 'upphört', 'ogiltig', 'makulera', 'använd inte', 'forældet', 'utdatert', 'ugyldig', 'ungültig', 'veraltet', 'périmé', 'obsolète', ' annulé',
  'недействител', 'устарел', ...CEASED_WORDS,
];

/** Words that say so at the end of a title; before others they say for whom or where something does not hold. */
export const EXPIRED_ENDINGS: readonly string[] = [
  ...['gäller inte ', 'gäller ej ', 'gjelder ikke ', 'gælder ikke ', 'не действует '],
];

/** What may have run out beside a list, or not be for use: offers, guarantees, orders, fuel. */
// biome-ignore format: as above
export const TERMS_WORDS: readonly string[] = [
  'takuu', 'garant', 'warrant', 'гарант', 'tarjou', 'kampan', 'campaign', 'erbjud', 'tilbud', 'offer', 'angebot', ' aktion', 'предложен', ' акци',
  'alennu', 'rabatt', 'discount', 'remise', 'скидк', 'voucher', 'coupon', 'tilau', ' order', 'bestäl', 'bestil', 'bestell', 'commande', 'заказ', 'varau',
  'fuel', 'polttoain', 'bensin', 'benzin', 'drivstoff', 'kraftstoff', 'carburant', 'топлив', ' stock ',
];

/** The lists before this one: many a list says of those that they are no longer in force. */
// biome-ignore format: as above
export const FORMER_LISTS_WORDS: readonly string[] = [
  ' all previous ', ' all earlier ', ' all prior ', ' all former ', ' previous price lists ', ' previous lists ', ' previous prices ',
  ' earlier price lists ', ' earlier lists ', ' earlier prices ', ' former price lists ', ' former prices ', 'aiemmat', 'aikaisemmat', 'edelliset',
  'vanhat hinn', 'tidigare prislistor', 'tidigare priser', ' alla tidigare ', 'äldre prislistor', 'tidligere prislister', 'tidligere priser',
  ' alle tidligere ', 'eldre prislister', 'alte preislisten', 'alten preislisten', 'gamla prislistor', 'gamle prislister', ' old price lists ', 'frühere preis', 'früheren preis', 'bisherige preis', 'bisherigen preis', 'vorherige preis',
  'vorherigen preis', 'tarifs précédents', 'anciens tarifs', 'prix précédents', 'предыдущие', 'прежние', ' все ранее ', 'старые цены', 'старые прайс',
];

/** The machine has had an owner, or has been shown; "used" alone is as often a verb. */
// biome-ignore format: a word is found faster in a paragraph than in thirty lines
export const USED_WORDS: readonly string[] = [
  'käytetyt ', 'käytettyjä ', 'käytettyjen ', 'vaihtokelk', 'begagn', 'brukte', ' brukt ', 'brugte', ' brugt ', 'used snowmobile', 'used machine',
  'used sled', 'used vehicle', 'used model', 'pre owned', 'gebraucht', "motoneiges d occasion", ' б у ', 'подержан', ' demo',
];

/** What a company is founded with, in the small print of its letters: no price. */
// biome-ignore format: as above
export const SHARE_CAPITAL_WORDS: readonly string[] = [
  'osakepääoma', 'aktiekapital', 'aksjekapital', 'share capital', 'registered capital', 'paid up capital', 'stammkapital', 'grundkapital', 'capital social',
  'au capital de', 'hlutafé', 'põhikapital', 'osakapital', 'уставный капитал', 'уставной капитал', 'уставный фонд', 'kapitał zakładowy', 'základní kapitál',
];
