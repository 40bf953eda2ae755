import type { TASKS as EN } from '../en/tasks.ts';
import { type Translation, unended } from '../message.ts';
import {
  ADS,
  capital,
  counted,
  DAYS,
  dateText,
  figures,
  formOf,
  MINUTES,
  QUESTIONS,
  roublesText,
} from './words.ts';

const DELIVER_NOW = 'Выгрузите его сейчас; попытки повторяются каждый час сами.';

const lossText = (ads: number, roubles: number): string =>
  ads === 0 ? '' : ` (${counted(ads, ADS)}${roubles > 0 ? ` на ${roublesText(roubles)}` : ''})`;

/** "12 объявлений опубликовано". */
const liveText = (live: number): string =>
  `${counted(live, ADS)} ${formOf(live, ['опубликовано', 'опубликованы', 'опубликовано'])}`;

const LIMITS: Readonly<Record<string, string>> = {
  listsAtOnce: 'прайс-листы в работе одновременно',
  products: 'товары в действующих прайс-листах',
  storageGb: 'ГБ файлов',
  callsAnHour: 'запросы программ за час',
  pagesAMonth: 'страницы, распознанные за месяц',
  tokensAMonth: 'токены языковых моделей за месяц',
};

/** What waits for whoever runs the installation, and what mends it. */
export const TASKS = {
  'questions-wait': {
    why: ({ questions, frees, best }, say) =>
      questions === 1
        ? `Ждёт вопрос: ${say(best)}`
        : `${formOf(questions, ['Ждёт', 'Ждут', 'Ждут'])} ${counted(questions, QUESTIONS)}. Ответ на первый откроет ${counted(frees, ADS)}: ${say(best)}`,
    whatToDo: 'Посмотрите вопросы и ответьте: объявления, которые откроет ответ, выйдут со следующим фидом.',
  },
  'file-rejected': {
    why: ({ file, cause }, say) => `Файл ${file} не принят: ${say(cause)}`,
    whatToDo: 'Посмотрите, что с ним не так, исправьте и загрузите снова.',
  },
  'file-failed': {
    why: ({ file, cause }, say) => `Файл ${file} не удалось обработать: ${say(cause)}`,
    whatToDo: 'Когда причина устранена, продолжите обработку с этапа, который не закончился.',
  },
  'file-stuck': {
    why: ({ file, minutes }) =>
      `Файл ${file} обрабатывается, но результата нет уже ${counted(minutes, MINUTES)}.`,
    whatToDo:
      'Посмотрите его этапы. Каждый час прерванная обработка продолжается сама; если загрузить файл снова, она начнётся сначала.',
  },
  'plan-nearly-used': {
    why: ({ plan, limit, used, most }) =>
      `Тариф ${plan} почти исчерпан. ${capital(LIMITS[limit] ?? limit)}: ${figures(used)} из ${figures(most)}.`,
    whatToDo:
      'То, что уже опубликовано, не остановится; новые прайс-листы или распознавание страниц остановятся. Уберите то, что больше не продаёте, или выберите тариф больше.',
  },
  'file-lacks-book': {
    why: ({ file, cause }, say) => `Файл ${file} ждёт каталог характеристик. ${say(cause)}`,
    whatToDo: ({ dealerId, books }) =>
      `Загрузите каталог ${books.join(', ')} (inbox/${dealerId}/); прайс-лист обработается заново сам.`,
  },
  'host-refuses': {
    why: ({ cause }, say) => `Выгрузка остановлена, FTP-сервер отказал дилеру: ${say(cause)}`,
    whatToDo: 'Исправьте логин и пароль учётной записи FTP и возобновите выгрузку.',
  },
  'window-missed': {
    why: ({ window, cause }, say) =>
      `К окну выгрузки ${dateText(window)} новый фид не выгружен${cause ? `: ${unended(say(cause))}` : ''}.`,
    whatToDo: DELIVER_NOW,
  },
  'feed-late': {
    why: ({ cause }, say) =>
      `Новый фид ещё не открывается по своему адресу${cause ? `: ${unended(say(cause))}` : ''}.`,
    whatToDo: DELIVER_NOW,
  },
  'live-url-wrong': {
    why: ({ cause }, say) => `Авито загрузит не то, что выгружено последним: ${unended(say(cause))}.`,
    whatToDo:
      'Проверьте, кто ещё пишет в эту папку и какую папку показывает веб-сервер, затем выгрузите фид снова.',
  },
  'live-feed-ages': {
    why: ({ channel, days, most }) =>
      `Действующему фиду (${channel}) уже ${counted(days, DAYS)}, а обновлять его нужно каждые ${counted(most, DAYS)}: следующая версия ждёт решения, и площадка перестанет принимать старую.`,
    whatToDo: 'Одобрите версию, которая ждёт, или загрузите прайс-лист, из которого получится другая.',
  },
  'rates-old': {
    why: ({ rates }, say) => `${rates.map(say).join('; ')}.`,
    whatToDo: ({ dealerId }) =>
      `Укажите в настройках дилера сегодняшний курс и его дату (раздел conversion) и сохраните их: npx feedwright dealers put ${dealerId}.json`,
  },
  'webhook-failed': {
    why: ({ cause }, say) => `Вебхук дилера не принял сообщение: ${unended(say(cause))}.`,
    whatToDo: 'Проверьте его адрес и ключ его секрета; перед следующим окном сообщение уйдёт снова.',
  },
  'tasks-unknown': {
    why: ({ detail }) => `Не удалось узнать, что ждёт решения: ${unended(detail)}.`,
    whatToDo: 'Запросите ещё раз этой же командой; если и она не сработает, верните то, чего ей не хватает.',
  },
  'window-ahead-in': {
    why: ({ channel, live, window }) =>
      `${channel}: ${liveText(live)}, следующее окно выгрузки ${dateText(window)}.`,
  },
  'window-ahead': {
    why: ({ live, waiting, ads, roubles, window }) =>
      `${liveText(live)}, ${waiting === 0 ? 'ничего не ждёт' : `дел: ${figures(waiting)}${lossText(ads, roubles)}`}, следующее окно выгрузки ${dateText(window)}.`,
  },
} satisfies Translation<typeof EN>;
