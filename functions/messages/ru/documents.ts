import type { DOCUMENTS as EN } from '../en/documents.ts';
import { type Say, saidBy, type Translation, unended } from '../message.ts';
import { bookTerm, fieldsText, fileTerm, stageTerm } from './terms.ts';
import {
  capital,
  counted,
  enumerated,
  type Forms,
  figures,
  formOf,
  LABELS,
  MACHINES,
  OF_MACHINES,
  OF_PAGES,
  OF_ROWS,
  PLACES,
  quoted,
} from './words.ts';

const ASK_KEEPER =
  'обратитесь к тому, кто обслуживает Feedwright: см. раздел «When a document is not understood» в README.md';
const READ_PICTURES =
  'или включите чтение страниц по изображению: в settings.ts параметр parts.pageRecognizers принимает textract и bedrock.';

const SPLIT = 'Разделите файл на части и загрузите их.';
const NOTHING = 'Ничего делать не нужно.';

const PARTLY_READ =
  'Посмотрите замечания к каталогу (catalogue.json): значения, которые не прочитаны, остаются пустыми.';

/** Of what was kept before people could answer nothing is told. */
const knownByAnswers = (answered: number | undefined): string =>
  answered ? ` Благодаря вашим ответам понятно ещё ${counted(answered, LABELS)}.` : '';

const partlyRead = (
  {
    places,
    page,
    first,
    answered,
  }: { places: number; page: number | null; first: Parameters<typeof saidBy>[0]; answered: number },
  say: Say,
): string =>
  `В каталоге не удалось прочитать ${counted(places, PLACES)}${page === null ? '' : `, первое — на стр. ${page}`}: ${unended(saidBy(first, say))}.${knownByAnswers(answered)}`;

/** "Ждут 3 из 5 машин". */
const waitingOf = (waiting: number, of: number): string =>
  `${formOf(waiting, ['Ждёт', 'Ждут', 'Ждут'])} ${figures(waiting)} из ${counted(of, OF_MACHINES)}`;

const PRODUCTS: Forms = ['товар', 'товара', 'товаров'];
const MODEL_PAGES: Forms = ['страница с моделью', 'страницы с моделями', 'страниц с моделями'];

const ON_PAGES = /^(?<name>.*) on (?<pages>\d+)$/s;

/** "power on 40", a value and the number of the pages that lack it: "мощность (40 стр.)". */
const lackedText = (field: string): string => {
  const { name = field, pages } = ON_PAGES.exec(field)?.groups ?? {};
  return `${bookTerm(name)}${pages ? ` (${pages} стр.)` : ''}`;
};

/** How documents end, and why. */
export const DOCUMENTS = {
  'as-told': {
    why: ({ text }, say) => saidBy(text, say),
    whatToDo: ({ whatToDo = '' }) => whatToDo,
  },
  empty: {
    why: 'Файл пустой.',
    whatToDo: 'Сохраните прайс-лист ещё раз и загрузите новый файл.',
  },
  'too-large': {
    why: ({ megabytes }) => `Файл больше ${megabytes} МБ.`,
    whatToDo: 'Загрузите только прайс-лист: PDF без картинок или таблицу без остальных листов.',
  },
  'plan-full': {
    why: ({ plan, limit, used, most }) =>
      limit === 'products'
        ? `Тариф ${plan} рассчитан на ${counted(most, PRODUCTS)}, а с этим прайс-листом их стало бы ${figures(used)}.`
        : `Тариф ${plan} вмещает ${most} ГБ файлов, а с этим файлом их стало бы ${used}.`,
    whatToDo:
      'Уберите прайс-листы, по которым больше не продаёте, или попросите у владельца Feedwright тариф больше, затем загрузите файл снова. То, что уже опубликовано, остаётся.',
  },
  'plan-pages-used': {
    why: ({ plan, limit, most }) =>
      limit === 'pagesAMonth'
        ? `Страницы, которые тариф ${plan} позволяет распознать за месяц (${most}), закончились.`
        : `Токены языковых моделей, которые тариф ${plan} даёт на месяц (${most}), закончились.`,
    whatToDo:
      'Загрузите прайс-лист с текстом (PDF с текстовым слоем, .xlsx, .csv), попросите у владельца Feedwright тариф больше или загрузите файл в следующем месяце.',
  },
  'not-a-pdf': {
    why: ({ kind }) =>
      `По содержимому это ${kind === undefined ? 'не PDF и не таблица' : fileTerm(kind)}, как бы файл ни назывался.`,
    whatToDo: 'Загрузите прайс-лист в формате PDF, .xlsx или .csv.',
  },
  'file-packed': {
    why: ({ kind }) => `Этот файл — ${fileTerm(kind)}: что в нём лежит, не читается.`,
    whatToDo: 'Распакуйте его и загрузите каждый прайс-лист или каталог отдельно.',
  },
  'file-in-mail': {
    why: ({ kind }) => `Этот файл — ${fileTerm(kind)}, а не сам прайс-лист.`,
    whatToDo: 'Откройте письмо, сохраните вложенный файл и загрузите его.',
  },
  'not-a-spreadsheet': {
    why: ({ detail }) => `Эту таблицу не удаётся открыть: ${fileTerm(detail)}.`,
    whatToDo: 'Сохраните прайс-лист как .xlsx (книга Excel) и загрузите его.',
  },
  unreadable: {
    why: ({ detail }) => `Файл не читается: ${detail}.`,
    whatToDo:
      'Откройте файл на своём компьютере. Если он повреждён и там, запросите его у поставщика ещё раз.',
  },
  'password-needed': {
    why: 'Файл открывается только с паролем.',
    whatToDo: 'Сохраните файл без пароля и загрузите снова.',
  },
  'too-costly': {
    why: 'Чтение файла занимает больше времени или памяти, чем любой прайс-лист или каталог характеристик.',
    whatToDo: 'Распечатайте файл в новый PDF или разделите его и загрузите.',
  },
  'list-too-costly': {
    why: 'Обработка прайс-листа занимает больше времени или памяти, чем любой другой прайс-лист.',
    whatToDo:
      'Разделите прайс-лист и загрузите части; каждая марка, модельный год и рынок — целиком в одной части.',
  },
  'feed-too-costly': {
    why: 'Прайс-лист действует, но на сборку фида дилера не хватает времени или памяти.',
    whatToDo:
      'Сообщите тому, кто обслуживает Feedwright (functions.generate в settings.ts); прежний фид остаётся на месте.',
  },
  'spreadsheet-too-large': {
    why: ({ detail }) => `В таблице больше данных, чем бывает в прайс-листе: ${detail}.`,
    whatToDo: 'Скопируйте только прайс-лист в новую книгу и загрузите её.',
  },
  'list-empty': {
    why: 'В файле нет видимого текста: страницы чистые, листы пустые, скрытые или состоят из картинок.',
    whatToDo: 'Сделайте лист с прайс-листом видимым или сохраните прайс-лист заново и загрузите.',
  },
  'file-damaged': {
    why: 'Часть страниц файла повреждена, а в остальных прайс-листа нет.',
    whatToDo: 'Запросите файл у поставщика ещё раз.',
  },
  'too-many-pages': {
    why: ({ pages }) => `В файле больше ${counted(pages, OF_PAGES)}.`,
    whatToDo: SPLIT,
  },
  'too-many-rows': {
    why: ({ rows }) =>
      `В файле больше ${counted(rows, OF_ROWS)} с машинами, или данные о них занимают больше 100 МБ.`,
    whatToDo: SPLIT,
  },
  'no-price-list': {
    why: 'В файле не нашлось ни прайс-листа, ни страниц каталога характеристик.',
    whatToDo: `Проверьте, тот ли это файл. Если это прайс-лист, ${ASK_KEEPER}.`,
  },
  'xml-form': {
    why: 'Файл — это форма, содержимое которой рисуют немногие программы (XFA): на её странице только просьба подождать.',
    whatToDo:
      'Откройте файл в Adobe Acrobat, распечатайте его в новый PDF и загрузите; или запросите у поставщика обычный PDF, таблицу или CSV.',
  },
  portfolio: {
    why: 'Файл — это портфолио PDF: документы вложены в него, а на его собственной странице их нет.',
    whatToDo:
      'Откройте его в Adobe Acrobat, сохраните вложенные документы отдельными файлами и загрузите их.',
  },
  'headings-unknown': {
    why: 'В файле есть таблица с кодами и суммами, но по её заголовкам непонятно, что в столбцах.',
    whatToDo:
      'Ответьте на вопрос о её столбцах (npx feedwright questions): тогда прочитаются и этот прайс-лист, и следующие с такими же заголовками. Либо включите распознавание столбцов языковой моделью (settings.ts, parts.columnNamers, bedrock).',
  },
  'headings-missing': {
    why: 'В файле есть строки с кодами и суммами, но нет заголовков, по которым видно, что в каких столбцах.',
    whatToDo:
      'Ответьте на вопрос о столбцах (npx feedwright questions): тогда прочитаются и этот прайс-лист, и следующие с теми же столбцами. Либо допишите над строками строку заголовков и загрузите снова.',
  },
  'codes-missing': {
    why: 'Под заголовками прайс-листа есть строки с ценами, но ни в одной не видно кода товара.',
    whatToDo:
      'Попросите у поставщика прайс-лист с кодами или добавьте столбец «Код» со своим кодом для каждой машины, одним и тем же из года в год, и загрузите снова.',
  },
  'no-rows': {
    why: 'Заголовки прайс-листа есть, а строк под ними нет.',
    whatToDo:
      'Проверьте, не скрыл ли строки фильтр и не потерялись ли они при сохранении, и загрузите прайс-лист со строками.',
  },
  'list-or-book': {
    why: 'Это прайс-лист или каталог характеристик? На страницах есть размеры машин, но нет ни заголовков и цен прайс-листа, ни названий и фотографий машин, как в каталоге.',
    whatToDo:
      'Ответьте на вопрос об этом файле (npx feedwright questions): он будет прочитан так, как вы скажете. Если это часть каталога, загрузите его целиком; если прайс-лист без цен, запросите у поставщика полный — с кодами и ценами.',
  },
  'no-text-layer': {
    why: 'Страницы — это изображения (например, скан), или текст в файле хранится не теми знаками, что видны на странице.',
    whatToDo: `Запросите у поставщика PDF, сохранённый прямо из программы, а не скан, ${READ_PICTURES}`,
  },
  'text-unseen': {
    why: 'Текст в файле есть, но его не видно: он нарисован цветом фона, без цвета или под чем-то другим.',
    whatToDo:
      'Откройте файл и посмотрите. Если строки видны, распечатайте его в новый PDF и загрузите; если нет, спросите поставщика.',
  },
  'pages-not-recognized': {
    why: ({ failure }, say) =>
      `Страницы — это изображения, и прочитать их не удалось: ${unended(saidBy(failure, say))}.`,
    whatToDo:
      'Пришлите исходный PDF вместо скана или отсканируйте заново: ровно, с разрешением не ниже 200 точек на дюйм.',
  },
  'unknown-dealer': {
    why: ({ dealerId }) => `Дилера ${quoted(dealerId)} нет.`,
    whatToDo: 'Загрузите файл тому дилеру, который уже настроен, или добавьте этого.',
  },
  'already-claimed': { why: 'Этот же файл уже обрабатывается.', whatToDo: NOTHING },
  'list-in-force': { why: 'Этот прайс-лист уже действует.', whatToDo: NOTHING },
  replaced: {
    why: 'Файл заменили другим раньше, чем он был прочитан.',
    whatToDo: 'Ничего, если новый файл верный; иначе загрузите этот снова.',
  },
  'list-superseded': {
    why: 'Для этой марки, года и рынка действует более новый прайс-лист.',
    whatToDo:
      'Ничего, если так и должно быть: действует прайс-лист с более поздней датой, при равных датах — загруженный позже. Прайс-лист без даты считается самым старым: напишите дату в заголовке и загрузите его снова.',
  },
  'book-superseded': {
    why: 'Для этой марки и года действует более новый каталог характеристик.',
    whatToDo: NOTHING,
  },
  'book-damaged': {
    why: 'Часть страниц каталога повреждена, и каких-то моделей может не хватать.',
    whatToDo: 'Запросите файл у поставщика ещё раз; прежний каталог пока действует.',
  },
  'no-model-pages': {
    why: 'В файле нет ни одной страницы модели с названием и таблицей характеристик.',
    whatToDo: 'Проверьте, что это каталог характеристик нужного модельного года.',
  },
  'no-brand-or-year': {
    why: 'В каталоге не удалось найти марку или модельный год.',
    whatToDo: 'Загрузите каталог целиком, с обложкой: марка и модельный год берутся из текста.',
  },
  'book-not-understood': {
    why: ({ models, fields, answered }) =>
      `В каталоге ${counted(models, MODEL_PAGES)}, и на большинстве нет данных, нужных каждому объявлению: ${fields.map(lackedText).join(', ')}.${knownByAnswers(answered)}`,
    whatToDo: `${capital(ASK_KEEPER)}. Все строки, как они напечатаны, сохранены в catalogue.json.`,
  },
  'book-partly-damaged': { why: partlyRead, whatToDo: PARTLY_READ },
  'book-partly-read': { why: partlyRead, whatToDo: PARTLY_READ },
  'products-waiting': {
    why: ({ review, rejected }) =>
      `На проверке — ${counted(review, MACHINES)}; запрещено правилами — ${counted(rejected, MACHINES)}.`,
    whatToDo: 'Посмотрите причины у каждой машины (validated.json).',
  },
  'book-missing': {
    why: ({ waiting, of, books }) =>
      `${waitingOf(waiting, of)}: нет каталога характеристик ${enumerated(books)}.`,
    whatToDo: ({ books }) => `Загрузите каталог ${enumerated(books)}: прайс-лист обработается заново сам.`,
  },
  'book-values-missing': {
    why: ({ waiting, of, fields }) =>
      `${waitingOf(waiting, of)}: каталог характеристик есть, но в нём не удалось прочитать ${fieldsText(fields)}.`,
    whatToDo: `${capital(ASK_KEEPER)}.`,
  },
  'one-cause': {
    why: ({ waiting, of, cause }, say) =>
      `${waitingOf(waiting, of)}, и причина одна: ${unended(say(cause))}.`,
    whatToDo: `Устраните её и загрузите прайс-лист снова; если это не помогло, ${ASK_KEEPER}.`,
  },
  'run-failed': {
    why: ({ text }, say) => saidBy(text, say),
    whatToDo: ({ documentId, dealerId, stage, times }) =>
      times === 1
        ? `Обработка остановилась на этапе «${stageTerm(stage)}». Когда причина устранена, продолжите обработку: npx feedwright redrive ${documentId} --dealer ${dealerId}`
        : `Обработка останавливалась уже не раз (${figures(times)}), сейчас — на этапе «${stageTerm(stage)}». Сначала найдите причину в журнале этого этапа и только потом продолжите: npx feedwright redrive ${documentId} --dealer ${dealerId}`,
  },
  'execution-failed': {
    why: ({ text }, say) => saidBy(text, say),
    whatToDo: 'Посмотрите, что сообщает само выполнение.',
  },
  'batch-item-failed': {
    why: ({ text }, say) => saidBy(text, say),
    whatToDo: 'Дежурный посмотрит выполнение; когда причина устранена, продолжите пакет.',
  },
  'batch-file-missing': {
    why: 'Такого файла во входящих нет.',
    whatToDo: 'Исправьте имя в описи или принесите файл и запустите для него пакет.',
  },
} satisfies Translation<typeof EN>;
