import { pluralIn } from '../plural.ts';

const counted = pluralIn('ru');
const rounded = new Intl.NumberFormat('ru', { maximumFractionDigits: 1 });

/** Files that came in. */
export const DOCUMENTS = {
  states: {
    processing: 'в работе',
    published: 'опубликован',
    review: 'ждёт ответов',
    rejected: 'отклонён',
    failed: 'сбой',
    duplicate: 'уже был',
    catalogued: 'прочитан',
  },
  stages: {
    intake: 'Приём',
    extract: 'Чтение',
    catalogue: 'Каталог',
    stock: 'Наличие',
    match: 'Сопоставление',
    validate: 'Проверка',
    generate: 'Сборка фида',
    close: 'Итог',
  },
  stageDone: (things: string, seconds: string) => `${things} за ${seconds}`,
  stageFailed: 'сбой',
  seconds: (seconds: number) => `${rounded.format(seconds)} с`,
  all: 'Все',
  filter: 'Показать',
  file: 'Файл',
  received: 'Получен',
  state: 'Состояние',
  machines: 'Машин',
  time: 'Время',
  cost: 'Стоимость',
  none: 'Файлов ещё нет. Перетащите прайс-лист и каталог на экране «Сегодня»: через несколько минут они будут здесь.',
  noneSo: 'В этом состоянии файлов нет.',
  kinds: { 'price-list': 'Прайс-лист', 'spec-book': 'Каталог', stock: 'Наличие' },
  lists: 'Прайс-листы в файле',
  counts: 'Что вышло',
  countsOf: {
    products: 'строк',
    published: 'опубликовано',
    review: 'ждёт ответов',
    rejected: 'отклонено',
    models: 'моделей',
  },
  stagesTitle: 'Этапы',
  redrive: 'Продолжить с места сбоя',
  redriven: 'Файл взят в работу снова',
  runCost: (usd: string) => `Обработка стоила ${usd}`,
  bytes: (kilobytes: number) => `${rounded.format(kilobytes)} КБ`,
  pages: 'Страницы',
  page: (page: number) => `Страница ${page}`,
  pagesCount: (count: number) => counted(count, { one: 'страница', few: 'страницы', other: 'страниц' }),
  feedVersion: (version: number) => `Фид, версия ${version}`,
};
