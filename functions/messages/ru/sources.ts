import type { SOURCES as EN } from '../en/sources.ts';
import { type Translation, unended } from '../message.ts';
import { methodTerm, ruleTerm } from './terms.ts';
import { dateText, handText } from './words.ts';

const rowText = ({ document, page, row }: { document: string; page: number; row: number }): string =>
  `${document}, стр. ${page}, строка ${row}`;

const STATES: Readonly<Record<string, string>> = {
  published: 'опубликовано',
  review: 'ждёт решения',
  rejected: 'отклонено правилами',
  sold: 'продано',
  withdrawn: 'снято человеком',
  absent: 'нет в складской таблице',
};

const RULE_SOURCES: Readonly<Record<string, string>> = { table: 'из таблицы', bundled: 'встроенные' };

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
  'made-state': {
    why: ({ state, reasons }, say) =>
      `Состояние: ${[STATES[state] ?? state, ...(reasons.length > 0 ? [reasons.map(say).join('; ')] : [])].join(': ')}`,
  },
  'made-accepted': {
    why: ({ by, on, reasons }, say) => `Принято (${handText(by, on)}), хотя: ${reasons.map(say).join('; ')}`,
  },
  'made-of-list': {
    why: ({ name, sha256, received }) =>
      `Прайс-лист: ${name}, SHA-256 ${sha256}, получен ${dateText(received)}`,
  },
  'made-of-row': { why: ({ page, row }) => `Строка: стр. ${page}, строка ${row}` },
  'made-of-book': { why: ({ name, sha256 }) => `Каталог характеристик: ${name}, SHA-256 ${sha256}` },
  'made-by-rules': {
    why: ({ version, source }) => `Правила версии ${version} (${RULE_SOURCES[source] ?? source})`,
  },
  'made-for-dealer': {
    why: ({ dealerId, version }) => `Дилер: ${dealerId}, версия настроек ${version ?? 'неизвестна'}`,
  },
  'made-in-run': { why: ({ runId }) => `В запуске ${runId}` },
  'made-of-file': { why: ({ key }) => `Файл лежит под ключом ${key}` },
} satisfies Translation<typeof EN>;
