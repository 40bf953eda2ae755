/** Versions of the feed and what they change. */
export const FEED = {
  versions: 'Версии',
  version: (version: number) => `Версия ${version}`,
  live: 'в эфире',
  comparedTo: (version: number) =>
    version === 0
      ? 'Раньше ничего не было в эфире'
      : `По сравнению с версией ${version}, которая была в эфире`,
  held: 'Почему придержана',
  notes: 'Стоит знать',
  decided: (who: string, why: string) => `${who}: ${why}`,
  approve: 'Одобрить',
  reject: 'Отклонить',
  rollback: 'Вернуть эту версию',
  approveTitle: (version: number) => `Одобрить версию ${version}?`,
  rejectTitle: (version: number) => `Отклонить версию ${version}?`,
  rollbackTitle: (version: number) => `Вернуть версию ${version}?`,
  approveDoes: (ads: string, removed: string) =>
    `В ближайшее окно уйдёт фид: ${ads}. Из эфира уйдёт: ${removed}.`,
  rejectDoes: 'Эта версия не уйдёт. В эфире останется то, что есть.',
  rollbackDoes: (ads: string) =>
    `Содержимое этой версии (${ads}) станет новейшей версией и уйдёт в ближайшее окно.`,
  losses: 'Если при этом из эфира что-то уйдёт, сначала будет показано, что именно.',
  why: 'Почему (останется в журнале)',
  confirmLoss: 'Вернуть, хотя это уйдёт из эфира',
  approved: (version: number) => `Версия ${version} одобрена`,
  rejected: (version: number) => `Версия ${version} отклонена`,
  restored: (version: number) => `Версия ${version} возвращена`,
  removed: (count: string) => `Уйдут: ${count}`,
  jumps: (count: string) => `Цена меняется: ${count}`,
  changed: (count: string) => `Меняются: ${count}`,
  added: (count: string) => `Появятся: ${count}`,
  nothing: 'Изменений нет.',
  field: 'Поле',
  before: 'Было',
  after: 'Станет',
  absent: 'не было',
  gone: 'не будет',
  none: 'Фида ещё нет. Он появится, как только прайс-лист и каталог будут прочитаны.',
};
