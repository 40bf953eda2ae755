import type { FEEDS as EN } from '../en/feeds.ts';
import type { Translation } from '../message.ts';
import { counted, dateText, figures, formOf, OF_LIVE_ADS, roublesText } from './words.ts';

/** Why a feed, or an ad of it, waits for a person. */
export const FEEDS = {
  'feed-empty': { why: 'фид оказался бы пустым' },
  'notes-more': {
    why: ({ more }) => `Ещё заметок: ${figures(more)}; у версии хватает места только на 100.`,
  },
  'many-would-go': {
    why: ({ removed, live, percent }) =>
      `${formOf(removed, ['исчезло', 'исчезли', 'исчезло'])} бы ${figures(removed)} из ${counted(live, OF_LIVE_ADS)}, это больше ${percent}\u00A0%`,
  },
  'rate-jumped': {
    why: ({ currency, percent, most }) =>
      `курс ${currency} с наценкой изменился на ${percent}\u00A0%, это больше ${most}\u00A0%`,
  },
  'rate-old': {
    why: ({ currency, date, days }) =>
      `курс ${currency} указан на ${dateText(date)}, с тех пор прошло больше ${counted(days, ['дня', 'дней', 'дней'])}`,
  },
  'rate-to-come': {
    why: ({ currency, date }) => `курс ${currency} указан на ${dateText(date)}, а этот день ещё не наступил`,
  },
  'rules-broken': {
    why: ({ adIds }) => `пропущены объявления, которые нарушают нынешние правила: ${adIds.join(', ')}`,
  },
  'ad-vanished': {
    why: 'В новом прайс-листе этой марки и года машины нет; объявление остаётся, пока кто-нибудь не подтвердит, что его пора снять.',
  },
  'price-jumps': {
    why: ({ before, after }) =>
      `Цена изменилась бы слишком резко: ${roublesText(before)} → ${roublesText(after)}. Прежнее объявление остаётся, пока кто-нибудь не подтвердит новую цену.`,
  },
} satisfies Translation<typeof EN>;
