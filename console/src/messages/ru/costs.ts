/** What dealers cost by the day. */
export const COSTS = {
  what: 'Что стоила обработка файлов за последние 30 дней: функции и платные сервисы, по московским дням.',
  none: 'За последние 30 дней ничего не обрабатывалось.',
  day: 'День',
  calls: 'Вызовов',
  allDealers: 'Все дилеры',
  total: 'Всего за 30 дней',
  most: (day: string, usd: string) => `больше всего ${day}: ${usd}`,
};
