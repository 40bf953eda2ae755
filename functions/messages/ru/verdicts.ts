import type { VERDICTS as EN } from '../en/verdicts.ts';
import { type Translation, unended } from '../message.ts';
import { fieldTerm } from './terms.ts';
import { ADS, counted, dateText, type Forms, figures, formOf, quoted } from './words.ts';

const ON_SITE = 'Откройте настройки Автозагрузки на сайте Авито';
const IN_ACCOUNT = 'Посмотрите загрузку в личном кабинете Авито';

const VERDICTS_LIST = 'Посмотрите итоги по объявлениям (npx feedwright verdicts list).';

const OF_DELIVERED_ADS: Forms = [
  'выгруженного объявления',
  'выгруженных объявлений',
  'выгруженных объявлений',
];

const named = (ids: readonly string[], all: number): string =>
  `${ids.join(', ')}${all > ids.length ? ', …' : ''}`;

/** What refused ads have in common, as it is proposed: "is missing", "is over 9". */
const COMMON: readonly (readonly [said: RegExp, inRussian: string])[] = [
  [/^is missing$/, 'не заполнено'],
  [/^is over (.*)$/s, 'больше $1'],
  [/^is under (.*)$/s, 'меньше $1'],
  [/^is longer than (\d+) characters$/, 'длиннее $1 знаков'],
  [/^has the word (.*)$/s, 'содержит слово $1'],
  [/^is (.*)$/s, 'равно $1'],
];

const commonText = (how: string): string => {
  const [said, inRussian] = COMMON.find(([pattern]) => pattern.test(how)) ?? [];
  return said && inRussian ? how.replace(said, inRussian) : how;
};

/** What the marketplace made of our loads and ads, and what can be done about it. */
export const VERDICTS = {
  'avito-refuses': {
    why: ({ detail }) => `Авито не отвечает на запросы: ${unended(detail)}.`,
    whatToDo:
      'Проверьте ключи в секрете и подключены ли Автозагрузка и API; заблокированный аккаунт отвечает так же.',
  },
  'avito-account-differs': {
    why: ({ expected, found }) =>
      `Ключи принадлежат не аккаунту ${expected}, а ${found ? `аккаунту ${found}` : 'аккаунту без номера'}.`,
    whatToDo: 'Положите в секрет ключи нужного аккаунта или исправьте его номер (avito.accountId).',
  },
  'avito-silent': {
    why: ({ detail }) => `Не удалось получить отчёт Авито: ${unended(detail)}.`,
    whatToDo:
      'Ничего, если сервис просто был недоступен: запрос повторяется каждый час, пока не подойдёт следующее окно.',
  },
  'avito-unnamed': {
    why: 'Отчёты Авито об объявлениях не читаются: у дилера не указан аккаунт.',
    whatToDo: ({ dealerId }) =>
      `Возьмите ключи на странице настроек Авито, положите их в секрет (clientId и clientSecret), укажите его имя в avito.secretName и сохраните настройки: npx feedwright dealers put ${dealerId}.json`,
  },
  'load-file-missing': {
    why: ({ detail }) => `Авито не смогло скачать фид${detail ? `: ${unended(detail)}` : ''}.`,
    whatToDo:
      'Проверьте, что публичный адрес открывается у всех и что в профиле Автозагрузки указан именно он, затем выгрузите фид снова. Опубликованные объявления пока остаются как есть.',
  },
  'load-failed': {
    why: ({ detail }) => `Загрузка на Авито закончилась ошибкой${detail ? `: ${unended(detail)}` : ''}.`,
    whatToDo: `${IN_ACCOUNT}; если там ничего не понять, напишите в поддержку Авито.`,
  },
  'load-replaced': {
    why: 'Загрузка закончилась, но до чтения её объявлений началась другая.',
    whatToDo: 'Ничего: объявления такие, как в новой загрузке.',
  },
  'load-missed': {
    why: ({ window, causes }, say) =>
      `Загрузки в окно ${dateText(window)} не было${causes.length > 0 ? `: ${causes.map(say).map(unended).join('; ')}` : ''}.`,
    whatToDo: `${ON_SITE} и сравните их с тем, что показывает проверка профиля (npx feedwright verdicts profile).`,
  },
  'load-late': {
    why: ({ window }) =>
      `Загрузка в окно ${dateText(window)} ещё не закончилась, а следующее окно уже близко.`,
    whatToDo: `${IN_ACCOUNT}; если её сменит следующая, её отчёт пропадёт.`,
  },
  'copy-differs': {
    why: ({ how }) =>
      how === 'unreadable'
        ? 'Авито загрузило не фид.'
        : 'Авито загрузило другой фид, не тот, который открывался по его адресу.',
    whatToDo:
      'Проверьте, кто ещё пишет в эту папку, не отдаёт ли старое кэш и какой адрес указан в профиле Автозагрузки.',
  },
  'fewer-active': {
    why: ({ active, delivered, percent }) =>
      `${formOf(active, ['Опубликовано', 'Опубликованы', 'Опубликовано'])} ${figures(active)} из ${counted(delivered, OF_DELIVERED_ADS)}, на ${percent}\u00A0% меньше.`,
    whatToDo: 'Посмотрите, чего не хватает остальным (npx feedwright verdicts list).',
  },
  'ads-refused': {
    why: ({ ads, ids }) => `Авито отклонило ${counted(ads, ADS)}: ${named(ids, ads)}.`,
    whatToDo:
      'Посмотрите причину и ячейку прайс-листа, из-за которой отказ (npx feedwright verdicts show ADID).',
  },
  'ads-unseen': {
    why: ({ ads, ids }) =>
      `${formOf(ads, ['В фиде было', 'В фиде были', 'В фиде было'])} ${counted(ads, ADS)}, о которых в отчёте загрузки ничего нет: ${named(ids, ads)}.`,
    whatToDo:
      'Поищите их в личном кабинете; ответ даст следующая загрузка или поддержка Авито, если ей написать.',
  },
  'number-shared': {
    why: ({ adId, other, avitoId }) => `У ${adId} и ${other} один и тот же номер на Авито: ${avitoId}.`,
    whatToDo:
      'Откройте это объявление в личном кабинете и посмотрите, какая машина в нём показана. Само ничего не исправится.',
  },
  'number-changed': {
    why: ({ adId, before, after }) => `У ${adId} сменился номер на Авито: ${after} вместо ${before}.`,
    whatToDo: 'Посмотрите оба номера в личном кабинете: объявление могло задвоиться или начаться заново.',
  },
  'profile-none': {
    why: 'В аккаунте нет профиля Автозагрузки.',
    whatToDo: `${ON_SITE} и укажите публичный адрес фида и окна.`,
  },
  'profile-unreadable': {
    why: ({ detail }) => `Профиль Автозагрузки не читается: ${unended(detail)}.`,
    whatToDo: 'Проверьте, подключены ли в аккаунте Автозагрузка и API.',
  },
  'profile-off': { why: 'Автозагрузка выключена.', whatToDo: `${ON_SITE} и включите её.` },
  'profile-manual': {
    why: 'Каждую загрузку нужно запускать вручную: так настроен профиль Автозагрузки.',
    whatToDo: `${ON_SITE} и выберите загрузку по расписанию.`,
  },
  'profile-other-url': {
    why: ({ url, others }) =>
      `В профиле Автозагрузки нет адреса ${url}${others.length > 0 ? `, вместо него ${others.join(', ')}` : ''}.`,
    whatToDo: 'Укажите адрес фида в профиле Автозагрузки (npx feedwright verdicts profile DEALER --change).',
  },
  'profile-slots-missing': {
    why: ({ windows }) => `В профиле Автозагрузки нет ежедневной загрузки в часы: ${windows.join(', ')}.`,
    whatToDo: 'Измените профиль или окна выгрузки дилера (npx feedwright verdicts profile DEALER).',
  },
  'profile-slots-beside': {
    why: ({ slots }) =>
      `В профиле Автозагрузки есть загрузки в ${slots.join(', ')}, но окон выгрузки на это время нет.`,
    whatToDo:
      'Фид может измениться прямо во время такой загрузки: сделайте эти часы окнами выгрузки или уберите их из профиля.',
  },
  'profile-pays-over': {
    why: 'Профиль разрешает Авито списывать деньги за объявления сверх пакета.',
    whatToDo: 'Уточните у дилера, так ли задумано.',
  },
  'placements-short': {
    why: ({ needed, left }) =>
      `Фиду может понадобиться ${counted(needed, ['размещение', 'размещения', 'размещений'])}, а в пакете осталось ${figures(left)}.`,
    whatToDo: 'Купите пакет побольше или снимите самое недорогое; что не поместится, Авито отклонит.',
  },
  'placements-unknown': {
    why: 'Авито не сообщает, сколько размещений осталось.',
    whatToDo: 'Ничего: пока listingFee — Package, объявления публикуются только из пакета.',
  },
  'start-not-allowed': {
    why: ({ dealerId }) => `Дилер ${dealerId} не разрешил запускать загрузки.`,
    whatToDo:
      'Такой запуск не учитывает лимиты профиля и может стоить денег: дилер должен разрешить его сам (avito.startLoads).',
  },
  'change-not-allowed': {
    why: ({ dealerId }) => `Дилер ${dealerId} не разрешил менять свой профиль.`,
    whatToDo: 'Разрешить это может сам дилер (avito.changeProfile).',
  },
  'start-too-soon': {
    why: ({ since }) => `Загрузка уже запускалась ${dateText(since)}, а Авито принимает одну в час.`,
    whatToDo: 'Подождите или оставьте это окну выгрузки.',
  },
  'start-refused': {
    why: ({ detail }) => `Авито не запустило загрузку: ${unended(detail)}.`,
    whatToDo: 'Проверьте личный кабинет; в окно фид всё равно загрузится.',
  },
  'start-unclear': {
    why: 'Неизвестно, запустилась ли загрузка: ответ потерялся, а в списке её нет.',
    whatToDo: 'Прежде чем запускать снова, проверьте личный кабинет; само ничего не запустится.',
  },
  'change-refused': {
    why: ({ detail }) => `Авито не приняло профиль: ${unended(detail)}.`,
    whatToDo: 'Проверьте профиль в личном кабинете: он остался прежним.',
  },
  'change-unclear': {
    why: 'Профиль читается не таким, каким был записан.',
    whatToDo: 'Проверьте его в личном кабинете и исправьте там то, что неверно.',
  },
  'verdict-unknown': {
    why: ({ ad }) => `Ни в одном прочитанном отчёте о загрузке нет ${ad}.`,
    whatToDo: VERDICTS_LIST,
  },
  'load-unknown': {
    why: ({ uploadId }) => `Загрузка ${uploadId} не прочитана.`,
    whatToDo: VERDICTS_LIST,
  },
  'account-unseen': {
    why: ({ dealerId }) => `Проверить аккаунт дилера ${dealerId} не удалось.`,
    whatToDo: 'Посмотрите, что сообщает само выполнение (на одной машине — handlers.log).',
  },
  'rule-proposed': {
    why: ({ code, tag, how, ads }) =>
      `${code}: во всех отклонённых (${counted(ads, ADS)}) поле ${quoted(fieldTerm(tag))} ${commonText(how)}, а среди принятых такого нет.`,
    whatToDo:
      'Если это похоже на правду, добавьте это к правилам поля, сначала пробным прогоном (npx feedwright rules put).',
  },
  'message-file-missing': {
    why: 'Авито не смогло скачать файл.',
    whatToDo: 'Проверьте, что публичный адрес открывается у всех, затем выгрузите фид снова.',
  },
  'message-too-many-ads': {
    why: 'В файлах аккаунта больше объявлений, чем принимает Авито.',
    whatToDo: 'Попросите у дилера ещё один аккаунт или снимите часть объявлений.',
  },
  'message-field-empty': {
    why: 'Не заполнено поле, которого требует Авито.',
    whatToDo:
      'Поле названо в сообщении: ответьте на вопрос о нём или дополните прайс-лист или каталог характеристик.',
  },
  'message-price-missing': {
    why: 'У объявления нет цены.',
    whatToDo: 'Посмотрите ячейку с ценой в прайс-листе (npx feedwright trace ADID).',
  },
  'message-unknown': {
    why: ({ code, title }) => `Авито сообщает: ${title || 'без пояснений'} (${code}).`,
    whatToDo: 'Этот код никто ещё не объяснил: кроме слов Авито, ничего не известно.',
  },
} satisfies Translation<typeof EN>;
