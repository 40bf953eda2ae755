import type { Reason } from '#contracts/reason.ts';
import type { STOCK as EN } from '../en/stock.ts';
import { type Say, type Translation, unended } from '../message.ts';
import { stockTerm } from './terms.ts';
import { counted, figures, formOf, idsText, OF_ADS, OF_PLACES, orMeant, quoted } from './words.ts';

const HOW_TO_WRITE: Readonly<Record<string, string>> = {
  quantity: 'Напишите целое число; 0 — для проданного.',
  availability: 'Напишите «в наличии», «под заказ» или «продан».',
  vin: 'Напишите до 20 букв и цифр, например 2BPSCA0A1RV000123.',
  pictures: 'Напишите адреса файлов JPEG или PNG, которые начинаются с https://, через пробел, не больше 20.',
  video: 'Напишите адрес, который начинается с https://.',
  price: 'Напишите одну сумму, например 2 221 000 или 19 540 EUR.',
  priceRule: 'Напишите проценты со знаком, например +3 % или -2.5 %.',
  note: 'Напишите не больше 1000 знаков.',
  arrives: 'Напишите день, например 2026-12-15 или 15.12.2026.',
};

const placed = (problem: Reason, say: Say): string =>
  [problem.place?.address, unended(say(problem))].filter(Boolean).join(': ');

const allOf = (reasons: readonly Reason[], say: Say): string =>
  reasons.map((each) => unended(say(each))).join('; ');

/** What comes of what a dealer says of its stock. */
export const STOCK = {
  'stock-unfit': {
    why: 'Из-за данных о наличии получается объявление, которое запрещено правилом.',
    whatToDo: 'Посмотрите значения этой машины и исправьте или уберите неверное (npx feedwright stock list).',
  },
  'stock-piece-id': {
    why: ({ id }) => `Эта площадка не принимает идентификатор ${id}, который нужен отдельному экземпляру.`,
    whatToDo:
      'В настройках канала напишите "stock": {"adPer": "code"}: тогда одно объявление показывает все экземпляры кода.',
  },
  'stock-notes-unsaid': {
    why: ({ ads, adIds }) =>
      `Примечание из данных о наличии не поместилось в текст ${counted(ads, OF_ADS)}: ${idsText({ ads, adIds })}.`,
    whatToDo: 'Сократите примечание или собственный шаблон описания.',
  },
  'ad-sold': { why: 'По данным дилера, машина продана: объявления в фиде нет.' },
  'ad-withdrawn': { why: 'Машину сняли с продажи вручную: объявления в фиде нет.' },
  'ad-absent': {
    why: 'В полном списке наличия дилера этой машины нет: объявление убирается из фида, насколько позволяет защита от массового удаления.',
  },
  'stock-codes-unknown': {
    why: ({ codes, near }) => `Ни в одном действующем прайс-листе нет ${codes.join(', ')}${orMeant(near)}`,
    whatToDo: ({ dealerId }) => `Посмотрите, что есть в продаже (npx feedwright offers list ${dealerId}).`,
  },
  'stock-refused': {
    why: ({ reasons }, say) =>
      `Объявление, которое из этого получится, запрещено правилами: ${allOf(reasons, say)}.`,
    whatToDo: 'Укажите иначе; пока действует то, что было указано раньше.',
  },
  'stock-cell-wrong': {
    why: ({ field, text }) =>
      `Не удаётся прочитать ${quoted(text)}, здесь ожидается ${quoted(stockTerm(field))}.`,
    whatToDo: ({ field }) => HOW_TO_WRITE[field] ?? '',
  },
  'stock-or-list': {
    why: ({ labels }) => `Это таблица наличия или прайс-лист? Её столбцы: ${labels.join(', ')}.`,
    whatToDo:
      'Если это ваше наличие, примите файл как таблицу наличия (npx feedwright stock take DEALER DOCUMENT); если прайс-лист, напишите над заголовками столбцов марку и модельный год.',
  },
  'ask-stock-or-list': { why: ({ document }) => `${document} — прайс-лист или ваша таблица наличия?` },
  'option-is-stock': { why: 'Таблица наличия: её данные дополняют прайс-листы.' },
  'is-stock-sheet': {
    why: 'Это не прайс-лист, а таблица наличия.',
    whatToDo: 'Загрузите её как файл дилера: она дополняет действующие прайс-листы.',
  },
  'stock-empty': {
    why: 'Ни в одной строке таблицы наличия нет данных, которые можно принять; действует то, что было известно раньше.',
    whatToDo: 'Впишите код и то, что нужно сообщить о машине, и загрузите таблицу снова.',
  },
  'stock-asks': {
    why: ({ places, reasons }, say) =>
      `Таблица наличия принята, кроме ${counted(places, OF_PLACES)}: ${reasons.map((each) => placed(each, say)).join('; ')}.`,
    whatToDo: ({ dealerId, documentId }) =>
      `Исправьте эти ячейки и загрузите таблицу снова; все они перечислены в stock.json. Если непонятен заголовок столбца, объясните его: npx feedwright stock take ${dealerId} ${documentId} --as "HEADING=FIELD".`,
  },
  'stock-cell-formula': {
    why: ({ text }) => `${quoted(text)} начинается как формула, для объявления это не текст.`,
    whatToDo: 'Напишите сам текст.',
  },
  'stock-cell-doubtful': {
    why: ({ text }) =>
      `${text ? quoted(text) : 'Содержимое ячейки'} зачёркнуто, скрыто или почти не видно: учитывать?`,
    whatToDo: 'Уберите оформление или очистите ячейку; для проданного укажите количество 0.',
  },
  'stock-row-nameless': {
    why: ({ vin }) =>
      vin ? `Машины с VIN ${vin} нет, а кода в строке нет.` : 'В строке нет ни кода, ни VIN.',
    whatToDo: 'Впишите в строку код модели из прайс-листа.',
  },
  'stock-row-unfit': {
    why: ({ code, reasons }, say) =>
      `Данные о ${code} не приняты: объявление запрещено правилами (${allOf(reasons, say)}).`,
    whatToDo: 'Исправьте строку.',
  },
  'stock-code-unknown': {
    why: ({ code, near }) => `Ни в одном действующем прайс-листе нет ${code}${orMeant(near)}`,
    whatToDo: 'Исправьте код или загрузите прайс-лист, в котором он есть: данные сохранены и будут учтены.',
  },
  'stock-place-unknown': {
    why: ({ name, near }) => `Неизвестен адрес места ${quoted(name)}${orMeant(near)}`,
    whatToDo: 'Укажите его адрес в настройках дилера (locations) или в столбце с адресами.',
  },
  'stock-contradiction': {
    why: ({ field, addresses }) =>
      `${addresses.join(' и ')} противоречат друг другу (${stockTerm(field)}); не принято ни одно из значений.`,
    whatToDo: 'Оставьте верное; если это разные экземпляры с одним кодом, укажите их VIN или место.',
  },
  'stock-vin-twice': {
    why: ({ vin, addresses }) => `VIN ${vin} стоит в строках с разными кодами: ${addresses.join(', ')}.`,
    whatToDo: 'Исправьте неверный.',
  },
  'stock-column-odd': {
    why: ({ column, field, text }) =>
      `В столбце ${column} ожидается ${quoted(stockTerm(field))}, но большинство ячеек так не читается, например ${quoted(text)}; из столбца ничего не принято.`,
    whatToDo: 'Переименуйте заголовок столбца или исправьте ячейки.',
  },
  'stock-column-unknown': {
    why: ({ heading }) => `Столбец ${quoted(heading)} — это количество машин?`,
    whatToDo:
      'Если да, назовите его «Количество» или укажите это при приёме таблицы (npx feedwright stock take, --as "HEADING=quantity").',
  },
  'stock-tab-unread': {
    why: ({ sheet }) =>
      `На листе ${quoted(sheet)} есть коды, но он скрыт или его заголовки незнакомы; с него ничего не принято.`,
    whatToDo: 'Покажите лист и подпишите столбцы, например «Код» и «Количество».',
  },
  'stock-not-whole': {
    why: 'В таблице сказано, что перечислено всё наличие, но часть её скрыта или непонятна: для машин, которых в ней нет, ничего не изменилось.',
    whatToDo: 'Исправьте то, о чём сказано, и загрузите таблицу снова.',
  },
  'stock-which-piece': {
    why: ({ code, pieces }) => `С кодом ${code} есть несколько экземпляров: ${pieces.join(', ')}.`,
    whatToDo: 'Укажите, какой из них: в столбце с VIN или экземплярами (в команде — --piece).',
  },
  'stock-confirm': {
    why: ({ dealerId, channel, going, of }) =>
      `У дилера ${dealerId}${channel ? ` (${channel})` : ''} как проданные из фида разом ${formOf(going, ['исчезнет', 'исчезнут', 'исчезнет'])} ${figures(going)} из ${counted(of, OF_ADS)}.`,
    whatToDo: 'Если так и нужно, подтвердите это (--yes).',
  },
} satisfies Translation<typeof EN>;
