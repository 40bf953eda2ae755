import { pluralIn } from '../plural.ts';

const counted = pluralIn('ru');

/** Loading, failing, emptiness, and words that many screens need. */
export const STATES = {
  loading: 'Загружается…',
  failed: 'Не получилось',
  retry: 'Повторить',
  offline: 'Нет связи. Показано то, что было известно; всё обновится само, когда связь вернётся.',
  back: 'Назад',
  cancel: 'Отмена',
  close: 'Закрыть',
  save: 'Сохранить',
  undo: 'Отменить',
  why: 'Почему',
  whatToDo: 'Что делать',
  reason: 'Причина',
  yes: 'Да',
  no: 'Нет',
  none: '—',
  showMore: 'Показать ещё',
  signInTitle: 'Вход',
  signInByLink:
    'Откройте ссылку для входа из терминала, где запущен Feedwright. Новую ссылку даёт команда npx feedwright sign-in.',
  signIn: 'Войти',
  sessionEnded: 'Сеанс закончился',
  notAllowed: 'Нет доступа',
  notAllowedToDo: 'Попросите администратора дилера дать вам роль, которой это разрешено.',
  notFound: 'Здесь ничего нет',
  notFoundToDo: 'Проверьте адрес или начните с раздела «Сегодня».',
  broken: 'Экран не смог открыться',
  brokenToDo: 'Обновите страницу. Если повторится, сообщите тому, кто ведёт эту установку.',
  ads: (count: number) => counted(count, { one: 'объявление', few: 'объявления', other: 'объявлений' }),
  machines: (count: number) => counted(count, { one: 'машина', few: 'машины', other: 'машин' }),
  questions: (count: number) => counted(count, { one: 'вопрос', few: 'вопроса', other: 'вопросов' }),
  minutes: (count: number) => counted(count, { one: 'минута', few: 'минуты', other: 'минут' }),
  hours: (count: number) => counted(count, { one: 'час', few: 'часа', other: 'часов' }),
  days: (count: number) => counted(count, { one: 'день', few: 'дня', other: 'дней' }),
};
