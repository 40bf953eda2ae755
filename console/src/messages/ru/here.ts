import type { RU } from '#messages/ru/index.ts';
import type { Otherwise } from '../said-here.ts';

const ON_AVITO = 'Откройте настройки Автозагрузки на сайте Авито';
const TELL = 'сообщите тому, кто обслуживает Feedwright';
const TO_DEALER = ({ dealers }: { dealers: readonly string[] }) =>
  `Откройте того дилера, о котором речь: ${dealers.join(', ')}.`;

const UNTRANSLATED =
  'Ничего: значения ячеек стоят в объявлениях как напечатаны, особенность из каталога пропущена. Перевод может добавить тот, кто обслуживает Feedwright.';

/** What reasons say otherwise here, where nobody sits at a terminal, nor beside the files. */
export const HERE = {
  'headings-unknown': {
    whatToDo:
      'Ответьте на вопрос о её столбцах (npx feedwright questions): тогда прочитаются и этот прайс-лист, и следующие с такими же заголовками.',
  },
  'no-text-layer': {
    whatToDo:
      'Запросите у поставщика PDF, сохранённый прямо из программы, а не скан, или попросите того, кто обслуживает Feedwright, включить чтение страниц по изображению.',
  },
  'run-broke': { whatToDo: `Это ошибка программы: ${TELL}.` },
  'account-unseen': { whatToDo: `Если повторится, ${TELL}.` },
  'feed-too-costly': { whatToDo: `Если повторится, ${TELL}; прежний фид остаётся на месте.` },
  'term-untranslated': { whatToDo: UNTRANSLATED },
  'no-price-list': {
    whatToDo: `Проверьте, тот ли это файл. Если это прайс-лист, ${TELL}.`,
  },
  'book-not-understood': {
    whatToDo: `Посмотрите страницы файла в разделе «Документы», что на них прочитано, и ${TELL}.`,
  },
  'book-partly-damaged': {
    whatToDo:
      'Посмотрите страницы файла в разделе «Документы»: значения, которые не прочитаны, остаются пустыми.',
  },
  'book-partly-read': {
    whatToDo:
      'Посмотрите страницы файла в разделе «Документы»: значения, которые не прочитаны, остаются пустыми.',
  },
  'book-values-missing': { whatToDo: `Ответьте на вопросы о строках каталога; если их нет, ${TELL}.` },
  'products-waiting': { whatToDo: 'Посмотрите причины у каждой машины в разделе «Техника».' },
  'product-review': {
    whatToDo:
      'Недостающие значения появятся вместе с каталогом характеристик этой марки и года или из настроек дилера; какое правило требует каждое из них, видно у машины в разделе «Техника».',
  },
  'one-cause': {
    whatToDo: `Устраните её и загрузите прайс-лист снова; если это не помогло, ${TELL}.`,
  },
  'terms-untranslated': { whatToDo: UNTRANSLATED },
  'not-ended': { whatToDo: `Подождите и обновите страницу; если не закончится, ${TELL}.` },
  'list-missing': { whatToDo: 'Загрузите его на экране «Сегодня».' },
  'word-unknown': {
    whatToDo:
      'Объясните его словами, которые встречаются в названиях, например «Expert» или «850 E-TEC», или ответьте, что оно ничего не значит.',
  },
  'answer-refused': {
    whatToDo: 'Выберите или впишите другой ответ, или ответьте, что это ничего не значит.',
  },
  'option-drop-named': {
    why: 'Попросить указать в заголовке прайс-листа марку и модельный год и загрузить его снова.',
  },
  'rules-wrong': {
    why: ({ faults }) => ['Такие правила ввести нельзя:', ...faults].join('\n  '),
  },
  'rules-same': { why: 'Это то же самое, что уже действует.' },
  'dealer-rule-there': { whatToDo: 'Дайте новому правилу другое имя или измените прежнее.' },
  'code-ambiguous': { whatToDo: TO_DEALER },
  'ad-ambiguous': { whatToDo: TO_DEALER },
  'archive-too-large': {
    whatToDo:
      'Попросите того, кто обслуживает Feedwright, сохранить его в файл: для браузера он слишком велик.',
  },
  'stock-or-list': {
    whatToDo:
      'Если это ваше наличие, попросите того, кто обслуживает Feedwright, принять файл как таблицу наличия; если прайс-лист, напишите над заголовками столбцов марку и модельный год и загрузите его снова.',
  },
  'stock-asks': {
    whatToDo:
      'Исправьте эти ячейки, назовите непонятные столбцы иначе, например «Количество», и загрузите таблицу снова.',
  },
  'stock-column-unknown': { whatToDo: 'Если да, назовите его «Количество» и загрузите таблицу снова.' },
  'is-stock-sheet': {
    whatToDo: 'Загрузите его на экране «Сегодня» этого дилера: она дополняет действующие прайс-листы.',
  },
  'is-market-sheet': { whatToDo: 'Загрузите его в разделе «Рынок».' },
  'tasks-unknown': { whatToDo: `Обновите страницу; если не поможет, ${TELL}.` },
  'load-missed': {
    whatToDo: `${ON_AVITO} и сравните адрес фида и часы загрузки с тем, что стоит в разделе «Дилер».`,
  },
  'profile-other-url': { whatToDo: `${ON_AVITO} и укажите там адрес фида.` },
  'profile-slots-missing': {
    whatToDo: `${ON_AVITO} и добавьте эти часы или измените окна в разделе «Дилер».`,
  },
} satisfies Otherwise<typeof RU>;
