import type { READING as EN } from '../en/reading.ts';
import { saidBy, type Translation } from '../message.ts';
import { columnTerm } from './terms.ts';
import { quoted } from './words.ts';

const ASK_AGAIN = 'Запросите файл у поставщика ещё раз.';

/** A spreadsheet has no pages to draw, but its cells have names. */
const lookAt = (address: string | null): string =>
  address ? `Посмотрите ${address}.` : 'Посмотрите страницу: на ней отмечено, что прочитано (--overlay DIR).';

/** What helps with a problem of a page, by its category. */
const PAGE_HELP: Record<string, string> = {
  'unknown-heading':
    'Если столбец важен, попросите добавить его заголовок в словарь (functions/reference/lexicon/headings.ts): см. раздел ' +
    '«When a document is not understood» в README.',
  'price-heading-unclear':
    'Если покупатель платит именно эти цены, попросите добавить слова заголовка в PLAIN_PRICE_WORDS ' +
    '(functions/reference/lexicon/price-headings.ts).',
  'file-part-damaged': ASK_AGAIN,
  'page-unreadable': ASK_AGAIN,
  'rows-hidden': 'Покажите строки (снимите фильтр) или удалите их, сохраните файл и загрузите снова.',
};

const rowsHidden = ({ address, held }: { address: string; held: string }) =>
  `в скрытых строках ${address} есть ${held}`;

/** Something that is printed on a page, and what is wrong with it. */
const printed = (what: string) => ({ why: ({ text }: { text: string }) => `${quoted(text)} ${what}` });

/** What is told of a file that was read, or could not be. */
export const READING = {
  'file-not-found': {
    why: ({ path }) => `Файла ${path} нет.`,
    whatToDo: 'Проверьте путь; по шаблону вроде *.pdf не нашлось ни одного файла.',
  },
  'is-a-folder': {
    why: ({ path }) => `${path} — это папка.`,
    whatToDo: 'Укажите файлы в ней, например FOLDER/*.pdf.',
  },
  'file-not-readable': {
    why: ({ path, code }) => `Файл ${path} не читается: ${code}.`,
    whatToDo: 'Проверьте путь и права доступа к файлу.',
  },
  'no-file': {
    why: 'Это не файл, а устройство или канал.',
    whatToDo: 'Сначала сохраните данные в файл.',
  },
  'not-drawn': {
    why: ({ because }) => because,
    whatToDo: 'Ничего: всё прочитанное и так показано.',
  },
  'page-problem': {
    why: ({ page, cause }, say) => `Стр. ${page}: ${say(cause)}`,
    whatToDo: ({ category, address }) => PAGE_HELP[category] ?? lookAt(address),
  },
  'file-part-damaged': { why: 'Часть файла повреждена: может не хватать строк.' },
  'page-contents-damaged': {
    why: ({ page }) => `Содержимое стр. ${page} повреждено: там может не хватать строк или ячеек.`,
  },
  'page-only-picture': { why: 'только изображение' },
  'page-blank': { why: 'читать нечего' },
  'page-text-unseen': { why: 'текст, которого не видно' },
  'page-text-garbled': { why: 'текст хранится не теми знаками, что видны на странице' },
  'page-stamped': { why: 'изображение и немного текста на нём' },
  'rows-hidden': { why: rowsHidden },
  'rows-hold': { why: rowsHidden },
  'page-unreadable': { why: ({ text }, say) => saidBy(text, say) },
  'columns-named': {
    why: ({ by, columns }) =>
      columns.length > 0
        ? `${by}: распознаны столбцы ${columns.map(columnTerm).join(', ')}`
        : `${by}: ни один столбец не распознан`,
  },
  'no-usable-text': { why: 'нет пригодного текста' },
  'declined-pages': { why: ({ pages, cause }, say) => `${say(cause)} (стр. ${pages})` },
  'engines-declined': {
    why: ({ cause, engines, reasons }, say) =>
      [say(cause), ...reasons.map((reason, at) => `${engines[at]}: ${say(reason)}`)].join('; '),
  },
  'page-not-drawn': { why: ({ detail }) => `Страницу не удаётся отобразить: ${detail}` },
  'page-not-read': { why: ({ detail }) => `Страница не прочитана: ${detail}` },
  'page-unanswered': { why: 'Страница не прочитана: ответа не было' },
  'nothing-drawn': { why: 'На странице ничего не нарисовано' },
  'no-recogniser-read': { why: 'Распознать страницу не удалось ни одним способом' },
  'code-without-row': printed('похоже на код машины, но не попало ни в одну строку'),
  'code-malformed': printed('стоит на месте кода, но кодом не является'),
  'code-unknown': printed('похоже на код рядом с ценой, но ни в одной строке его нет'),
  'price-without-row': printed('похоже на цену машины, но не попало ни в одну строку'),
  'text-without-row': printed('стоит в таблице, но не попало ни в одну строку'),
  'heading-repeated': printed('— заголовок сразу нескольких столбцов'),
  'column-unknown': printed(
    '— заголовок незнакомого столбца, по которому машины могут различаться или в котором может быть их цена',
  ),
  'unknown-heading': printed('— заголовок незнакомого столбца'),
  'price-heading-unclear': printed(
    '— заголовок цен, но, возможно, это не та цена, которую покупатель платит за машину',
  ),
  'machines-said-used': printed('значит, что машины ниже — с пробегом'),
  'list-said-draft': printed('значит, что прайс-лист — черновик: его цены могут не действовать'),
  'prices-said-otherwise': printed('значит, что цены дилерские, без налога, в тысячах или в другой валюте'),
  'title-faint': printed('едва видно в заголовке, а без этого заголовок значит другое'),
  'row-read-unsurely': printed(
    'прочитано по изображению страницы, и строка распознана недостаточно уверенно',
  ),
  'book-problem': {
    why: ({ page, cause }, say) => (page === null ? say(cause) : `Стр. ${page}: ${say(cause)}`),
    whatToDo: 'Сравните страницу с тем, что из неё прочитано.',
  },
  'row-flagged': {
    why: ({ page, row, modelCode, flag }, say) => `Стр. ${page}, строка ${row}, ${modelCode}: ${say(flag)}`,
    whatToDo: ({ address }) => lookAt(address),
  },
  'left-out-unseen': {
    why: ({ page, text }) => `Стр. ${page}: «${text}» пропущено, на странице этого не видно.`,
    whatToDo: ({ address }) => lookAt(address),
  },
  'left-out-added': {
    why: ({ page, text }) => `Стр. ${page}: «${text}» пропущено, это доплата за опцию к машине строкой выше.`,
    whatToDo: ({ address }) => lookAt(address),
  },
  'left-out-struck': {
    why: ({ page, text }) => `Стр. ${page}: «${text}» пропущено, это зачёркнуто; прочитано то, что рядом.`,
    whatToDo: ({ address }) => lookAt(address),
  },
} satisfies Translation<typeof EN>;
