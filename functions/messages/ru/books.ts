import type { BOOKS as EN } from '../en/books.ts';
import type { Translation } from '../message.ts';
import { attributeTerm, bookTerm } from './terms.ts';
import { counted, quoted, ROWS } from './words.ts';

/** What a person should look at in a spec book. */
export const BOOKS = {
  'book-contents-damaged': {
    why: 'содержимое файла повреждено, каких-то моделей и значений может не хватать; запросите файл у поставщика ещё раз',
  },
  'page-unread': { why: ({ detail }) => `страница не читается: ${detail}` },
  'picture-unread': { why: ({ detail }) => `изображение не читается: ${detail}` },
  'model-unread': {
    why: ({ rows, title }) =>
      `${title === null ? 'без заголовка' : `под заголовком «${title}»`} — ${counted(rows, ROWS)} таблицы характеристик; модель определить не удалось`,
  },
  'charted-alone': {
    why: ({ model }) =>
      `модель ${model} есть в сравнительной таблице, но своей страницы в этом каталоге у неё нет, поэтому о ней ничего не прочитано; если вы её продаёте, загрузите каталог с её страницей`,
  },
  'engines-unnamed': { why: 'над столбцами не названы двигатели, поэтому из них ничего не прочитано' },
  'tracks-not-whole': { why: 'в строках о гусеницах размеры указаны не полностью' },
  'value-stray': {
    why: ({ text, label }) => `«${text}» в строке «${label}» не стоит ни под одним двигателем`,
  },
  'value-missing': { why: ({ label, engine }) => `в строке «${label}» для двигателя ${engine} ничего нет` },
  'value-unlabelled': { why: ({ text }) => `у значения «${text}» нет названия строки` },
  'value-not-understood': { why: ({ text, label }) => `непонятно значение «${text}» в строке «${label}»` },
  'label-unknown': { why: ({ label }) => `неизвестно, что означает строка «${label}»` },
  'mark-unexplained': {
    why: ({ mark, labels }) =>
      `в каталоге не объяснено, что означает знак «${mark}», поэтому не указано: ${labels.map((label) => `«${label}»`).join(', ')}`,
  },
  'label-alone': { why: ({ label }) => `в строке «${label}» нет значений` },
  'label-repeated': { why: ({ label }) => `строка «${label}» встречается больше одного раза` },
  'labels-unnamed': { why: ({ by, detail }) => `${by}: названия строк распознать не удалось (${detail})` },
  'answer-against-values': {
    why: ({ label, field, such }) =>
      `по ответу строка «${label}» — это ${quoted(bookTerm(field))}, но значение «${such}» в ней таким быть не может, поэтому ответ не учтён`,
  },
  'answer-against-row': {
    why: ({ label, field, other }) =>
      `по ответам и «${label}», и «${other}» на одной странице — это ${quoted(bookTerm(field))}; ни одна из строк не учтена`,
  },
  'engine-contradicts-itself': {
    why: ({ engine }) => `у двигателя ${engine} диаметр цилиндра, ход поршня и рабочий объём не сходятся`,
  },
  'bullets-unknown': { why: ({ text }) => `неизвестно, что означает список «${text}»` },
  'bullets-missing': {
    why: ({ text }) => `в списке «${text}» нет маркеров: его пункты нельзя отделить друг от друга`,
  },
  'chart-differs': {
    why: ({ attribute, model, inChart, printed, page }) =>
      `${attributeTerm(attribute)} у модели ${model}: в сравнительной таблице ${inChart}, на стр. ${page} — ${printed}; уточните у поставщика, что верно, пока взято значение со страницы`,
  },
} satisfies Translation<typeof EN>;
