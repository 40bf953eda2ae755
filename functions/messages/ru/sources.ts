import type { SOURCES as EN } from '../en/sources.ts';
import { type Translation, unended } from '../message.ts';
import { methodTerm, ruleTerm } from './terms.ts';
import { handText } from './words.ts';

const rowText = ({ document, page, row }: { document: string; page: number; row: number }): string =>
  `${document}, стр. ${page}, строка ${row}`;

/** Where the value of an ad's field comes from, and why that place has no picture. */
export const SOURCES = {
  'from-row': { why: rowText },
  'from-identity': { why: (row) => `марка, код и год: ${rowText(row)}` },
  'from-book': { why: ({ document, page }) => `${document}${page === null ? '' : `, стр. ${page}`}` },
  'from-no-book': { why: 'каталога характеристик нет' },
  'from-glossary': { why: 'словарь терминов' },
  'from-print': { why: ({ printed, ...row }) => `${rowText(row)}: ${printed}` },
  'from-match': {
    why: ({ method, percent }) => `сопоставление: ${methodTerm(method)}, уверенность ${percent}\u00A0%`,
  },
  'from-configuration': { why: ({ dealerId }) => `настройки дилера ${dealerId}` },
  'from-kind': { why: 'одинаково для всех новых снегоходов' },
  'from-rule': { why: ({ rule }) => `по правилу: ${unended(ruleTerm(rule))}` },
  'from-lent': { why: 'взято из другого каталога' },
  'from-guess': { why: ({ percent }) => `уверенность только ${percent}\u00A0%` },
  'from-stock-sheet': { why: ({ document, address }) => `таблица наличия ${document}, ${address}` },
  'from-stock-word': { why: ({ by, on }) => `данные о наличии (${handText(by, on)})` },
  'crop-file-gone': { why: 'Файла больше нет во входящих.' },
  'page-undrawn': {
    why: 'Изображение этой страницы не сделано при чтении файла.',
    whatToDo: 'Загрузите файл ещё раз, чтобы увидеть её.',
  },
  'table-unknown': {
    why: ({ document, page }) => `Страница ${page} файла ${document} не сохранена как таблица.`,
    whatToDo: 'Посмотрите, какие страницы есть в файле.',
  },
  'crop-undrawn': { why: ({ detail }) => `Изображения нет: ${detail}` },
  'from-hand': {
    why: ({ by, on, insteadOf }) => `указано вручную вместо «${insteadOf}» (${handText(by, on)})`,
  },
} satisfies Translation<typeof EN>;
