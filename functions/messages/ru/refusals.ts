import type { REFUSALS as EN } from '../en/refusals.ts';
import type { Translation } from '../message.ts';
import { actTerm, bookTerm, columnTerm, rulesTerm, scopeTerm, typedText, unitTerm } from './terms.ts';
import { allQuoted, counted, dateText, meantText, namedCodesText, orMeant, quoted } from './words.ts';

/** Of a hundred dealers nobody reads the names. */
const DEALERS_NAMED = 8;

const oneOf = (names: readonly string[]): string => `Укажите одно из: ${names.join(', ')}.`;

const LIST_IDS = (dealerId: string): string =>
  `Укажите номер из списка прайс-листов дилера (npx feedwright lists show ${dealerId}).`;

const QUESTIONS_OF = (dealerId: string): string =>
  `Посмотрите вопросы дилера (npx feedwright questions ${dealerId}).`;

const DEALER_IN_COMMAND = ({ dealers }: { dealers: readonly string[] }): string =>
  `Уточните дилера: ${dealers.join(', ')} (в команде — --dealer).`;

/** Why what a person asked for is not done: what it named is not there, is several, or is not as it must be. */
export const REFUSALS = {
  'wish-wrong': {
    why: ({ faults }) => `${faults.join('; ')}.`,
    whatToDo: 'Исправьте запрос и повторите.',
  },
  'dealer-unknown': {
    why: ({ dealerId }) => `Дилера ${dealerId} нет.`,
    whatToDo: ({ known, near = [] }) =>
      meantText(near) ||
      (known.length > DEALERS_NAMED
        ? 'Посмотрите список дилеров (npx feedwright dealers list).'
        : oneOf(known)),
  },
  'dealer-wrong': { why: ({ detail }) => detail, whatToDo: 'Исправьте это и сохраните настройки снова.' },
  'price-rule-idle': {
    why: ({ rule, text, near }) =>
      `Правило цен № ${rule} (${scopeTerm(text)}) не подходит ни к одной машине в продаже${orMeant(near)}`,
    whatToDo: 'Исправьте условие правила (when) или уберите его.',
  },
  'act-at-work': {
    why: ({ action, subject }) => `Уже выполняется: ${actTerm(action)}, ${subject}.`,
    whatToDo: 'Дождитесь окончания.',
  },
  'key-used': {
    why: ({ action, at }) =>
      `Этот ключ идемпотентности уже был у другого запроса: ${actTerm(action)}, ${dateText(at)}.`,
    whatToDo: 'Для каждого нового запроса берите новый ключ, а для повтора — тот же.',
  },
  'command-unknown': {
    why: ({ commandId, dealerId }) =>
      `Среди запросов ${dealerId === null ? 'ко всем дилерам' : `дилера ${dealerId}`} нет ${quoted(commandId)}.`,
    whatToDo: 'Записи о запросах хранятся 30 дней; всё, что сделано, остаётся в журнале действий.',
  },
  'member-unknown': {
    why: ({ member }) => `Участника ${quoted(member)} нет.`,
    whatToDo: 'Посмотрите список участников; кто ещё ни разу не входил, значится приглашённым.',
  },
  'last-admin-stays': {
    why: ({ dealerId }) =>
      `Кроме этого участника, ${dealerId === null ? 'систему' : `дилера ${dealerId}`} никто не ведёт: последний администратор остаётся.`,
    whatToDo: 'Сначала назначьте администратором кого-нибудь ещё.',
  },
  'token-unknown': {
    why: ({ token }) => `У этого дилера нет токена ${quoted(token)}.`,
    whatToDo: 'Посмотрите список его токенов.',
  },
  'invitation-over': {
    why: 'Это приглашение уже недействительно или предназначено не вам.',
    whatToDo: 'Попросите пригласившего прислать новое на тот адрес почты, с которым вы входите.',
  },
  'command-failed': {
    why: ({ detail }) => `Сделать это не удалось: ${detail}.`,
    whatToDo:
      'Проверьте, чего касается запрос, и повторите; если не получится снова, сообщите тому, кто обслуживает Feedwright.',
  },
  'command-waits': {
    why: ({ action, at }) => `Запрос от ${dateText(at)} всё ещё не выполнен: ${actTerm(action)}.`,
    whatToDo:
      'Он выполнится, как только исполняющая функция заработает: посмотрите её лог в AWS; что сделано, видно в журнале действий.',
  },
  'changed-meanwhile': {
    why: ({ subject, by, at }) =>
      by
        ? `Тем временем данные изменились (${subject}): другой ответ, ${by}${at ? `, ${dateText(at)}` : ''}.`
        : `Тем временем данные изменились (${subject}).`,
    whatToDo: 'Посмотрите ещё раз.',
  },
  'subject-ambiguous': {
    why: ({ wanted }) => `${wanted} подходит сразу к нескольким.`,
    whatToDo: ({ names }) => `Уточните, что из этого: ${names.join(', ')}.`,
  },
  'subject-unseen': {
    why: ({ wanted }) => `${wanted} не встречается в той части прайс-листа, которую удалось прочитать.`,
    whatToDo: 'Загрузите прайс-лист целиком или посмотрите список предложений (npx feedwright offers).',
  },
  'subject-unknown': {
    why: ({ wanted, dealerId }) => `У дилера ${dealerId} нет ничего с именем ${quoted(wanted)}.`,
    whatToDo: ({ dealerId }) => QUESTIONS_OF(dealerId),
  },
  'question-unknown': {
    why: ({ id, dealerId }) => `У дилера ${dealerId} нет вопроса ${quoted(id)}.`,
    whatToDo: ({ dealerId }) => QUESTIONS_OF(dealerId),
  },
  'question-answered': {
    why: ({ id, by, at, says }, say) =>
      `На вопрос ${id} уже есть ответ (${by}, ${dateText(at)}): ${say(says)}`,
    whatToDo: 'Чтобы ответить иначе, сначала отмените этот ответ (npx feedwright questions undo).',
  },
  'question-changed': {
    why: ({ id, asks, codes }, say) =>
      `Вопрос ${id} изменился с тех пор, как его показали. Теперь он такой: ${say(asks)} Машины: ${codes.join(', ') || 'ни одной'}.`,
    whatToDo: 'Посмотрите ещё раз.',
  },
  'question-twice': {
    why: ({ id }) => `На вопрос ${id} дано два ответа.`,
    whatToDo:
      'Дайте один ответ. Если для разных машин он разный, сначала ответьте про выбранные (--only), затем про остальные.',
  },
  'option-unknown': {
    why: ({ id, option }) => `${quoted(option)} — не вариант ответа на вопрос ${id}.`,
    whatToDo: ({ names }) => (names.length > 0 ? oneOf(names) : 'Ответом может быть только файл.'),
  },
  'option-by-file': {
    why: ({ says }, say) => `Словами на это не ответить: ${say(says)}`,
    whatToDo: 'Когда файл появится, всё сопоставится само.',
  },
  'option-without-value': {
    why: ({ option }) => `Для ответа ${quoted(option)} нужно значение.`,
    whatToDo: ({ example }) => `Допишите его, например ${quoted(example)}.`,
  },
  'answer-not-of-codes': {
    why: ({ id, option, codes }) =>
      `Ответ ${quoted(option)} на вопрос ${id} нельзя дать только для ${codes.join(', ')}.`,
    whatToDo: ({ known }) =>
      known.length > 0
        ? `Выберите из ${known.join(', ')}.`
        : 'Не выбирайте отдельные коды (--only): ответ действует для всех машин вопроса или ни для одной.',
  },
  'answer-idle': {
    why: ({ id, option }) => `Ответ ${quoted(option)} ничего не меняет в том, о чём вопрос ${id}.`,
    whatToDo: 'Ответьте иначе или попросите исправить прайс-лист.',
  },
  'answer-not-shareable': {
    why: ({ id }) => `Ответ на вопрос ${id} касается машин только из прайс-листов этого дилера.`,
    whatToDo: 'Передать всем дилерам можно значения и названия моделей, а также смысл строк, слов и единиц.',
  },
  'shared-otherwise': {
    why: ({ printed, says, by, at }) =>
      `Для всех дилеров ${quoted(printed)} — это ${quoted(bookTerm(says))} (${by}, ${dateText(at)}).`,
    whatToDo:
      'Если это неверно, сначала отмените тот ответ у дилера, от которого он передан: npx feedwright questions undo (дилер виден в npx feedwright audit), а для слова — npx feedwright knowledge forget --all.',
  },
  'twins-unconfirmed': {
    why: (named) => `Объявления ${namedCodesText(named)} читаются одинаково, а Авито блокирует дубли.`,
    whatToDo: ({ dealerId }) =>
      `Ответьте на вопрос о них и добавьте слова, по которым их можно отличить (npx feedwright questions ${dealerId}), или подтвердите, что так и нужно (--yes).`,
  },
  'answer-unknown': {
    why: ({ id }) => `Ответа ${quoted(id)} нет.`,
    whatToDo: ({ dealerId }) => `Посмотрите данные ответы (npx feedwright questions known ${dealerId}).`,
  },
  'not-editable': {
    why: ({ subject }) => `${subject}: можно только принять или отклонить.`,
    whatToDo: ({ machine }) => `Чтобы изменить саму машину, укажите ${machine}.`,
  },
  'field-unknown': {
    why: ({ name }) => `Поля ${quoted(name)} нет.`,
    whatToDo: ({ near }) =>
      near.length > 0
        ? `Возможно, вы имели в виду ${near.join(', ')}?`
        : 'Посмотрите список полей (npx feedwright knowledge fields); если для объявлений это не нужно, ответьте `nothing`.',
  },
  'label-unprinted': {
    why: ({ dealerId, label }) => `Ни в одном каталоге дилера ${dealerId} нет строки ${quoted(label)}.`,
    whatToDo: ({ near }) =>
      near.length > 0
        ? `Возможно, вы имели в виду ${allQuoted(near)}?`
        : 'Напишите её так, как она напечатана в каталоге, без единиц в скобках.',
  },
  'book-rows-missing': {
    why: ({ documents }) => `${documents.join(', ')}: прочитано ещё до того, как строки стали сохраняться.`,
    whatToDo: ({ dealerId }) =>
      `Загрузите каталог снова (inbox/${dealerId}/): он прочитается заново, и ответы будут учтены.`,
  },
  'word-unknown': {
    why: ({ name, unknown }) => `Слово ${quoted(unknown.join(' ') || name)} тоже незнакомо.`,
    whatToDo:
      'Объясните его словами, которые встречаются в названиях, например «Expert» или «850 E-TEC», или ответьте `nothing`.',
  },
  'unit-unknown': {
    why: ({ name }) => `${quoted(name)} — не единица измерения.`,
    whatToDo: ({ known }) => `Укажите одну из: ${typedText(known, unitTerm)}.`,
  },
  'column-name-unknown': {
    why: ({ name }) => `Столбец прайс-листа не может называться ${quoted(name)}.`,
    whatToDo: ({ known }) => `Укажите одно из: ${typedText(known, columnTerm)}.`,
  },
  'columns-unfit': {
    why: ({ value }) => `В ответе ${quoted(value)} не сказано по одному разу, что в каждом столбце.`,
    whatToDo: ({ names, example }) =>
      `Напишите, что в каждом столбце, и его номер или заголовок, например «${example}»; можно указать: ${typedText(names, columnTerm)}.`,
  },
  'columns-lacking': {
    why: ({ columns }) => `Не сказано, в каких столбцах: ${columns.map(columnTerm).join(', ')}.`,
    whatToDo: ({ example }) => `Укажите и это, например «${example}».`,
  },
  'columns-alike': {
    why: ({ heading }) => `Заголовок ${quoted(heading)} стоит над несколькими столбцами.`,
    whatToDo:
      'Попросите поставщика назвать их по-разному или измените один из заголовков и загрузите прайс-лист снова.',
  },
  'column-against-values': {
    why: ({ heading, such, column }) =>
      `Столбец ${quoted(heading)} — это не ${quoted(columnTerm(column))}: в нём стоит ${quoted(such)}.`,
    whatToDo: 'Посмотрите ещё раз на столбцы в вопросе.',
  },
  'word-known': {
    why: ({ printed }) => `${quoted(printed)} уже известно.`,
    whatToDo: 'Выберите модель для машины вручную (match set) или объясните, что означает строка каталога.',
  },
  'word-several': {
    why: ({ printed }) => `${quoted(printed)} — это не одно слово.`,
    whatToDo: 'Объясните каждое слово отдельно.',
  },
  'word-unprinted': {
    why: ({ printed, dealerId }) =>
      `${quoted(printed)} не встречается ни в одном действующем прайс-листе или каталоге дилера ${dealerId}.`,
    whatToDo: 'Напишите так, как напечатано.',
  },
  'answer-refused': {
    why: ({ why }, say) => `${say(why)}.`,
    whatToDo:
      'Укажите, что это на самом деле и в каком разделе каталога (--section), или ответьте `nothing`.',
  },
  'meaning-unknown': {
    why: ({ text }) => `Никто ещё не объяснял, что значит ${quoted(text)}.`,
    whatToDo: ({ dealerId }) => `Посмотрите, что уже объяснено (npx feedwright knowledge list ${dealerId}).`,
  },
  'match-unknown': {
    why: ({ modelCode }) => `Модель для ${modelCode} вручную не выбирали.`,
    whatToDo: ({ dealerId }) =>
      `Посмотрите выбранные вручную модели (npx feedwright match list ${dealerId}).`,
  },
  'feed-missing': {
    why: ({ dealerId }) =>
      `У дилера ${dealerId} ещё нет фида: загрузите каталог характеристик и прайс-лист (inbox/${dealerId}/).`,
    whatToDo: ({ dealerId }) => `Чего они ждут, видно в вопросах (npx feedwright questions ${dealerId}).`,
  },
  'feed-at-work': { why: 'Фид как раз собирается.', whatToDo: 'Повторите чуть позже.' },
  'difference-missing': {
    why: 'Эта версия собрана ещё до того, как стали сохраняться отличия.',
    whatToDo: 'Посмотрите более новую.',
  },
  'delivery-unknown': {
    why: ({ sequence }) => `Выгрузки ${quoted(sequence)} нет.`,
    whatToDo: 'Посмотрите список выгрузок (npx feedwright deliveries list).',
  },
  'rules-wrong': {
    why: ({ origin, faults }) => [`${origin}: такие правила ввести нельзя:`, ...faults].join('\n  '),
    whatToDo: 'Исправьте это и введите их снова.',
  },
  'rules-unreadable': {
    why: ({ source }) => `Действующие правила не читаются, вместо них взяты ${rulesTerm(source)}.`,
    whatToDo: 'Повторите позже.',
  },
  'rules-same': {
    why: ({ origin }) => `В ${origin} то же самое, что уже действует.`,
    whatToDo: 'Ничего не изменено.',
  },
  'plan-unknown': {
    why: ({ name }) => `Тарифа ${quoted(name)} нет.`,
    whatToDo: ({ known, near }) =>
      meantText(near) || `${oneOf(known)} Свой тариф: npx feedwright plans put FILE.`,
  },
  'layer-unknown': {
    why: ({ name }) => `Слоя правил ${quoted(name)} нет.`,
    whatToDo: ({ layers }) => oneOf(layers),
  },
  'reference-refused': {
    why: ({ url, status }) => `Ответ ${url}: ${status}.`,
    whatToDo: 'Скачайте файл под своей учётной записью и передайте его как FILE.',
  },
  'reference-silent': {
    why: ({ url, attempts, detail }) =>
      `${url} не отвечает${attempts > 0 ? `, сделано ${counted(attempts, ['попытка', 'попытки', 'попыток'])}` : ''} (${detail}).`,
    whatToDo: 'Ничего не изменилось: повторите позже или передайте FILE.',
  },
  'reference-address-missing': {
    why: 'В действующих описаниях полей нет адреса справочника моделей.',
    whatToDo: 'Передайте FILE или URL.',
  },
  'reference-unreadable': {
    why: ({ source, detail }) => `${source} — не справочник Авито: ${detail}.`,
    whatToDo: 'Передайте каталог моделей (XML) или описания полей (JSON).',
  },
  'reference-unfit': {
    why: ({ detail }) =>
      `Из этого справочника нельзя составить правила:\n  ${detail.replaceAll('\n', '\n  ')}.`,
    whatToDo: 'Обновите его из другого источника.',
  },
  'list-unknown': {
    why: ({ list }) => `Прайс-листа ${list} нет.`,
    whatToDo: ({ dealerId }) => LIST_IDS(dealerId),
  },
  'list-ambiguous': {
    why: ({ list, ids }) =>
      `Под названием ${list} — ${counted(ids.length, ['прайс-лист', 'прайс-листа', 'прайс-листов'])}.`,
    whatToDo: ({ dealerId }) => LIST_IDS(dealerId),
  },
  'list-missing': {
    why: ({ dealerId }) => `У дилера ${dealerId} ещё нет действующего прайс-листа.`,
    whatToDo: 'Загрузите его.',
  },
  'name-unknown': {
    why: ({ name }) => `${quoted(name)} — ни дилер, ни обработка прайс-листа.`,
    whatToDo: 'Посмотрите список дилеров (npx feedwright dealers list).',
  },
  'name-missing': {
    why: 'Не указано, о чём отчёт.',
    whatToDo: ({ dealers }) =>
      `Укажите дилера или обработку: ${dealers.join(', ') || 'пока ни один прайс-лист не действует'}.`,
  },
  'service-refused': {
    why: ({ detail }) => detail,
    whatToDo: 'Проверьте учётные данные, регион и модель.',
  },
  'batch-unknown': {
    why: ({ batchId }) => `Пакета ${batchId} нет.`,
    whatToDo: 'Посмотрите список пакетов (npx feedwright batch list).',
  },
  'batch-missing': {
    why: 'Пакетов ещё нет.',
    whatToDo: 'Создайте пакет из папки (npx feedwright batch start FOLDER).',
  },
  'document-not-failed': {
    why: ({ document }) => `Среди файлов с ошибкой нет ${document}.`,
    whatToDo: 'Посмотрите, какие файлы закончились ошибкой (npx feedwright redrive --failed).',
  },
  'document-unknown': {
    why: ({ dealerId, document }) => `У дилера ${dealerId} нет файла ${quoted(document)}.`,
    whatToDo: ({ dealerId }) =>
      `Укажите файл из списка по имени или началу номера (npx feedwright documents list ${dealerId}).`,
  },
  'document-ambiguous': {
    why: ({ document }) => `Файлов с именем ${quoted(document)} несколько.`,
    whatToDo: ({ ids }) => `Уточните, какой: ${ids.join(', ')}.`,
  },
  'code-nowhere': {
    why: ({ modelCode }) => `Кода ${quoted(modelCode)} нет ни в одном прайс-листе.`,
    whatToDo: 'Укажите код так, как он напечатан в прайс-листе.',
  },
  'code-ambiguous': {
    why: ({ modelCode }) => `Код ${modelCode} есть у нескольких дилеров.`,
    whatToDo: DEALER_IN_COMMAND,
  },
  'ad-unknown': {
    why: ({ adId }) => `Объявления с номером ${quoted(adId)} нет и не было.`,
    whatToDo: 'Укажите его номер (Id), например SKIDOO-BBXJ-2027.',
  },
  'ad-ambiguous': {
    why: ({ adId }) => `Объявление ${adId} есть у нескольких дилеров.`,
    whatToDo: DEALER_IN_COMMAND,
  },
} satisfies Translation<typeof EN>;
