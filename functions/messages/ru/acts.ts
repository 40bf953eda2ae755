import type { Reason } from '#contracts/reason.ts';
import type { ACTS as EN } from '../en/acts.ts';
import type { Say, Translation } from '../message.ts';
import { decisionTerm, feedTerm, fieldsText, fieldTerm, typedText } from './terms.ts';
import { ADS, allQuoted, counted, figures, formOf, meantText, OF_ADS, OF_LIVE_ADS, quoted } from './words.ts';

const OFFERS_OF = ({ dealerId }: { dealerId: string }): string =>
  `Посмотрите список предложений дилера (npx feedwright offers list ${dealerId}).`;

const STAYS_AWAY =
  'Снятое с публикации может не вернуться до 30 дней: подтвердите, если так и нужно (--yes).';

/** The first channel is not named. */
const feedVersion = (version: number, channel: string | undefined): string =>
  `Версия фида ${version}${channel ? ` (${channel})` : ''}`;

const said = (reasons: readonly Reason[], say: Say): string => reasons.map(say).join('; ');

/** Why a wish of a person's is not fulfilled. */
export const ACTS = {
  'unknown-code': {
    why: ({ dealerId, codes }) => `У дилера ${dealerId} в продаже нет ${codes.join(', ')}.`,
    whatToDo: OFFERS_OF,
  },
  'confirm-withdrawal': {
    why: ({ dealerId, going, of, channel }) => {
      const whose = `у дилера ${dealerId}${channel ? ` (${channel})` : ''}`;
      return going === of
        ? `Так ${whose} не останется ни одного объявления, разом ${formOf(of, ['исчезнет', 'исчезнут', 'исчезнет'])} ${counted(of, ADS)}.`
        : `Так ${whose} разом ${formOf(going, ['исчезнет', 'исчезнут', 'исчезнет'])} ${figures(going)} из ${counted(of, OF_ADS)}, это больше половины.`;
    },
    whatToDo: STAYS_AWAY,
  },
  'confirm-rollback': {
    why: ({ version, removed, live, adIds, more }) =>
      `С версией ${version} ${formOf(removed, ['исчезнет', 'исчезнут', 'исчезнет'])} ${figures(removed)} из ${counted(live, OF_LIVE_ADS)}: ${adIds.join(', ')}${more > 0 ? ` и ещё ${figures(more)}` : ''}.`,
    whatToDo: STAYS_AWAY,
  },
  'not-withdrawn': {
    why: ({ dealerId, codes }) => `${codes.join(', ')} у дилера ${dealerId} с продажи не снимали.`,
    whatToDo: OFFERS_OF,
  },
  'search-not-indexed': {
    why: ({ detail }) => `Новое пока не находится поиском: ${detail}.`,
    whatToDo: 'Следующий фид соберёт указатель заново; пока смотрите списки машин и документов.',
  },
  'search-no-embedder': { why: 'Поиск по смыслу здесь не настроен.' },
  'search-no-vectors': {
    why: 'Для поиска по смыслу ещё ничего не подготовлено.',
    whatToDo: 'Подготовит следующий фид.',
  },
  'search-vectors-late': { why: 'На остальное не хватило времени; продолжит следующий фид.' },
  'search-vectors-full': { why: ({ most }) => `По смыслу находятся только первые ${figures(most)} текстов.` },
  'search-embedder-away': { why: ({ detail }) => `Сервис, который понимает смысл, недоступен: ${detail}.` },
  'search-tokens-used': {
    why: ({ plan, most }) =>
      `Токены языковых моделей, которые тариф ${plan} даёт на месяц (${figures(most)}), закончились.`,
  },
  'feed-unknown': {
    why: ({ dealerId, version }) => `У дилера ${dealerId} нет версии фида ${version}.`,
    whatToDo: ({ dealerId }) => `Посмотрите список версий (npx feedwright feed list ${dealerId}).`,
  },
  'feed-overtaken': {
    why: ({ version, newest }) => `Вместо версии фида ${version} уже есть версия ${newest}.`,
    whatToDo: ({ newest }) => `Посмотрите версию ${newest}.`,
  },
  'feed-not-open': {
    why: ({ version, status, word }) =>
      `Версия фида ${version} уже ${feedTerm(status)}: ${decisionTerm(word)} её нельзя.`,
    whatToDo: 'Посмотрите список версий (npx feedwright feed list).',
  },
  'feed-changed': {
    why: ({ version }) => `Версия фида ${version} только что изменилась.`,
    whatToDo: 'Посмотрите ещё раз.',
  },
  'feed-unfit': {
    why: ({ detail }) => `Вернуть её нельзя: ${detail}.`,
    whatToDo: 'Выберите версию, которую допускают нынешние правила.',
  },
  'feed-held': {
    why: ({ reasons, version, channel }, say) =>
      `${feedVersion(version, channel)} придержана: ${said(reasons, say)}.`,
    whatToDo: ({ dealerId, channel }) =>
      `Одобрите или отклоните её; пока остаётся фид, выгруженный последним. Что она меняет: npx feedwright feed diff ${dealerId}${channel ? ` --channel ${channel}` : ''}.`,
  },
  'feeds-wait': {
    why: ({ reasons }, say) => reasons.map(say).join(' '),
    whatToDo: 'Решите по каждому из них; пока остаются фиды, выгруженные последними.',
  },
  'feed-rejected': {
    why: ({ by, because, version, channel }) =>
      `${feedVersion(version, channel)} отклонена (${by}): ${because}.`,
    whatToDo: 'Исправьте прайс-лист и загрузите его снова; пока остаётся фид, выгруженный последним.',
  },
  'unknown-name': {
    why: ({ name }) => `В списке Авито нет модели ${quoted(name)}.`,
    whatToDo: ({ near }) => `Возьмите название точно как в списке. Похожие: ${allQuoted(near)}.`,
  },
  'code-not-listed': {
    why: ({ dealerId, modelCode }) =>
      `Ни в одном действующем прайс-листе дилера ${dealerId} нет кода ${quoted(modelCode)}.`,
    whatToDo: 'Укажите код так, как он напечатан в прайс-листе; сам прайс-лист должен быть уже обработан.',
  },
  'not-in-force': {
    why: 'Этот прайс-лист не действует.',
    whatToDo: 'Посмотрите, какие действуют (npx feedwright lists).',
  },
  'never-judged': {
    why: 'В этом файле нет прайс-листа, который можно ввести в действие.',
    whatToDo: 'Посмотрите, какие прайс-листы есть (npx feedwright lists), и загрузите файл снова.',
  },
  'in-force': {
    why: 'Этот прайс-лист уже действует.',
    whatToDo: 'Если он не должен действовать, выведите его из действия.',
  },
  'rules-overtaken': {
    why: 'Тем временем кто-то другой ввёл новые правила.',
    whatToDo: 'Посмотрите их (npx feedwright rules list), внесите в них своё изменение и введите снова.',
  },
  'machine-unknown': {
    why: ({ modelCode }) => `В прайс-листе не указаны марка или модельный год для ${modelCode}.`,
    whatToDo: 'Исправьте заголовок прайс-листа и загрузите его снова.',
  },
  'code-repeated': {
    why: ({ modelCode, reasons }, say) => `${modelCode} стоит в нескольких строках: ${said(reasons, say)}.`,
    whatToDo: 'Исправьте прайс-лист и загрузите его снова.',
  },
  forbidden: {
    why: ({ modelCode, reasons }, say) => `Машину ${modelCode} публиковать нельзя: ${said(reasons, say)}.`,
    whatToDo: 'Запрет правила принять нельзя: измените значение или верните в работу то, что было исключено.',
  },
  incomplete: {
    why: ({ modelCode, reasons }, say) =>
      `Одного согласия мало, объявлению ${modelCode} не хватает данных: ${said(reasons, say)}.`,
    whatToDo: ({ fields }) =>
      `Укажите ${fieldsText(fields)} (npx feedwright review edit, например TrackWidth=508); остальное, например фотографии, берётся из каталога характеристик или настроек дилера (npx feedwright dealers put).`,
  },
  'unknown-field': {
    why: ({ field }) => `Поле ${quoted(field)} изменить нельзя.`,
    whatToDo: ({ fields, near = [] }) =>
      meantText(near) || `Напишите FIELD=VALUE с одним из полей: ${typedText(fields, fieldTerm)}.`,
  },
  'unfit-value': {
    why: ({ field, value }) => `Значение ${quoted(value)} не подходит для поля ${quoted(fieldTerm(field))}.`,
    whatToDo: ({ example }) => `Напишите так: ${example}.`,
  },
  'rule-broken': {
    why: ({ field, reasons }, say) =>
      `Правила не допускают такое значение поля ${quoted(fieldTerm(field))}: ${said(reasons, say)}.`,
    whatToDo: 'Укажите значение, которое они допускают.',
  },
  'kept-out': {
    why: ({ modelCode, by, because }) =>
      `Машина ${modelCode} исключена из продажи (${by})${because && `: ${because}`}.`,
    whatToDo: 'Чтобы снова её продавать, сначала верните её в работу (npx feedwright review reopen).',
  },
} satisfies Translation<typeof EN>;
