/** What a column of a sheet of other shops' prices is about. */
export type MarketHeading =
  | 'code'
  | 'brand'
  | 'name'
  | 'year'
  | 'price'
  | 'currency'
  | 'source'
  | 'day'
  | 'link'
  | 'condition';

/** Headings of such sheets in Russian, English and Finnish, found as those of stock sheets are. */
// biome-ignore format: a heading is found faster in a paragraph than in a hundred lines
export const MARKET_HEADINGS: Readonly<Record<MarketHeading, readonly string[]>> = {
  code: [
    'Код', 'Код модели', 'Код товара', 'Артикул', 'Номер модели', 'Модельный код', 'SKU', 'Code', 'Model code', 'Item code',
    'Product code', 'Article', 'Model no', 'Model number', 'Part number', 'MPN', 'Koodi', 'Mallikoodi', 'Tuotekoodi', 'Tuotenumero', 'Tuote-nro',
  ],
  brand: ['Марка', 'Бренд', 'Производитель', 'Brand', 'Make', 'Vendor', 'Manufacturer', 'Merkki', 'Valmistaja'],
  name: [
    'Модель', 'Название', 'Наименование', 'Название модели', 'Товар', 'Снегоход', 'Объявление', 'Заголовок', 'Номенклатура',
    'Model', 'Name', 'Title', 'Product', 'Machine', 'Snowmobile', 'Model name', 'Listing', 'Malli', 'Nimi', 'Tuote', 'Otsikko', 'Kelkka',
  ],
  year: ['Год', 'Год выпуска', 'Модельный год', 'Г.в.', 'Year', 'Model year', 'MY', 'Vuosi', 'Vuosimalli', 'Mallivuosi'],
  price: [
    'Цена', 'Стоимость', 'Цена продажи', 'Цена конкурента', 'Цена на рынке', 'Рыночная цена', 'Цена на сайте', 'Розничная цена',
    'Price', 'Asking price', 'Market price', 'Competitor price', 'Their price', 'Retail price', 'Hinta', 'Pyyntihinta', 'Markkinahinta',
  ],
  currency: ['Валюта', 'Currency', 'Valuutta'],
  source: [
    'Источник', 'Конкурент', 'Продавец', 'Сайт', 'Магазин', 'Площадка', 'Дилер', 'Где',
    'Source', 'Competitor', 'Seller', 'Site', 'Shop', 'Store', 'Marketplace', 'Dealer', 'Lähde', 'Kilpailija', 'Myyjä', 'Sivusto', 'Kauppa',
  ],
  day: [
    'Дата', 'Дата сбора', 'Дата наблюдения', 'Дата цены', 'Собрано', 'Когда', 'Проверено',
    'Date', 'Collected', 'Collected at', 'Date collected', 'Observed', 'Observed at', 'Seen', 'Seen at', 'Checked', 'As of', 'Päivä', 'Pvm', 'Päivämäärä', 'Havaittu',
  ],
  link: ['Ссылка', 'Адрес страницы', 'Страница', 'URL', 'Link', 'Page', 'Web page', 'Linkki', 'Osoite'],
  condition: ['Состояние', 'Б/у', 'Condition', 'State', 'Kunto'],
};

/** A column of who asks the price stands in no supplier's list and in no stock sheet under these words. */
// biome-ignore format: as above
export const TELLING_SOURCES: readonly string[] = [
  'Источник', 'Конкурент', 'Source', 'Competitor', 'Lähde', 'Kilpailija',
];

/** What shops write around a machine's name and that tells no machine from another. */
// biome-ignore format: as above
export const SHOP_WORDS: readonly string[] = [
  'снегоход', 'снегохода', 'снегоходы', 'горный', 'туристический', 'утилитарный', 'спортивный', 'новый', 'новая', 'новые', 'новинка',
  'модель', 'модельный', 'модельного', 'год', 'года', 'г', 'гв', 'выпуска', 'мг', 'в', 'наличии', 'наличие', 'под', 'заказ', 'предзаказ', 'купить', 'цена',
  'цвет', 'комплектация', 'официальный', 'дилер', 'гарантия', 'птс', 'псм', 'с', 'от', 'и', 'brp', 'snowmobile', 'new', 'sled', 'moottorikelkka', 'uusi',
];

/** What a column of states says of a machine that nobody has had; of all else nobody knows that. */
// biome-ignore format: as above
export const NEW_STATES: readonly string[] = [
  'новый', 'новая', 'новое', 'новые', 'нов', 'new', 'brand new', 'unused', 'uusi', 'uudet', 'käyttämätön', 'заводская упаковка', 'не эксплуатировался',
  'в наличии', 'наличие', 'под заказ', 'на складе', 'на заказ', 'in stock', 'available', 'on order', 'varastossa', 'saatavilla', 'tilattavissa',
];

/** New is what is neither "like new" nor "not new". */
// biome-ignore format: as above
export const AS_NEW: readonly string[] = [
  'как новый', 'как новая', 'как новое', 'почти новый', 'почти новая', 'почти новое', 'практически новый', 'практически новая', 'практически новое',
  'не новый', 'не новая', 'не новое', 'like new', 'as new', 'nearly new', 'almost new', 'near new', 'not new', 'uudenveroinen', 'kuin uusi', 'lähes uusi', 'melkein uusi', 'ei uusi',
];

/** Machines that nobody compares a new one with. */
// biome-ignore format: as above
export const USED_WORDS: readonly string[] = [
  'б/у', 'бу', 'б.у', 'б. у', 'подержанный', 'пробег', 'пробегом', 'used', 'preowned', 'pre-owned', 'second hand', 'демо', 'demo', 'аренда', 'прокат', 'rent', 'rental', 'разбор', 'запчасти', 'käytetty', 'битый', 'дтп',
];
