/** In Russian, what values of reasons name by an English word of ours; a word that is in no table stays as it is. */
const terms =
  (table: Readonly<Record<string, string>>) =>
  (word: string): string =>
    Object.hasOwn(table, word) ? (table[word] ?? word) : word;

/** A field of an ad by its tag, as Avito's own form calls it, with the unit of its value. */
export const fieldTerm = terms({
  Id: 'номер объявления',
  Title: 'название объявления',
  Description: 'описание',
  Price: 'цена',
  Images: 'фото',
  Category: 'категория',
  VehicleType: 'вид техники',
  Make: 'марка',
  Model: 'модель',
  Type: 'тип',
  Year: 'год выпуска',
  EngineType: 'тип двигателя',
  Power: 'мощность, л. с.',
  PowerElectric: 'мощность, Вт',
  EngineCapacity: 'объём двигателя, см³',
  Stroke: 'количество тактов',
  PersonCapacity: 'количество мест',
  TrackWidth: 'ширина гусеницы, мм',
  Availability: 'доступность',
  Condition: 'состояние',
  Address: 'адрес',
  ContactPhone: 'телефон',
  ManagerName: 'контактное лицо',
  VideoURL: 'видео',
  VIN: 'VIN',
});

/** Fields of an ad in quotation marks: "«мощность, л. с.» и «количество мест»". */
export const fieldsText = (tags: readonly string[]): string => {
  const named = tags.map((tag) => `«${fieldTerm(tag)}»`);
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} и ${named.at(-1)}`;
};

/** A column of a price list, by its name in records or by the one that people type. */
export const columnTerm = terms({
  code: 'код',
  track: 'гусеница',
  'track-length': 'длина гусеницы',
  'track-profile': 'высота грунтозацепа',
  options: 'опции',
  'other-price': 'другая цена',
  'spring-only': 'только весной',
  nothing: 'не нужен',
  section: 'раздел',
  modelCode: 'код',
  model: 'модель',
  package: 'комплектация',
  engine: 'двигатель',
  trackLength: 'длина гусеницы',
  trackProfile: 'гусеница',
  starter: 'стартер',
  display: 'дисплей',
  springOptions: 'опции',
  color: 'цвет',
  price: 'цена',
});

/** What names and machines agree or differ in, and what a title needs. */
export const attributeTerm = terms({
  brand: 'марка',
  family: 'семейство',
  package: 'комплектация',
  engine: 'двигатель',
  trackWidth: 'ширина гусеницы',
  trackLength: 'длина гусеницы',
  trackWidths: 'ширина гусениц',
  trackLengths: 'длина гусениц',
  modelYear: 'модельный год',
  'model year': 'модельный год',
  year: 'модельный год',
  starter: 'стартер',
  code: 'код',
});

/** What dealers' own rules may speak of. */
export const factTerm = terms({
  'machine.code': 'код',
  'machine.brand': 'марка',
  'machine.year': 'модельный год',
  'machine.market': 'рынок прайс-листа',
  'machine.family': 'семейство',
  'machine.model': 'модель',
  'machine.package': 'комплектация',
  'machine.engine': 'двигатель',
  'machine.power': 'мощность',
  'machine.trackLength': 'длина гусеницы, мм',
  'machine.trackWidth': 'ширина гусеницы, мм',
  'machine.color': 'цвет',
  'machine.springOnly': 'только весной',
  'ad.price': 'цена, ₽',
  'ad.pictures': 'фотографии',
  'ad.ownPictures': 'свои фотографии дилера',
  'ad.letters': 'букв в описании',
  'ad.availability': 'доступность',
  'stock.standing': 'состояние на складе',
  'stock.count': 'штук на складе',
  'stock.sold': 'продано',
  'stock.place': 'место',
  'stock.days': 'дней с последних данных о наличии',
  'listing.score': 'оценка объявления',
  'market.median': 'медиана рынка, ₽',
  'market.count': 'цен на рынке',
  'market.difference': 'дороже рынка, %',
  'verdict.standing': 'состояние на площадке',
  'verdict.refusals': 'отказов до сих пор',
});

/** A row's field in a spec book, by the name that people teach it by. */
export const bookTerm = terms({
  'engine type': 'тип двигателя',
  power: 'мощность',
  'engine speed': 'обороты двигателя',
  'cylinders and displacement': 'цилиндры и объём',
  cylinders: 'число цилиндров',
  displacement: 'рабочий объём',
  'bore and stroke': 'диаметр цилиндра и ход поршня',
  bore: 'диаметр цилиндра',
  'piston stroke': 'ход поршня',
  'fuel system': 'система питания',
  'fuel and octane': 'топливо и октановое число',
  fuel: 'топливо',
  octane: 'октановое число',
  'fuel tank': 'топливный бак',
  'oil tank': 'масляный бак',
  'drive clutch': 'ведущий вариатор',
  'driven clutch': 'ведомый вариатор',
  'dry weight': 'сухая масса',
  transmission: 'трансмиссия',
  gearbox: 'коробка передач',
  'drive sprocket pitch': 'шаг ведущей звёздочки',
  'machine length': 'длина машины',
  'machine width': 'ширина машины',
  'machine height': 'высота машины',
  'ski stance': 'лыжная колея',
  'track size': 'размер гусеницы',
  'track name': 'название гусеницы',
  'track length': 'длина гусеницы',
  'track width': 'ширина гусеницы',
  'track profile': 'высота грунтозацепа',
  'front suspension': 'передняя подвеска',
  'front shock': 'передний амортизатор',
  'front suspension travel': 'ход передней подвески',
  'rear suspension': 'задняя подвеска',
  'centre shock': 'центральный амортизатор',
  'rear shock': 'задний амортизатор',
  'rear suspension travel': 'ход задней подвески',
  platform: 'платформа',
  headlights: 'фары',
  skis: 'лыжи',
  handlebar: 'руль',
  'riser height': 'высота проставки руля',
  reverse: 'задний ход',
  radiator: 'радиатор',
  brake: 'тормоз',
  'heated grips and throttle lever': 'подогрев ручек и курка газа',
  'heated grips': 'подогрев ручек',
  usb: 'USB',
  linq: 'LinQ',
  'visor plug': 'розетка для визора',
  hitch: 'сцепное устройство',
  windshield: 'ветровое стекло',
  runner: 'конёк лыжи',
  bumpers: 'бамперы',
  seat: 'сиденье',
  starter: 'стартер',
  display: 'дисплей',
  colours: 'цвета',
  stroke: 'количество тактов',
  seats: 'количество мест',
  picture: 'фотография',
  nothing: 'ничего',
  'nothing that is used': 'ничего нужного для объявлений',
});

/** What a stock sheet says of a machine, as it stands behind "как". */
export const stockTerm = terms({
  quantity: 'количество',
  availability: 'наличие',
  location: 'название места',
  address: 'адрес',
  vin: 'VIN или номер рамы',
  pictures: 'адреса фотографий',
  video: 'адрес видео',
  price: 'цена',
  priceRule: 'правило цены',
  note: 'примечание для объявления',
  arrives: 'дата поступления',
});

export const unitTerm = terms({
  mm: 'мм',
  cm: 'см',
  in: 'дюйм',
  ft: 'фут',
  m: 'м',
  kg: 'кг',
  lb: 'фунт',
  l: 'л',
  gal: 'галлон',
  qt: 'кварта',
  oz: 'унция',
  hp: 'л. с.',
  kw: 'кВт',
  cc: 'см³',
  ci: 'куб. дюйм',
});

/** What kind of number a field takes. */
export const numberTerm = terms({ integer: 'целое', decimal: 'десятичное' });

/** What a file is that is no price list. */
export const fileTerm = terms({
  'a PNG picture': 'изображение PNG',
  'a JPEG picture': 'изображение JPEG',
  'a GIF picture': 'изображение GIF',
  'a TIFF picture': 'изображение TIFF',
  'a WebP picture': 'изображение WebP',
  'a BMP picture': 'изображение BMP',
  'a HEIC picture': 'изображение HEIC',
  'a video': 'видео',
  'a DjVu document': 'документ DjVu',
  'a PostScript document': 'документ PostScript',
  'a JSON file': 'файл JSON',
  'an XML file': 'файл XML',
  'a shortcut to another file': 'ярлык другого файла',
  'a companion of a file that macOS made': 'служебный файл macOS',
  'a web page': 'веб-страница',
  'an RTF text': 'текст RTF',
  'a RAR archive': 'архив RAR',
  'a 7-Zip archive': 'архив 7-Zip',
  'a ZIP archive': 'архив ZIP',
  'a gzip archive': 'архив gzip',
  'a bzip2 archive': 'архив bzip2',
  'an XZ archive': 'архив XZ',
  'a TAR archive': 'архив TAR',
  'a CAB archive': 'архив CAB',
  'a message of Outlook': 'письмо Outlook',
  'a message with attachments': 'письмо с вложениями',
  'a SYLK table': 'таблица SYLK',
  'a DIF table': 'таблица DIF',
  'a workbook of the old kind (.xls)': 'книга Excel старого образца (.xls)',
  'a workbook written as XML': 'книга Excel, записанная как XML',
  'a binary workbook (.xlsb)': 'двоичная книга Excel (.xlsb)',
  'an OpenDocument spreadsheet': 'таблица OpenDocument (.ods)',
  'a document of Apple Numbers or Pages': 'документ Apple Numbers или Pages',
  'an XPS document': 'документ XPS',
  'a Word document': 'документ Word',
  'a presentation': 'презентация',
  'an OpenDocument file': 'файл OpenDocument',
});

export const stageTerm = terms({
  intake: 'приём',
  extract: 'чтение',
  catalogue: 'чтение каталога',
  stock: 'приём наличия',
  match: 'сопоставление',
  validate: 'проверка',
  generate: 'сборка фида',
  deliver: 'выгрузка',
});

/** What a version of a feed is, behind "версия". */
export const feedTerm = terms({
  built: 'собрана',
  held: 'придержана',
  approved: 'одобрена',
  rejected: 'отклонена',
  delivered: 'выгружена',
  superseded: 'заменена более новой',
});

/** What cannot be done to a version any more, behind "нельзя". */
export const decisionTerm = terms({ approve: 'одобрить', reject: 'отклонить', rollback: 'вернуть' });

/** What people do, by the names of the audit trail. */
export const actTerm = terms({
  'questions.answer': 'ответ на вопрос',
  'questions.undo': 'отмена ответа',
  'questions.share': 'передача ответа всем дилерам',
  'review.answer': 'решение по машине',
  'knowledge.teach': 'объяснение слова',
  'knowledge.forget': 'отмена объяснения',
  'knowledge.promote': 'передача объяснения всем дилерам',
  'match.set': 'выбор модели вручную',
  'match.remove': 'отмена выбора модели',
  'offers.withdraw': 'снятие с продажи',
  'offers.back': 'возврат в продажу',
  'stock.set': 'изменение наличия',
  'dealer-rule.put': 'изменение правила дилера',
  'dealer-rule.remove': 'удаление правила дилера',
  'dealer-rule.try': 'примерка правил дилера',
  'stock.take': 'приём таблицы наличия',
  'market.put': 'добавление источника цен',
  'market.remove': 'удаление источника цен',
  'market.fetch': 'запрос цен у других магазинов',
  'market.import': 'приём таблицы цен',
  'list.retire': 'вывод прайс-листа из действия',
  'list.restore': 'возврат прайс-листа в действие',
  'feed.approve': 'одобрение фида',
  'feed.reject': 'отклонение фида',
  'feed.rollback': 'возврат к прежней версии фида',
  'feed.deliver': 'выгрузка фида',
  'document.redrive': 'повторная обработка файла',
  'dealer.put': 'изменение настроек дилера',
  'dealer.try': 'примерка настроек дилера',
  'dealer.resume': 'возобновление выгрузки',
  'dealer.test': 'проверка хостинга',
  'dealer.export': 'архив данных дилера',
  'dealer.leave': 'уход дилера',
  'dealer.erase': 'удаление данных дилера',
  'rules.put': 'изменение правил',
  'plan.give': 'смена тарифа дилера',
  'plans.put': 'изменение тарифов',
  'reference.refresh': 'обновление справочника Авито',
  'reference.accept': 'принятие справочника Авито',
  'verdict.read': 'чтение отчёта Авито',
  'verdicts.read': 'чтение отчёта Авито',
  'member.invite': 'приглашение участника',
  'member.join': 'вход по приглашению',
  'member.role': 'смена роли участника',
  'member.remove': 'удаление участника',
  'member.overall': 'смена роли во всей системе',
  'member.expel': 'закрытие входа участнику',
  'batch.start': 'запуск пакета',
  'batch.resume': 'продолжение пакета',
  'token.keep': 'выпуск токена',
  'token.revoke': 'отзыв токена',
});

/** How a machine's model was found. */
export const methodTerm = terms({
  exact: 'точное совпадение',
  embedding: 'по смыслу',
  lexical: 'по написанию',
  'llm-tie-break': 'выбор языковой модели',
  'llm-inheritance': 'базовая модель выбрана языковой моделью',
  manual: 'вручную',
  none: 'не найдена',
});

/** Where rules come from that stand in for those in force. */
export const rulesTerm = terms({ cached: 'сохранённые ранее', bundled: 'встроенные' });

/** Why a value is what it is though no page prints it. */
const knownRule = terms({
  'same engine or model in another spec book': 'тот же двигатель или та же модель в другом каталоге',
  'of rows alike but for the price the dearer has the wider track':
    'из строк, которые отличаются только ценой, у более дорогой гусеница шире',
  'engines up to 200 cm³ are for children': 'двигатели до 200 см³ — детские',
  'the model family decides the type': 'тип определяется семейством модели',
});

const CHOSEN_BY = /^base model chosen by (.*)$/s;

export const ruleTerm = (rule: string): string =>
  knownRule(rule).replace(CHOSEN_BY, 'базовая модель, выбор: $1');

/** Words to be typed, each with what it means: "mm (мм), price (цена)". */
export const typedText = (words: readonly string[], term: (word: string) => string): string =>
  words.map((word) => (term(word) === word ? word : `${word} (${term(word)})`)).join(', ');

const SCOPES: Readonly<Record<string, string>> = {
  brand: 'марка',
  year: 'год',
  family: 'семейство',
  code: 'код',
  codes: 'коды',
  location: 'место',
  in: 'в валюте',
};

/** Which machines a rule of prices is for: "brand LYNX, year 2027", "all". */
export const scopeTerm = (scope: string): string =>
  scope === 'all'
    ? 'для всех'
    : scope
        .replaceAll(/(?<=^|, )(?:brand|year|family|codes?|location|in)(?= )/g, (word) => SCOPES[word] ?? word)
        .replace(/ and (\d+) more/, ' и ещё $1');
