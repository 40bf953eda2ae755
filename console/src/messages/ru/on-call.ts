/** What rings for who keeps the installation. */
export const ON_CALL = {
  what: 'Что ждёт человека у всех дилеров. Сначала то, от чего потери больше.',
  quiet: 'Тихо: ни у одного дилера ничего не ждёт человека.',
  runbook: (section: string) => `Что делать, подробно: ${section}`,
  all: 'Весь справочник дежурного',
  description: 'Что это',
  investigation: 'Как разобраться',
  resolution: 'Как исправить',
  onOneMachine: 'На одной машине',
  to: {
    feed: 'Посмотреть фид',
    documents: 'Файлы в этом состоянии',
    questions: 'Ответить на вопросы',
    settings: 'Настройки дилера',
    deliveries: 'Выгрузки',
  },
};
