import { USED_WORDS } from './remarks.ts';

/**
 * Lists call their prices by endless compounds ("Rek. ca-pris inkl. moms", "Jälleenmyyjän nettohinta alv 0 %").
 * The words in them tell what the lexicon of headings cannot list: looked for in the heading's text in small letters,
 * every other sign but % a space; a space at an end of a word here is the word's end.
 */
export const PRICE_WORDS: readonly string[] = [
  ...['hinta', 'hinnat', 'pris', 'price', 'preis', 'prix', 'цена', 'стоимость', ' verð ', 'ррц'],
  ...[' msrp ', ' rrp ', ' srp ', ' ovh ', ' svh '],
];

/** A price without the tax that customers pay. */
// biome-ignore format: a word is found faster in a paragraph than in fifty lines
export const UNTAXED_WORDS: readonly string[] = [
  ' veroton', ' verottom', 'lisätään alv', 'lisätään arvonlis', 'lisätään vero', 'alv lisätään', 'arvonlisävero lisätään', 'ilman alv', 'ilman arvonlis', 'ilman vero', 'alv 0', 'alv0', ' 0 alv', ' 0 % alv', 'ei sis alv', 'ei sis arvonlis',
  'ei sisällä alv', 'ei sisällä arvonlis', 'eivät sisällä alv', 'eivät sisällä arvonlis', 'vat 0', ' 0 vat', ' 0 % vat',
  ' ex vat', ' exc vat', ' excl vat', ' excluding vat', ' exclude vat', ' excludes vat', 'without vat', 'exclusive of vat', 'not include vat', 'not including vat',
  'plus vat', 'net of vat', 'before vat', 'vat excluded', 'vat not included', 'vat is not included', 'vat is added', 'vat will be added',
  'moms 0', ' 0 moms', ' exkl moms', 'exklusive moms', ' ex moms', 'utan moms', 'moms tillkommer', 'tillkommer moms', 'inte inkl moms', 'ej inkl moms', ' eks moms', 'ekskl moms', 'uden moms',
  ' eks mva', 'ekskl mva', 'uten mva', 'mva kommer i tillegg', 'mva tilkommer', 'ikke inkl mva', 'без ндс', 'без учета ндс', 'без учёта ндс', 'не включая ндс',
  'ohne mwst', 'zzgl mwst', 'exkl mwst', 'zuzüglich mwst', 'mwst kommt hinzu', 'nicht inkl mwst', 'ohne ust', 'zzgl ust', ' ht ', 'hors tax', 'hors tva', 'sans tva',
];

/** A price that dealers pay. */
// biome-ignore format: a word is found faster in a paragraph than in fifty lines
const DEALER_WORDS: readonly string[] = [
  'netto', ' net ', 'dealer', 'wholesale', 'purchase', 'jälleenmyy', 'ostohinta', 'tukkuhinta', 'hankinta',
  'inköp', 'återförsälj', ' åf ', 'innkjøp', 'indkøb', 'forhandler', 'engros', 'grossist', 'дилер', 'закуп', 'оптов',
  'händler', 'einkauf', ' ek ', 'revendeur', 'concessionnaire', 'achat',
];

/** What a line that speaks of prices may call them, or the list of them. */
export const PRICES_WORDS: readonly string[] = [
  ...[
    'hinta',
    'hinnat',
    'hinno',
    'hintoi',
    'hinnas',
    'pris',
    'price',
    'preis',
    'prix',
    'tarif',
    'цена',
    'цены',
    'прайс',
    'стоимость',
    'verð',
  ],
];

/** A list of what dealers pay; a line that only speaks of dealers may say that they set their prices. */
// biome-ignore format: a word is found faster in a paragraph than in fifty lines
export const DEALER_LIST_WORDS: readonly string[] = [
  'dealer net', 'dealer price', 'dealer cost', 'net price', 'wholesale price', 'purchase price', 'nettohin', 'jälleenmyyjähin', 'jälleenmyyjien hin',
  'jälleenmyyjän hin', 'tukkuhin', 'ostohin', 'nettopris', 'nettopreis', 'återförsäljarpris', ' åf pris', 'inköpspris', 'innkjøpspris', 'indkøbspris',
  'forhandlerpris', 'engrospris', 'händlerpreis', 'einkaufspreis', 'дилерск', 'оптовые цены', 'оптовый прайс', 'закупочные цены', 'prix revendeur',
  'prix concessionnaire', 'prix net', 'prices are net', 'prices net ', 'priserna är netto', 'prisene er netto', 'preise sind netto', 'preise netto',
];

/** A price of a campaign or a season; over a table they may name the list. */
// biome-ignore format: a word is found faster in a paragraph than in fifty lines
export const OFFER_PRICE_WORDS: readonly string[] = [
  'kampanja', 'kampanj', 'campaign', 'tarjous', 'ennakko', 'erbjudande', 'tilbud', 'special', 'spring', 'акци', 'скидк', 'спец', 'распродаж',
  'aktion', 'sonder', 'promo', 'toimitus', 'delivery', 'frakt', 'доставк',
];

/** What is paid over a machine's price: for an option, or for more of it. */
// biome-ignore format: a word is found faster in a paragraph than in fifty lines
export const ADDED_PRICE_WORDS: readonly string[] = [
  'lisähinta', 'lisämaksu', 'доплат', 'наценк', 'надбавк', 'tillägg', 'tillæg', 'tillegg', 'merpris', 'aufpreis', 'mehrpreis', 'zuschlag',
  'surcharge', 'supplement', 'supplément', 'upgrade', 'lisävarust', 'optio', 'opsjon', 'tillval', 'tilvalg', 'опци', 'sonderausstatt',
];

/** What is sold with machines, over a list of it; a list of machines is called so nowhere. */
// biome-ignore format: a word is found faster in a paragraph than in fifty lines
export const OPTION_LIST_WORDS: readonly string[] = [
  ...ADDED_PRICE_WORDS, 'tehdasvalin', 'tarvik', 'fabrikkvalg', 'tilbehør', 'tillbehör', 'accessor', 'accessoir', 'аксессуар', 'zubehör',
];

/** A price that no customer pays for the machine: a dealer's, one without tax, of a campaign, of the past, of something else. */
// biome-ignore format: a word is found faster in a paragraph than in fifty lines
export const OTHER_PRICE_WORDS: readonly string[] = [
  ...UNTAXED_WORDS, ...DEALER_WORDS,
  ' 0 % ', ' 0% ', ' ex ', ' exc ', ' excl ', 'exclud', 'without', 'exkl', 'eks ', 'ekskl',
  ...OFFER_PRICE_WORDS, 'zzgl', 'remis', 'vanha ', 'vanhat ', ' old ', ' gamla ', ' gammal ', 'gammel', 'streich', ' alter ', 'ancien',
  'старая', 'прежн', 'предыд', 'прошл', 'edelli', 'aiempi', 'aikaisem', ' ennen ', 'previous', 'former', ' before ', ' was ', 'tidigare',
  ' före ', 'förpris', 'førpris', 'tidlig', ' før ', 'bisher', 'vorher', ' statt ', ' avant ', 'précéd',
  'alennus', 'alennet', ' ale ', 'alehinta', 'rabatt', 'discount', 'reduced', 'nedsatt', 'reduzier', ' sale ', 'outlet', 'soldes',
  'autovero', 'freight',
  // By the month, on credit, for hire.
  'kuukau', ' kk ', 'månad', ' mån ', 'måned', ' mnd ', ' md ', 'monat', ' mtl ', 'month', ' mo ', ' mois ', 'mensu', 'месяц', ' мес ', 'ежемес',
  'viikko', 'week', ' vecka ', ' uke ', 'woche', 'luotto', 'osamaksu', 'rahoitu', 'leasing', ' lease ', 'kredit', 'credit', 'crédit', 'кредит',
  'рассроч', 'лизинг', 'financ', 'finans', 'finanz', 'avbetal', 'delbetal', 'nedbetal', ' erä ', ' raten ', 'instal', 'vuokra', ' rent', 'uthyr',
  ' hyr', ' leie', ' leje', ' miet', 'аренд', 'прокат',
  // What is added, and what it differs by.
  ...ADDED_PRICE_WORDS, 'hintaero', ' ero ', 'erotus', 'muutos', 'korotus', 'difference', 'différence', ' diff',
  'change', 'increase', 'decrease', 'skillnad', 'forskel', 'forskjell', 'ändring', 'endring', 'höjning', 'økning', 'разниц', 'изменен',
  'повышен', 'änderung', 'erhöhung', 'écart', 'hausse',
  // Of something else than the machine.
  'varaosa', 'tarvik', 'asennus', 'huolto', 'accessor', 'accessoir', 'spare', ' part ', ' parts ', 'service', 'repair',
  'montering', 'montage', 'tillbehör', 'tilbehør', 'reservdel', 'reservedel', 'аксессуар', 'запчаст', 'сервис',
  'установ', 'монтаж', 'zubehör', 'ersatzteil', 'pièce', 'vakuutu', 'försäkring', 'forsikring', 'insurance', 'страхов', 'versicherung',
  'assurance', 'trailer', 'peräkärry', 'släp', 'tilhenger', 'прицеп', 'anhänger', 'takuu', 'warranty', 'garanti', 'гаранти',
  // Paid before, or given back.
  'käsiraha', 'varaus', 'deposit', 'handpenning', 'forskudd', 'anzahlung', 'acompte', 'предоплат', 'аванс', 'задат', 'hyvitys', 'vaihtohinta',
  'trade in', 'inbyte', 'innbytte', 'indbytte', 'трейд', 'зачет', 'зачёт', 'reprise', 'inzahlung',
  // For some, or of what was somebody's.
  'henkilöstö', 'henkilökun', 'jäsen', 'ansatt', 'medlem', 'staff', 'employee', 'member', 'mitarbeiter', 'mitglied', 'сотрудник', ' vip ',
  ...USED_WORDS,
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

/** The tax is in the price. */
// biome-ignore format: a word is found faster in a paragraph than in fifty lines
export const TAXED_WORDS: readonly string[] = [
  ' sis alv', ' sis arvonlis', 'sisältää alv', 'sisältää arvonlis', 'sisältävät alv', 'sisältävät arvonlis', ' alv n ', 'verolli',
  ' inc vat', ' incl vat', 'including vat', 'include vat', 'with vat', 'ink moms', 'inkl moms', 'inklusive moms', ' med moms', ' m moms',
  'inkl mva', 'inklusive mva', ' med mva', ' с ндс', 'вкл ндс', 'включая ндс', 'с учетом ндс', 'с учётом ндс', 'inkl mwst', 'einschl mwst', ' ttc ',
];

/** The stems of compounds that mean a price ("Suositushinta", "Listpris", "Verkaufspreis"), in small letters. */
export const PRICE_STEMS: readonly string[] = [
  'hinta',
  'hinnat',
  'pris',
  'price',
  'preis',
  'prix',
  'цена',
  'цены',
  'стоимость',
  'verð',
];

/**
 * What a price heading may say beside its stem, or before it in one word, and still be what a customer pays: whole
 * words in small letters. A heading that says more ("Huoltohinta") may be the price of anything.
 */
// biome-ignore format: a word is found faster in a paragraph than in a hundred lines
export const PLAIN_PRICE_WORDS: readonly string[] = [
  'suositus', 'suositeltu', 'suositeltava', 'ohje', 'ohjeellinen', 'vähittäis', 'vähittäismyynti', 'myynti', 'kuluttaja', 'kuluttajan', 'asiakas',
  'asiakkaan', 'lista', 'listan', 'brutto', 'verollinen', 'uusi', 'uudet', 'normaali', 'norm', 'kokonais', 'yksikkö', 'sis', 'sisältäen', 'sisältää',
  'sisältävät', 'arvonlisävero', 'arvonlisäveron', 'arvonlisäverot', 'vero', 'verot', 'veron', 'veroineen', 'alv', 'n', 'euro', 'euroina', 'euroissa',
  'käteis', 'moottorikelkan', 'moottorikelkka', 'kelkan', 'kelkka', 'ovh', 'svh', 'a', 'à', 'á', 'kpl', 'kappale',
  'recommended', 'suggested', 'cash', 'cons', 'recom', 'rec', 'sugg', 'manufacturer', 'manufacturers', 's', 'retail', 'retailer', 'consumer', 'customer', 'end', 'user', 'list',
  'sales', 'selling', 'public', 'gross', 'full', 'new', 'total', 'unit', 'our', 'regular', 'standard', 'base', 'basic', 'inc', 'incl', 'including',
  'included', 'includes', 'inclusive', 'with', 'of', 'and', 'the', 'in', 'per', 'vat', 'tax', 'taxes', 'all', 'rrp', 'srp', 'msrp', 'snowmobile',
  'machine', 'vehicle', 'model', 'year', 'my', 'pc', 'pcs', 'each',
  'kontant', 'rekommenderat', 'rekommenderad', 'rekommenderade', 'rek', 'rekom', 'ca', 'cirka', 'c', 'rikt', 'riktat', 'konsument', 'kund', 'butiks', 'butik', 'ut',
  'försäljnings', 'ordinarie', 'ord', 'nytt', 'nya', 'ny', 'ink', 'inkl', 'inklusive', 'moms', 'med', 'm', 'och', 'i', 'st', 'styck', 'skoter', 'skoterns',
  'veil', 'veiledende', 'veiled', 'vejl', 'vejledende', 'utsalgs', 'udsalgs', 'utsalg', 'anbefalt', 'anbefalet', 'liste', 'kunde', 'forbruker',
  'forbruger', 'detalj', 'mva', 'avgift', 'avgifter', 'og', 'stk', 'kr', 'kroner', 'kronor', 'krónur', 'leiðbeinandi', 'með', 'vsk', 'prisrekommendation',
  'prisliste', 'prislista', 'hinnasto', 'tarif', 'tot', 'totalt',
  'рекомендованная', 'рекомендуемая', 'рекомендованные', 'розничная', 'розничные', 'розн', 'рек', 'розница', 'базовая', 'новая', 'новые', 'прайс',
  'прайсовая', 'продажи', 'продажная', 'полная', 'стандартная', 'ррц', 'с', 'вкл', 'включая', 'включает', 'учетом', 'учётом', 'ндс', 'в', 'за', 'на', 'и', 'ед', 'единицу',
  'шт', 'рублях', 'рубли', 'рублей', 'руб', 'р', 'евро', 'снегохода', 'снегоход', 'техники', 'модели', 'модель', 'г', 'год', 'года',
  'bar', 'unverbindliche', 'unverb', 'empfohlene', 'empfohlener', 'empf', 'empfehlung', 'preisempfehlung', 'uvp', 'vk', 'verkaufs', 'listen',
  'endkunden', 'kunden', 'laden', 'neuer', 'neue', 'einschl', 'einschließlich', 'gesetzl', 'mwst', 'ust', 'fahrzeug',
  'conseillé', 'conseillés', 'recommandé', 'publics', 'de', 'vente', 'catalogue', 'client', 'pvc', 'ttc', 'tva', 'comprise', 'toutes', 'en', 'neuf',
];
