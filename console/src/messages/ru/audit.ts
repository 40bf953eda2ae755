/** What was done, by whom. */
export const AUDIT = {
  since: 'С какого дня',
  find: 'Найти',
  when: 'Когда',
  who: 'Кто',
  what: 'Что сделано',
  subject: 'С чем',
  why: 'Почему',
  none: 'Здесь будет каждое действие людей: кто, когда, что и почему.',
};
