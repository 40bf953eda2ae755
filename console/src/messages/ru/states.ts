import { pluralIn } from '../plural.ts';

const counted = pluralIn('ru');

/** Loading, failing, emptiness, and words that many screens need. */
export const STATES = {
  loading: 'Загружается…',
  failed: 'Не получилось',
  retry: 'Повторить',
  offline: 'Нет связи. Показано то, что было известно; всё обновится само, когда связь вернётся.',
  cancel: 'Отмена',
  close: 'Закрыть',
  save: 'Сохранить',
  undo: 'Отменить',
  yes: 'Да',
  no: 'Нет',
  signInTitle: 'Вход',
  signInByLink:
    'Откройте ссылку для входа из терминала, где запущен Feedwright. Новую ссылку даёт команда npx feedwright sign-in.',
  signIn: 'Войти',
  /** What goes wrong on the way to the API, or there: why, and what to do. */
  troubles: {
    unreachable: ['Сервер не отвечает', 'Проверьте связь и повторите.'],
    broken: [
      'На сервере что-то сломалось',
      'Повторите. Если не поможет, сообщите тому, кто ведёт эту установку.',
    ],
    forbidden: ['Нет доступа', 'Попросите администратора дилера дать вам роль, которой это разрешено.'],
    'not-found': ['Такого здесь нет', 'Обновите страницу: возможно, это убрали.'],
    'too-many-requests': ['Слишком много запросов сразу', 'Подождите минуту и повторите.'],
    'changed-meanwhile': ['Пока вы смотрели, это изменилось', 'Посмотрите, как стало, и решите снова.'],
    'nothing-kept': [
      'Браузер ничего не хранит для этого сайта, а без этого не войти',
      'Разрешите этому сайту cookie и хранение данных в настройках браузера и обновите страницу.',
    ],
    'end-unknown': [
      'Связь прервалась, и чем это закончилось, неизвестно',
      'Когда связь вернётся, посмотрите в журнале, сделано ли это.',
    ],
  },
  notFound: 'Здесь ничего нет',
  notFoundToDo: 'Проверьте адрес или начните с раздела «Сегодня».',
  broken: 'Экран не смог открыться',
  brokenToDo: 'Обновите страницу. Если повторится, сообщите тому, кто ведёт эту установку.',
  ads: (count: number) => counted(count, { one: 'объявление', few: 'объявления', other: 'объявлений' }),
  machines: (count: number) => counted(count, { one: 'машина', few: 'машины', other: 'машин' }),
  minutes: (count: number) => counted(count, { one: 'минута', few: 'минуты', other: 'минут' }),
  hours: (count: number) => counted(count, { one: 'час', few: 'часа', other: 'часов' }),
};
