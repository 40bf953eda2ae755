import type { Reason } from '#contracts/reason.ts';
import type { DEALER_RULES as EN } from '../en/dealer-rules.ts';
import type { Say, Translation } from '../message.ts';
import { factTerm, fieldsText } from './terms.ts';
import { ADS, counted, type Forms, figures, formOf, idsText, meantText, quoted } from './words.ts';

/** Values that are words of ours; any other stays as it is. */
const WORDS: Readonly<Record<string, string>> = {
  ...{ true: 'да', false: 'нет' },
  ...{
    'in-stock': 'в наличии',
    'on-order': 'под заказ',
    sold: 'продано',
    absent: 'нет в списке',
    untold: 'не указано',
  },
  ...{
    active: 'опубликовано',
    warned: 'опубликовано с замечанием',
    refused: 'отклонено',
    waiting: 'на проверке',
  },
  ...{ gone: 'снято', missing: 'нет в отчёте', unknown: 'не понято' },
};

/** A year is no amount: "2026", "2 150 000". */
const NUMBERS = new Intl.NumberFormat('ru', { useGrouping: 'min2' });

const valueText = (value: string | number | null): string => {
  if (value === null || value === '') return 'не указано';
  return typeof value === 'number' ? NUMBERS.format(value) : (WORDS[value] ?? value);
};

const joined = (facts: readonly Reason[], say: Say): string => facts.map(say).join(', ');

const FACTORS: Readonly<Record<string, string>> = {
  'refused-before': 'площадка уже отклоняла объявление',
  remark: 'площадка просит что-то исправить',
  'no-picture': 'нет фотографий',
  'no-own-picture': 'все фотографии из каталога, как у других магазинов',
  'text-short': 'очень короткое описание',
  'far-below-market': 'цена намного ниже рынка',
  'far-above-market': 'цена намного выше рынка',
};

const RULES: Forms = ['правило', 'правила', 'правил'];
const PICTURES: Forms = ['фотографию', 'фотографии', 'фотографий'];

type Raised = { has: number; full: number; tags: readonly string[] };

/** What raises the part of a score. */
const RAISES: Readonly<Record<string, (of: Raised) => string>> = {
  technicalValues: ({ tags }) => `укажите ${fieldsText(tags)}`,
  matchConfidence: () => 'подтвердите модель по справочнику площадки',
  bookMatch: () => 'загрузите каталог этого года, в котором есть именно эта машина',
  pictures: ({ has, full }) => `покажите ${counted(full, PICTURES)} вместо ${figures(has)}`,
  ownPictures: () => 'добавьте свою фотографию',
  descriptionLetters: ({ has, full }) => `напишите ${figures(full)} букв текста вместо ${figures(has)}`,
  optionalFields: ({ tags }) => `укажите ${fieldsText(tags)}`,
  price: () => 'укажите цену',
  verdict: () => 'исправьте то, на что указала площадка',
};

/** What dealers' own rules say of ads, and what their scores are made of. */
export const DEALER_RULES = {
  'rule-fact': { why: ({ field, value }) => `${factTerm(field)}: ${valueText(value)}` },
  'rule-speaks': {
    why: ({ rule, facts }, say) => `Сработало правило ${quoted(rule)}: ${joined(facts, say)}.`,
  },
  'rule-blocks': {
    why: ({ rule, facts }, say) =>
      `Правило дилера ${quoted(rule)} не пускает объявление в фид: ${joined(facts, say)}.`,
    whatToDo: 'Измените или выключите правило, если объявление нужно.',
  },
  'budget-full': {
    why: ({ rule, room }) =>
      `По бюджету дилера ${quoted(rule)} можно держать ${counted(room, ADS)}; место занято: сначала идут уже опубликованные, затем те, у кого оценка выше.`,
    whatToDo: 'Увеличьте бюджет или снимите одно из опубликованных объявлений.',
  },
  'rule-keeps-out': {
    why: ({ rule, ads, adIds }) =>
      `Правило дилера ${quoted(rule)} не пускает в фид ${counted(ads, ADS)}: ${idsText({ ads, adIds })}.`,
  },
  'budget-keeps-out': {
    why: ({ rule, room, ads, adIds }) =>
      `По бюджету дилера ${quoted(rule)} можно держать ${counted(room, ADS)}; не поместилось ${counted(ads, ADS)}: ${idsText({ ads, adIds })}.`,
  },
  'budget-warns': {
    why: ({ rule, room, ads, adIds }) =>
      `По бюджету дилера ${quoted(rule)} можно держать ${counted(room, ADS)}; сверх него всё равно ${formOf(ads, ['публикуется', 'публикуются', 'публикуются'])} ${counted(ads, ADS)}: ${idsText({ ads, adIds })}.`,
  },
  'budget-asks-next': {
    why: ({ rule, ads, adIds }) =>
      `По бюджету дилера ${quoted(rule)} есть ещё замены, о которых спросим после ответов на предыдущие: ${counted(ads, ADS)} (${idsText({ ads, adIds })}).`,
  },
  'budget-swap': {
    why: ({ rule, room, adId, title, score, better }) =>
      `По бюджету дилера ${quoted(rule)} можно держать ${counted(room, ADS)}, мест больше нет. У объявления ${title} (${adId}) оценка ${figures(better)}, у этого опубликованного ${figures(score)}; оно остаётся, пока кто-нибудь не согласится на замену.`,
  },
  'refusal-factor': { why: ({ factor }) => FACTORS[factor] ?? `признак: ${factor}` },
  'dealer-rule-unknown': {
    why: ({ name, known }) =>
      `У дилера нет правила ${quoted(name)}; ${known.length === 0 ? 'своих правил нет' : `есть ${known.join(', ')}`}.`,
    whatToDo: ({ near }) => meantText(near),
  },
  'dealer-rule-there': {
    why: ({ name, rule }) => `У дилера уже есть правило ${quoted(name)}: ${rule}. Оно было бы заменено.`,
    whatToDo: ({ name }) =>
      `Дайте новому правилу свой идентификатор (--as ${name}-2) или замените прежнее файлом.`,
  },
  'rule-template-unknown': {
    why: ({ name, known }) => `Нет шаблона ${quoted(name)}; есть ${known.join(', ')}.`,
    whatToDo: ({ near }) => meantText(near),
  },
  'dealer-rules-many': {
    why: ({ most }) => `У дилера уже ${counted(most, RULES)}, больше нельзя.`,
    whatToDo: 'Удалите ненужное правило или объедините два в одно.',
  },
  'score-raise': {
    why: ({ part, gain, has, full, tags }) =>
      `${RAISES[part]?.({ has, full, tags }) ?? part}: +${String(gain).replace('.', ',')}`,
  },
} satisfies Translation<typeof EN>;
