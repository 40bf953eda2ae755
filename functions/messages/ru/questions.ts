import type { ASKED as EN } from '../en/questions.ts';
import { type Translation, unended } from '../message.ts';
import { attributeTerm, columnTerm, fieldsText, fieldTerm, typedText, unitTerm } from './terms.ts';
import {
  allQuoted,
  capital,
  codesText,
  counted,
  dateText,
  enumerated,
  figures,
  formOf,
  MACHINES,
  OF_MACHINES,
  oneOrMore,
  PLACES,
  quoted,
  ROWS,
} from './words.ts';

/** "Цвет и длина гусеницы", of columns in which rows differ. */
const cells = (columns: readonly string[]): string => enumerated(columns.map(columnTerm));

/** "машина", "3 машины": one needs no number where it stands alone. */
const machines = (count: number): string => (count === 1 ? 'машина' : counted(count, MACHINES));

/** `price "Цена" (1 990 000)`, a column with its heading: "цена «Цена» (1 990 000)". */
const headed = (column: string): string =>
  column.replace(/^[a-z-]+(?= ["(])/, columnTerm).replace(/"([^"]*)"/, '«$1»');

/** Questions to people, and the ways to answer them. */
export const ASKED = {
  'ask-book': {
    why: ({ book, waiting }) =>
      `Где каталог характеристик ${book}? Без него не обойтись: ${formOf(waiting, ['ждёт', 'ждут', 'ждут'])} ${counted(waiting, MACHINES)}.`,
  },
  'ask-value': {
    why: ({ fields, model }) =>
      `${oneOrMore(fields.length, 'Какое значение поля', 'Какие значения полей')} ${fieldsText(fields)} у модели ${model}?`,
  },
  'ask-label': {
    why: ({ field, book }) => `В какой строке каталога ${book} указано поле ${fieldsText([field])}?`,
  },
  'ask-unit': {
    why: ({ printed, books }) => `Какая единица измерения — ${quoted(printed)} в ${enumerated(books)}?`,
  },
  'ask-picture': { why: ({ family }) => `Какая фотография подходит для ${family}?` },
  'ask-words': {
    why: ({ words, waiting }) =>
      `Что ${oneOrMore(words.length, 'значит', 'значат')} ${enumerated(words.map(quoted))} в ${oneOrMore(waiting, 'названии', 'названиях')} ${counted(waiting, OF_MACHINES)}?`,
  },
  'ask-name': { why: ({ printed }) => `Какой модели Авито соответствует ${quoted(printed)}?` },
  'ask-alike': {
    why: ({ codes, columns }) =>
      `Опубликовать ${codes.length === 2 ? 'оба' : 'все'} объявления (${codesText(codes)}) или одно? Они читаются одинаково; строки отличаются только ${columns.length > 0 ? `этим: ${cells(columns)}` : 'кодом'}.`,
  },
  'ask-repeated': {
    why: ({ code, rows }) => `Код ${code} стоит сразу в нескольких строках (${figures(rows)}): какая верна?`,
  },
  'ask-currency': {
    why: ({ document, waiting }) =>
      `В какой валюте цены в ${document}? Это касается ${counted(waiting, OF_MACHINES)}.`,
  },
  'ask-price': {
    why: ({ codes, printed }) =>
      `Сколько ${oneOrMore(codes.length, 'стоит', 'стоят')} ${codesText(codes)}? ${printed ? `В прайс-листе напечатано ${quoted(printed)}.` : 'В прайс-листе цены нет.'}`,
  },
  'ask-unread': {
    why: ({ document, places }) =>
      `Всё ли прочитано из ${document}? ${counted(places, PLACES)} в нём не ${formOf(places, ['попало', 'попали', 'попало'])} ни в одну строку.`,
  },
  'ask-doubt': {
    why: ({ doubt, columns, waiting }, say) =>
      `${counted(waiting, ROWS)} ${formOf(waiting, ['прочитана', 'прочитаны', 'прочитано'])} с сомнением${columns.length > 0 ? ` (${cells(columns)})` : ''}: ` +
      `${unended(say(doubt))}. Всё ли прочитано верно?`,
  },
  'ask-other': {
    why: ({ cause, waiting }, say) =>
      `${formOf(waiting, ['Ждёт', 'Ждут', 'Ждут'])} ${counted(waiting, MACHINES)}: ${unended(say(cause))}. Всё равно опубликовать?`,
  },
  'ask-price-jumps': {
    why: ({ codes, document }) =>
      `С прайс-листом ${document} резко ${formOf(codes.length, ['меняется', 'меняются', 'меняются'])} ${counted(codes.length, ['цена', 'цены', 'цен'])}: ${oneOrMore(codes.length, 'новая верна', 'новые верны')}?`,
  },
  'ask-vanished': {
    why: ({ codes, document }) =>
      `В ${document} больше нет ${codesText(codes)}: снять ${oneOrMore(codes.length, 'объявление', 'объявления')}?`,
  },
  'ask-budget-swap': {
    why: ({ codes }) =>
      `Бюджет дилера исчерпан: поставить на место ${codesText(codes)} ${oneOrMore(codes.length, 'объявление', 'объявления')} с оценкой выше?`,
  },
  'ask-unseen': {
    why: ({ codes, document }) =>
      `Есть ли ещё в ${document} ${codesText(codes)}? Прочитать удалось не весь прайс-лист.`,
  },
  'ask-list-or-book': {
    why: ({ document }) =>
      `${document} — прайс-лист или каталог характеристик? В нём есть размеры машин, но нет ни заголовков и цен прайс-листа, ни названий и фотографий, как в каталоге.`,
  },
  'ask-columns': {
    why: ({ documents, columns }) =>
      `Что в столбцах ${enumerated(documents)}? Знакомы не все заголовки: ${columns.map(headed).join('; ')}.`,
  },
  'ask-places': {
    why: ({ documents, columns }) =>
      `Что в столбцах ${enumerated(documents)}? Заголовков у них нет: ${columns.join('; ')}.`,
  },
  'ask-unnamed': {
    why: ({ document, waiting, fields }) =>
      `Что указать для машин из ${document} (${counted(waiting, MACHINES)}): ${enumerated(fields.map(attributeTerm))}? Этого нет ни в заголовках, ни в строках.`,
  },
  'ask-spring': {
    why: ({ codes, until }) =>
      `Весенние заказы закончились ${dateText(until)}: ${codesText(codes)} ещё в продаже?`,
  },

  'option-label-is': {
    why: ({ label, prints, field, waiting, values }) =>
      `Строка ${quoted(label)} (${allQuoted(prints)}): ${fieldTerm(field)} — ${values.join(', ')} для ${counted(waiting, OF_MACHINES)}.`,
  },
  'option-unit-is': {
    why: ({ printed, unit, prints, fields, values, waiting }) =>
      `${quoted(printed)} — это ${unitTerm(unit)} (${allQuoted(prints)}): ${enumerated(fields.map(fieldTerm))} — ${values.join(', ')} для ${counted(waiting, OF_MACHINES)}.`,
  },
  'option-unit-none': { why: 'Ни одна из них: тогда вопрос будет о каждой модели отдельно.' },
  'option-label-none': { why: 'Ни в одной из них: тогда вопрос будет о каждой модели отдельно.' },
  'option-keep-out': { why: ({ codes }) => `Не продаётся: не публиковать ${codesText(codes)}.` },
  'option-drop-book': {
    why: ({ book, dealerId }) =>
      `Загрузить каталог характеристик ${book} (inbox/${dealerId}/): прайс-листы обработаются заново сами.`,
  },
  'option-value-is': { why: ({ field, value }) => `${capital(fieldTerm(field))}: ${value}.` },
  'option-value': {
    why: ({ fields }) =>
      `Указать ${oneOrMore(fields.length, 'значение поля', 'значения полей')} ${fieldsText(fields)}.`,
  },
  'option-picture': {
    why: ({ family }) =>
      `Взять свою фотографию по её адресу для каждой машины ${family}, у которой фотографии нет.`,
  },
  'option-name-is': { why: ({ name }) => `В Авито это «${name}».` },
  'option-name': { why: 'Указать название из списка Авито, буква в букву.' },
  'option-words-nothing': {
    why: ({ names }) =>
      `Для Авито это неважно: ${names.length === 1 ? `модель «${names[0]}» верна` : `предложенные модели верны (${figures(names.length)})`}.`,
  },
  'option-all-with-words': {
    why: ({ codes }) =>
      `Опубликовать ${codesText(codes)}, добавив к каждому слова, по которым его можно отличить. Они попадут в название объявления, поэтому пишите по-русски.`,
  },
  'option-only': {
    why: ({ code, others }) => `Опубликовать только ${code}; не публиковать ${codesText(others)}.`,
  },
  'option-drop-corrected': { why: 'Попросить исправить прайс-лист и загрузить его снова.' },
  'option-drop-named': {
    why: 'Попросить указать в заголовке прайс-листа марку и модельный год и загрузить его снова; новая модель — это одна строка в `families.ts`.',
  },
  'option-drop-whole': { why: 'Загрузить прайс-лист, который читается целиком.' },
  'option-currency': { why: ({ currency }) => `Цены в ${currency}.` },
  'option-price': {
    why: ({ codes }) =>
      `Указать цену${codes.length > 1 ? `; она будет общей для всех (${figures(codes.length)})` : ''}.`,
  },
  'option-nothing-missing': {
    why: ({ codes }) => `Всё на месте: опубликовать как прочитано (${machines(codes.length)}).`,
  },
  'option-right': { why: ({ codes }) => `Прочитано верно: ${codesText(codes)}.` },
  'option-publish': { why: ({ codes }) => `Всё равно опубликовать ${codesText(codes)}.` },
  'option-new-prices': {
    why: ({ codes }) => `${oneOrMore(codes.length, 'Новая цена верна', 'Новые цены верны')}.`,
  },
  'option-old-prices': {
    why: ({ codes }) =>
      `Оставить ${oneOrMore(codes.length, 'цену, которая опубликована', 'цены, которые опубликованы')} сейчас.`,
  },
  'option-take-out': { why: ({ codes }) => `Больше не продаётся: снять ${codesText(codes)}.` },
  'option-stay': { why: ({ codes }) => `Ещё в продаже: оставить ${codesText(codes)}.` },
  'option-swap': {
    why: ({ codes }) => `Заменить лучшими: ${codesText(codes)} снимается с публикации.`,
  },
  'option-no-swap': { why: ({ codes }) => `Оставить опубликованное: ${codesText(codes)}.` },
  'option-is-list': {
    why: 'Прайс-лист: прочитать как прайс-лист — и этот файл, и следующие с теми же названиями столбцов.',
  },
  'option-is-book': {
    why: 'Каталог характеристик: прочитать как каталог — и этот файл, и следующие с теми же названиями строк.',
  },
  'option-columns-as': {
    why: ({ columns, others }) =>
      `${columns.map(headed).join(', ')}${others.length > 0 ? `; остальные не нужны: ${others.map(headed).join(', ')}` : ''}. Так же будут прочитаны и следующие прайс-листы.`,
  },
  'option-columns': {
    why: ({ names }) =>
      `Сказать, что в столбцах, указав номер каждого: ${typedText(names, columnTerm)}. Так же будут прочитаны и следующие прайс-листы.`,
  },
  'option-neither': { why: 'Ни то ни другое: из этого файла ничего не нужно.' },
  'option-sell': { why: ({ codes }) => `Ещё в продаже: ${codesText(codes)}.` },
} satisfies Translation<typeof EN>;
