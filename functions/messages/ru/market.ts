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
  'market-feed-status': {
    why: ({ status }) => `Адрес магазина отвечает ${status}, фида там нет.`,
    whatToDo: 'Узнайте у магазина адрес фида и укажите источник заново.',
  },
  'market-feed-away': {
    why: ({ detail }) => `Фид магазина не получен: ${unended(detail)}.`,
    whatToDo:
      'Запрос повторится через несколько часов; прежние цены действуют, пока им не исполнится 30 дней.',
  },
  'market-feed-paused': {
    why: ({ detail }) => `Сервер магазина слишком часто не отвечал: ${unended(detail)}.`,
    whatToDo: 'Запрос повторится сам.',
  },
  'market-feed-broken': {
    why: ({ detail }) =>
      `По адресу лежит повреждённый или неполный XML${detail ? `: ${unended(detail)}` : ''}.`,
    whatToDo: 'Ничего из него не взято. Откройте адрес: там должен быть XML Авито или YML, а не страница.',
  },
  'market-feed-other': {
    why: ({ root }) => `По адресу не XML Авито и не YML${root ? `: файл начинается с <${root}>` : ''}.`,
    whatToDo: 'Страницы не читаются. Узнайте у магазина адрес фида.',
  },
  'market-feed-encoding': {
    why: ({ encoding }) => `Фид в кодировке ${quoted(encoding)}, она не читается.`,
    whatToDo: 'Читаются фиды в UTF-8, CP1251 и KOI8-R.',
  },
  'market-feed-large': {
    why: 'В фиде больше 50 000 предложений.',
    whatToDo: 'Попросите у магазина фид только со снегоходами.',
  },
  'market-feed-deep': {
    why: 'Теги фида вложены глубже, чем бывает в фидах.',
    whatToDo: 'Ничего из него не взято. Узнайте у магазина адрес фида.',
  },
  'market-own-feed': {
    why: 'Это адрес собственного фида дилера.',
    whatToDo: 'Укажите фид другого магазина: иначе цены сравнивались бы сами с собой.',
  },
  'market-many-feeds': {
    why: ({ most }) => `Цены дилера сравниваются не более чем с ${most} фидами.`,
    whatToDo: 'Уберите лишний: npx feedwright market remove.',
  },
  'market-source-unknown': {
    why: ({ source, known }) =>
      `Источника ${quoted(source)} нет${known.length > 0 ? `; есть ${known.join(', ')}` : ''}.`,
    whatToDo: 'Их перечисляет npx feedwright market sources DEALER.',
  },
  'market-no-feed': {
    why: ({ dealerId }) => `Дилер ${dealerId} не сравнивает цены ни с одним фидом.`,
    whatToDo: ({ dealerId }) =>
      `Укажите фид: npx feedwright market put ${dealerId} НАЗВАНИЕ АДРЕС, или загрузите таблицу цен.`,
  },
  'market-source-silent': {
    why: ({ source, since, cause }, say) =>
      `О ценах источника «${source}» нет ничего нового с ${since}${cause ? `: ${unended(say(cause))}` : ''}.`,
    whatToDo: 'Проверьте его адрес, укажите другой или уберите источник.',
  },
  'market-machine-missing': { why: 'Не указано, какой машины эта цена.' },
  'market-year-missing': { why: 'Модельный год не указан.' },
  'market-brand-missing': { why: 'Марка не указана.' },
  'market-name-unsure': { why: 'Ни одно название из списка нельзя выбрать уверенно.' },
};
