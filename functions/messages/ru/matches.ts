import type { Reason } from '#contracts/reason.ts';
import type { MATCHES as EN } from '../en/matches.ts';
import type { Say, Translation } from '../message.ts';
import { attributeTerm, fieldsText, ruleTerm } from './terms.ts';
import { allQuoted, counted, enumerated, type Forms, formOf, handText, quoted } from './words.ts';

const INCHES: Forms = ['дюйм', 'дюйма', 'дюймов'];

/** One of a list of what agrees; `value` is what the name says of it, where that is told. */
const AGREEMENTS: Readonly<Record<string, (value: string | number) => string>> = {
  trackWidth: (mm) => `ширина гусеницы ${mm} мм`,
  trackLength: (inches) => `длина гусеницы ${inches} ${formOf(Number(inches), INCHES)}`,
  engine: (name) => `класс двигателя ${name}`,
  modelYear: (year) => `модельный год ${year}`,
  starter: (name) => `стартер ${name}`,
};

/** What a measure of a row is said in. */
const UNITS: Readonly<Record<string, string>> = { trackWidth: ', мм', trackLength: ', дюймы' };
const measured = (attribute: string): string => `${attributeTerm(attribute)}${UNITS[attribute] ?? ''}`;

const inMillimetres = (value: number | null): string => (value === null ? 'не указана' : `${value} мм`);
const inInches = (value: number | null): string =>
  value === null ? 'не указана' : `${value} ${formOf(value, INCHES)}`;

const names = (of: readonly string[]): string => enumerated(of.map(quoted));

const pageOf = ({ document, page, model }: { document: string; page: number; model: string }): string =>
  `${document}, стр. ${page}, ${quoted(model)}`;

const next = (following: Reason | null, say: Say): string => (following ? `; ${say(following)}` : '');

/** A person must set a name anew. */
const SET_ANEW = 'выберите другое название или отмените выбор';

/** What matching says of a machine: its name, its page of the spec book, its values. */
export const MATCHES = {
  // How a name speaks against a machine, behind the name and a dash.
  'name-of-brand': {
    why: ({ brand }) => (brand === null ? 'марка неизвестна' : `другая марка (${brand})`),
  },
  'name-of-family': { why: ({ family }) => `другое семейство (${family ?? 'неизвестно'})` },
  'name-has-package': { why: ({ package: kit }) => `есть ${kit}, а у машины нет` },
  'name-has-width': {
    why: ({ named, own }) => `ширина гусеницы ${inMillimetres(named)}, а у машины ${inMillimetres(own)}`,
  },
  'name-has-engine': {
    why: ({ named, own }) => `двигатель ${named}, а у машины ${own || 'такого названия нет'}`,
  },
  'name-has-length': {
    why: ({ named, own }) => `длина гусеницы ${inInches(named)}, а у машины ${inInches(own)}`,
  },
  'name-of-year': { why: ({ year }) => `модельный год ${year ?? 'не указан'}` },
  'name-has-starter': { why: ({ starter }) => `стартер ${starter}, а у машины его нет` },
  'name-lacks': { why: ({ attribute }) => `не указано: ${attributeTerm(attribute)}` },
  'name-says-less': { why: ({ attribute }) => `указано менее точно: ${attributeTerm(attribute)}` },
  'name-less-alike': { why: 'менее похоже по написанию' },
  'name-as-good': { why: 'подходит не хуже, но не выбрано' },

  agrees: {
    why: ({ attribute, value }) =>
      value === null ? attributeTerm(attribute) : (AGREEMENTS[attribute] ?? String)(value),
  },
  'next-best': {
    why: ({ name, against }, say) => `ближайшее другое ${quoted(name)} — ${enumerated(against.map(say))}`,
  },
  'name-chosen': {
    why: ({ name, agreed, best }, say) =>
      `Модель Авито ${quoted(name)}, совпадает: ${enumerated(agreed.map(say))}${next(best, say)}.`,
  },
  'family-unknown': {
    why: ({ best }, say) => `Семейство модели неизвестно, поэтому модель Авито не выбрана${next(best, say)}.`,
  },
  'no-name-fits': {
    why: ({ family, best }, say) =>
      `Ни одно название семейства ${family} из списка Авито этой машине не подходит${next(best, say)}.`,
  },
  'words-unknown': {
    why: ({ words }) =>
      `В названии машины непонятно: ${allQuoted(words)}. Возможно, это другая модель; название должен подтвердить человек.`,
  },
  'row-contradicts-itself': {
    why: ({ attribute, named, own }) =>
      `Строка противоречит сама себе (${measured(attribute)}): в названии ${named}, в другой ячейке ${own}.`,
  },
  respelt: { why: ({ printed, meant }) => `${quoted(printed)} прочитано как ${meant}.` },
  'names-tie': {
    why: ({ names: tied, by, name }) => `${names(tied)} подходят одинаково; выбрано ${quoted(name)} (${by}).`,
  },
  'names-tie-open': {
    why: ({ names: tied, reasons }, say) =>
      `${names(tied)} подходят одинаково, и выбрать не удалось (${reasons.map(say).join('; ')}): нужно решение человека.`,
  },
  'chose-none': { why: ({ by }) => `${by}: ни одно не выбрано` },
  'chooser-away': { why: ({ by, detail }) => `${by}: ${detail}` },
  'too-many-questions': {
    why: ({ most }) => `больше ${counted(most, ['вопроса', 'вопросов', 'вопросов'])} об одном прайс-листе`,
  },
  'name-by-hand': {
    why: ({ name, by }) => `Модель Авито ${quoted(name)} выбрана вручную (${by}).`,
  },
  'name-edited': {
    why: ({ name, by, on }) => `Модель Авито ${quoted(name)} выбрана вручную (${handText(by, on)}).`,
  },
  'set-although': {
    why: ({ against }, say) => `Выбрано, несмотря на расхождение: ${against.map(say).join(' и ')}.`,
  },
  'set-unknowing': {
    why: ({ against }, say) =>
      `При выборе не было известно о расхождении: ${against.map(say).join(' и ')}. Выберите название ещё раз или отмените выбор.`,
  },
  'name-delisted': {
    why: ({ name, by }) =>
      `Названия ${quoted(name)}, выбранного вручную (${by}), в списке Авито больше нет: ${SET_ANEW}.`,
  },

  'page-missing': { why: 'Ни в одном каталоге характеристик этой марки и года этой модели нет.' },
  'pages-alike': {
    why: ({ document, model, onPages }) =>
      `В каталоге ${document} несколько страниц называются ${quoted(model)} (${onPages.join(', ')}), и двигатель, длина и ширина гусеницы из строки подходят к каждой: сравните их и впишите значения вручную или дополните строку прайс-листа.`,
  },
  'page-found': {
    why: ({ engine, ...of }) => `Каталог характеристик: ${pageOf(of)}, столбец двигателя ${quoted(engine)}.`,
  },
  'engine-unlike': {
    why: ({ engine, ...of }) =>
      `Прайс-лист и каталог расходятся: ${pageOf(of)} — нет однозначного столбца для ${engine === null ? 'двигателя, который в прайс-листе не указан' : `двигателя ${quoted(engine)}`}.`,
  },
  'length-unlike': {
    why: ({ page, length }) =>
      `Прайс-лист и каталог расходятся: на стр. ${page} нет гусеницы ${length === null ? 'такой длины' : `длиной ${length}`}; взято из прайс-листа.`,
  },
  'colour-unlike': {
    why: ({ page, colour, colours }) =>
      `Прайс-лист и каталог расходятся: на стр. ${page} нет цвета ${quoted(colour)} (есть ${colours.join(', ')}); взято из прайс-листа.`,
  },
  'values-inferred': {
    why: ({ tags, rule }) => `${fieldsText(tags)}: выведено по правилу «${ruleTerm(rule)}».`,
  },
  'values-inherited': {
    why: ({ tags, document, page }) =>
      `${fieldsText(tags)}: взято у того же двигателя или той же модели в другом каталоге (${document}${page === null ? '' : `, стр. ${page}`}).`,
  },
  'values-chosen': {
    why: ({ tags, from, by }) =>
      `${fieldsText(tags)}: взято из ${from}, это базовая модель (выбор: ${by}); нужно подтверждение человека.`,
  },
  'values-missing': { why: ({ tags }) => `Ни в одном документе не указано: ${fieldsText(tags)}.` },
} satisfies Translation<typeof EN>;
