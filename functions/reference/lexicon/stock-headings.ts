import type { StockField } from '#contracts/stock.ts';

/** What a column of a stock sheet is about; `ignored`: known, and nothing that an ad says. */
export type StockHeading = StockField | 'modelCode' | 'piece' | 'color' | 'model' | 'listed' | 'ignored';

/**
 * Headings of dealers' stock sheets in Russian, English and Finnish. A heading matches by its letters and digits, whole
 * or up to a bracket or comma ("Цена, руб.", "Qty (pcs)"). `listed` is what supplier's lists say of machines.
 */
// biome-ignore format: a heading is found faster in a paragraph than in a hundred lines
export const STOCK_HEADINGS: Readonly<Record<StockHeading, readonly string[]>> = {
  modelCode: [
    'Код', 'Код модели', 'Код товара', 'Артикул', 'Номер модели', 'Модельный код', 'Код BRP', 'Арт', 'SKU',
    'Code', 'Model code', 'Item code', 'Product code', 'Item', 'Item no', 'Article', 'Model no', 'Model number', 'Part number',
    'Koodi', 'Mallikoodi', 'Tuotekoodi', 'Tuotenumero', 'Tuote-nro', 'Nimike', 'Mallinumero',
  ],
  piece: ['Экземпляр', 'Piece', 'Piece no', 'Kappale'],
  quantity: [
    'Количество', 'Кол-во', 'Колво', 'Остаток', 'Остатки', 'Остаток на складе', 'Наличие шт', 'В наличии шт', 'Шт', 'Штук',
    'Свободный остаток', 'Свободно', 'Доступно', 'Доступное количество', 'Кол-во на складе', 'Количество на складе', 'На складе',
    'Quantity', 'Qty', 'In stock', 'On hand', 'Stock', 'Stock qty', 'Units', 'Pcs', 'Count', 'Balance', 'Free stock', 'Available qty',
    'Määrä', 'Kpl', 'Saldo', 'Varastosaldo', 'Varastossa', 'Varastossa kpl', 'Kappalemäärä', 'Vapaa saldo',
  ],
  availability: [
    'Наличие', 'Статус', 'Доступность', 'Состояние склада', 'Availability', 'Status', 'Available', 'Stock status',
    'Saatavuus', 'Tila', 'Varastotilanne', 'Saatavilla',
  ],
  location: [
    'Склад', 'Место', 'Площадка', 'Филиал', 'Салон', 'Магазин', 'Точка', 'Место хранения', 'Местонахождение', 'Где стоит', 'Подразделение',
    'Location', 'Warehouse', 'Site', 'Branch', 'Store', 'Showroom', 'Place', 'Depot',
    'Sijainti', 'Varasto', 'Toimipiste', 'Myymälä', 'Paikka', 'Liike',
  ],
  address: ['Адрес', 'Адрес салона', 'Адрес склада', 'Address', 'Street address', 'Osoite', 'Katuosoite'],
  vin: [
    'VIN', 'ВИН', 'VIN номер', 'Номер рамы', 'Рама', 'Серийный номер', 'Заводской номер', 'Шасси', '№ рамы', 'VIN код', 'VIN / рама',
    'VIN number', 'Frame number', 'Frame no', 'Serial', 'Serial number', 'Serial no', 'Chassis', 'Chassis number', 'Chassis no',
    'Runkonumero', 'Rungon numero', 'Sarjanumero', 'Valmistenumero', 'VIN-numero', 'VIN-koodi', 'Alustanumero',
  ],
  pictures: [
    'Фото', 'Фотографии', 'Картинки', 'Изображения', 'Ссылки на фото', 'Ссылка на фото', 'Снимки', 'Фото ссылки',
    'Photos', 'Photo', 'Pictures', 'Picture', 'Images', 'Image', 'Photo links', 'Image URL', 'Photo URL', 'Image links',
    'Kuvat', 'Kuva', 'Valokuvat', 'Kuvalinkit', 'Kuvien osoitteet',
  ],
  video: ['Видео', 'Ссылка на видео', 'Video', 'Video link', 'Video URL', 'Youtube', 'Videolinkki', 'Rutube'],
  price: [
    'Цена', 'Цена продажи', 'Наша цена', 'Розница', 'Розничная цена', 'Цена в рублях', 'Цена на сайте', 'Цена Авито', 'Стоимость',
    'Price', 'Our price', 'Sale price', 'Selling price', 'Retail price', 'Hinta', 'Myyntihinta', 'Hintamme', 'Oma hinta',
  ],
  priceRule: [
    'Наценка', 'Скидка', 'Наценка %', 'Правило цены', 'Изменение цены', 'Наценка скидка',
    'Markup', 'Discount', 'Price rule', 'Price change', 'Adjustment', 'Markup %', 'Kate', 'Alennus', 'Hinnanmuutos', 'Korotus', 'Lisä',
  ],
  note: [
    'Примечание', 'Комментарий', 'Описание', 'Текст', 'Заметка', 'Примечания', 'Для объявления', 'Текст объявления',
    'Note', 'Notes', 'Comment', 'Comments', 'Remark', 'Remarks', 'Text', 'Ad text', 'Huomautus', 'Huom', 'Lisätieto', 'Lisätiedot', 'Teksti', 'Kommentti',
  ],
  arrives: [
    'Дата прихода', 'Приход', 'Дата поступления', 'Поступление', 'Ожидается', 'Поставка', 'Дата поставки', 'Прибытие', 'Ожидаемая дата',
    'Arrives', 'Arrival', 'Arrival date', 'ETA', 'Expected', 'Expected date', 'Due', 'Due date', 'Delivery date', 'Date of arrival',
    'Saapuu', 'Saapuminen', 'Saapumispäivä', 'Toimituspäivä', 'Tulossa', 'Arvioitu saapuminen',
  ],
  color: ['Цвет', 'Окраска', 'Расцветка', 'Color', 'Colour', 'Väri', 'Väritys'],
  model: [
    'Модель', 'Наименование', 'Название', 'Название модели', 'Снегоход', 'Номенклатура', 'Товар',
    'Model', 'Name', 'Model name', 'Machine', 'Snowmobile', 'Malli', 'Nimi', 'Mallinimi', 'Moottorikelkka', 'Kelkka',
  ],
  listed: [
    'Двигатель', 'Гусеница', 'Стартер', 'Пакет', 'Комплектация', 'Весенние опции', 'Опции', 'Приборы', 'Дисплей', 'Профиль',
    'Engine', 'Track', 'Track length', 'Starter', 'Package', 'Spring options', 'Options', 'Gauge', 'Display', 'Trim',
    'Moottori', 'Telamatto', 'Käynnistin', 'Paketti', 'Kevätoptiot', 'Mittaristo', 'Varustelu', 'Telamaton pituus', 'Optiot',
  ],
  ignored: [
    '№', '№ п/п', 'No', 'Nr', '#', 'Rivi', 'Бренд', 'Марка', 'Brand', 'Make', 'Merkki', 'Год', 'Модельный год', 'Year', 'Model year',
    'Vuosi', 'Vuosimalli', 'Ответственный', 'Менеджер', 'Manager', 'Myyjä', 'Ед', 'Ед изм', 'Unit', 'Yksikkö', 'Резерв', 'Reserved', 'Varattu',
    'Себестоимость', 'Закупка', 'Cost', 'Ostohinta', 'Штрихкод', 'EAN', 'Barcode', 'Поставщик', 'Supplier', 'Toimittaja',
    'Заголовок', 'Title', 'Otsikko', 'Ad', 'Объявление',
  ],
};

/** In a title or on a tab: the sheet says of itself that what it does not name is not in stock. */
export const WHOLE_STOCK_WORDS: readonly string[] = [
  ...['все остатки', 'полный остаток', 'полные остатки', 'весь склад', 'полный список', 'инвентаризация'],
  ...[
    'full stock',
    'all stock',
    'whole stock',
    'complete stock',
    'full inventory',
    'stock full',
    'full list',
  ],
  ...['koko varasto', 'kaikki varastossa', 'koko saldo', 'inventaario', 'täysi varasto'],
];
