import type { Reason } from '#contracts/reason.ts';
import type { MARKET as EN } from '../en/market.ts';
import { type Say, type Translation, unended } from '../message.ts';
import { counted, OF_PRICES, quoted, ROWS } from './words.ts';

const placed = (problem: Reason, say: Say): string =>
  [problem.place?.address, unended(say(problem))].filter(Boolean).join(': ');

export const MARKET: Translation<typeof EN> = {
  'is-market-sheet': {
    why: 'В файле цены других магазинов, это не прайс-лист.',
    whatToDo: 'Загрузите его в папку дилера или выполните npx feedwright market import DEALER FILE.',
  },
  'market-no-table': {
    why: 'В файле нет таблицы с машинами и ценами.',
    whatToDo:
      'Подпишите столбцы: «Модель» (или «Код»), «Цена» и, если известно, «Марка», «Год», «Источник», «Дата», «Ссылка».',
  },
  'market-empty': {
    why: ({ reasons }, say) =>
      `Ни в одной строке файла не прочитана цена${reasons.length > 0 ? `: ${reasons.map((each) => placed(each, say)).join('; ')}` : ''}.`,
    whatToDo: 'Исправьте эти ячейки и загрузите файл ещё раз.',
  },
  'market-many-sources': {
    why: ({ sources, most }) => `В файле названо источников: ${sources}; больше ${most} быть не может.`,
    whatToDo: 'В столбце источника укажите магазин, а адрес страницы – в столбце ссылки.',
  },
  'market-left-out': {
    why: ({ unmatched, names, unread, reasons }, say) =>
      [
        unmatched > 0 &&
          `Машина не определена для ${counted(unmatched, OF_PRICES)}: ${names.map(quoted).join(', ')}`,
        unread > 0 &&
          `Не прочитано ${counted(unread, ROWS)}: ${reasons.map((each) => placed(each, say)).join('; ')}`,
      ]
        .filter(Boolean)
        .join('. ')
        .concat('.'),
    whatToDo:
      'Укажите марку, модель с пакетом и двигателем и год так, как в прайс-листе, и загрузите файл ещё раз.',
  },
  'market-price-unread': {
    why: ({ text }) => `${quoted(text)} не читается как цена.`,
    whatToDo: 'Укажите одну сумму, например 2 221 000 или 19 540 EUR.',
  },
  'market-day-unread': {
    why: ({ text }) => `${quoted(text)} – не день, в который могли увидеть цену.`,
    whatToDo: 'Укажите день не позже сегодняшнего, например 2026-11-28.',
  },
  'market-cell-doubtful': {
    why: ({ text }) => `${quoted(text)} зачёркнуто, скрыто или едва видно.`,
    whatToDo: 'Уберите это оформление или строку.',
  },
  'market-year-missing': { why: 'Модельный год не указан.' },
  'market-brand-missing': { why: 'Марка не указана.' },
  'market-name-unsure': { why: 'Ни одно название из списка нельзя выбрать уверенно.' },
};
