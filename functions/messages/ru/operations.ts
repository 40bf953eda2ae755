import type { OPERATIONS as EN } from '../en/operations.ts';
import type { Translation } from '../message.ts';
import { stageTerm } from './terms.ts';
import { counted, dateText, figures, HOURS, quoted } from './words.ts';

/** What is promised, by its name in `shared/objectives.ts`. */
const OBJECTIVES: Readonly<Record<string, string>> = {
  'list-to-feed': 'Прайс-лист попадает в фид за 15 минут',
  delivered: 'К открытию окна фид уже доступен по своему адресу',
  'sold-to-gone': 'Проданное исчезает из опубликованного фида за 15 минут',
  'api-answered': 'API отвечает без сбоев',
  'api-fast': 'Запросы к API на чтение получают ответ за 200 мс',
};

/** What the operations find, and what became of executions and of acts that were broken off. */
export const OPERATIONS = {
  'execution-ended': { why: ({ status }) => `Выполнение закончилось с состоянием ${status}.` },
  'execution-lost': {
    why: ({ status }) => `Выполнение закончилось с состоянием ${status}, а файл остался незавершённым.`,
  },
  'execution-silent': { why: 'Выполнение закончилось без результата.' },
  'act-done-later': {
    why: 'Действие прервалось, когда главное было сделано; остальное сделано позже.',
  },
  'act-unknown': {
    why: ({ found, expected }) =>
      `Действие прервалось; сделано записей: ${figures(found)} из ${figures(expected)}. Проверьте, всё ли так, как вы хотели.`,
  },
  'stage-fails': {
    why: ({ stage, percent, dealers }) =>
      `Этап ${quoted(stageTerm(stage))}: доля успешных ниже порога, ${percent}\u00A0% (${dealers.join(', ')})`,
    whatToDo:
      'Посмотрите, что и почему не получилось; исправленное продолжится с того этапа, который не закончился.',
  },
  'service-down': {
    why: ({ service, until }) => `${service} не работает, обращений к нему не будет до ${dateText(until)}`,
    whatToDo:
      'Ничего, если это ненадолго: что от него зависит, ждёт или идёт другим путём, и обращения возобновятся сами.',
  },
  'feed-held-long': {
    why: ({ hours }) => `Фид придержан уже ${counted(hours, HOURS)}`,
    whatToDo: ({ dealerId, channel }) =>
      `Посмотрите, что он меняет, и отклоните или одобрите его: npx feedwright feed approve ${dealerId} VERSION --why "…"${channel ? ` --channel ${channel}` : ''}.`,
  },
  'objective-burns': {
    why: ({ name, hours, percent, left }) =>
      `${OBJECTIVES[name] ?? name}: так должно быть в ${figures(percent)}\u00A0% случаев, а за последние ${counted(hours, HOURS)} слишком часто было иначе. Из допустимых за 28 дней сбоев осталось ${figures(left)}\u00A0%.`,
    whatToDo: 'Посмотрите, что у этих случаев общего: этапы, выгрузки или API, у одного дилера или у всех.',
  },
  'day-dear': {
    why: ({ usd }) => `За последние сутки потрачено ${usd} USD`,
    whatToDo: 'Посмотрите, на каком этапе расход и не читается ли один и тот же файл снова и снова.',
  },
} satisfies Translation<typeof EN>;
