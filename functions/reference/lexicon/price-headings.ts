/**
 * Lists call their prices by endless compounds ("Rek. ca-pris inkl. moms", "Jälleenmyyjän nettohinta alv 0 %").
 * The words in them tell what the lexicon of headings cannot list: looked for in the heading's text in small letters,
 * every other sign but % a space; a space at an end of a word here is the word's end.
 */
export const PRICE_WORDS: readonly string[] = [
  ...['hinta', 'hinnat', 'pris', 'price', 'preis', 'prix', 'цена', 'стоимость', ' verð ', 'ррц'],
  ...[' msrp ', ' rrp ', ' srp ', ' ovh ', ' svh '],
];

/** A price that no customer pays: the dealer's, one without tax, of a campaign or of the past. */
// biome-ignore format: a word is found faster in a paragraph than in fifty lines
export const OTHER_PRICE_WORDS: readonly string[] = [
  'netto', ' net ', 'dealer', 'wholesale', 'purchase', 'jälleenmyy', 'ostohinta', 'tukkuhinta', 'hankinta',
  'inköp', 'återförsälj', ' åf ', 'innkjøp', 'indkøb', 'forhandler', 'engros', 'grossist', 'дилер', 'закуп', 'оптов',
  'veroton', 'ilman alv', 'ilman vero', 'alv 0', 'alv0', ' 0 % ', ' 0% ', 'vat 0', ' 0 alv', ' 0 vat', ' 0 moms', 'moms 0',
  ' ex ', ' exc ', ' excl ', 'exclud', 'without', 'exkl', 'utan moms', 'eks ', 'ekskl', 'uten mva', 'uden moms', 'без ндс',
  'kampanja', 'kampanj', 'campaign', 'tarjous', 'ennakko', 'erbjudande', 'tilbud', 'special', 'spring', 'акци', 'скидк',
  'händler', 'einkauf', ' ek ', 'aktion', 'sonderpreis', 'ohne mw', 'zzgl', ' ht ', 'hors t', 'revendeur', 'concessionnaire',
  'achat', 'promo', 'remis', 'vanha ', ' old ', ' gamla ', ' gammal ', 'gammel', 'streich', ' alter ', 'ancien', 'старая', 'прежн',
  'autovero', 'toimitus', 'delivery', 'freight', 'frakt', 'доставк',
];

/** Words of tax: beside a price heading they are a part of it, alone they head a column of tax. */
export const TAX_WORDS: readonly string[] = [
  ' alv ',
  ' moms ',
  ' mva ',
  ' vat ',
  ' ндс ',
  ' vsk ',
  ' mwst ',
  ' ttc ',
  ' tva ',
];
