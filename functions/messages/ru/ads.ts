import type { ADS as EN } from '../en/ads.ts';
import { type Say, saidBy, type Translation, unended } from '../message.ts';
import { attributeTerm, columnTerm, fieldTerm, numberTerm } from './terms.ts';
import { counted, enumerated, figures, handText, namedCodesText, OF_SIGNS, quoted, SIGNS } from './words.ts';

/** Null for a limit that there is not. */
type Bounds = { min: number | null; max: number | null };

const between = ({ min, max }: Bounds): string =>
  [min === null ? [] : `не меньше ${figures(min)}`, max === null ? [] : `не больше ${figures(max)}`]
    .flat()
    .join(' и ');

/** "ширина гусеницы, мм: «508»". */
const named = ({ field, value }: { field: string; value: string }): string =>
  `${fieldTerm(field)}: ${quoted(value)}`;

/** The first thing on a list that is in no product. */
const where = (
  { page, detail }: { page: number | null; detail: Parameters<typeof saidBy>[0] },
  say: Say,
): string => (page === null ? 'см. problems в extracted.json' : `стр. ${page}: ${saidBy(detail, say)}`);

/** Why a machine's ad is not published. */
export const ADS = {
  'match-unsure': { why: 'модель подобрана не наверняка' },
  'field-missing': { why: ({ field }) => `не заполнено поле ${quoted(fieldTerm(field))}` },
  'id-unknown': { why: 'номер объявления: неизвестны марка, код модели или модельный год' },
  'title-unknown': {
    why: ({ unknown }) =>
      `название объявления: не хватает данных — ${enumerated(unknown.map(attributeTerm))}`,
  },
  'title-too-long': {
    why: ({ most }) =>
      `название объявления: для марки, семейства, двигателя и года нужно больше ${counted(most, OF_SIGNS)}`,
  },
  'price-untold': { why: 'цена: по прайс-листу её определить нельзя' },
  'rate-missing': { why: ({ currency }) => `цена: у дилера не указан курс ${currency}` },
  'no-price': { why: ({ amount, currency }) => `цена: ${amount} ${currency} — это не цена` },
  'description-too-long': { why: 'описание: длиннее 7500 знаков даже без списков' },
  'options-unsaid': {
    why: ({ options }) =>
      `описание: не сказано, с чем продаётся машина (${options.join(', ')}); в шаблоне нужны {specifications} и {name}`,
  },
  'picture-own-lost': {
    why: ({ address, detail }) => `Фотография ${address} пропущена: ${unended(detail)}.`,
    whatToDo:
      'Исправьте адрес или выложите по нему JPEG или PNG не больше 25 МБ; через час он будет проверен снова.',
  },
  'picture-own-later': {
    why: ({ address }) => `Фотографию ${address} ещё не успели проверить.`,
    whatToDo: 'Ничего: она будет проверена при следующей сборке.',
  },
  'picture-of-several-colours': {
    why: ({ address, codes, colors }) =>
      `Фотография ${address} показана у машин разных цветов: ${codes.join(', ')} (${colors.join('; ')}).`,
    whatToDo: 'Если это введёт покупателей в заблуждение, укажите фотографию для каждого цвета.',
  },
  'picture-missing': { why: 'фото: нет ни в каталоге характеристик, ни у дилера' },
  'shop-missing': {
    why: ({ channel }) => `магазин: не указано, кто продаёт в ${channel}`,
    whatToDo: 'Впишите название, компанию и адрес сайта магазина в канал в настройках дилера.',
  },
  'field-stranger': { why: ({ field }) => `поля ${quoted(fieldTerm(field))} в этой категории нет` },
  'field-inapplicable': { why: ({ field }) => `поле ${quoted(fieldTerm(field))} к этой машине не относится` },
  'field-crowded': {
    why: ({ field, entries, most }) =>
      `${fieldTerm(field)}: значений ${figures(entries)}, а можно не больше ${figures(most)}`,
  },
  'value-no-number': { why: ({ type, ...of }) => `${named(of)} — это не ${numberTerm(type)} число` },
  'value-unlisted': { why: ({ listed, ...of }) => `${named(of)} — такого нет среди ${listed.join(', ')}` },
  'value-outside': { why: ({ min, max, ...of }) => `${named(of)}, а нужно ${between({ min, max })}` },
  'value-length': {
    why: ({ field, characters, min, max }) =>
      `${fieldTerm(field)}: ${counted(characters, SIGNS)}, а нужно ${between({ min, max })}`,
  },
  'value-form': { why: (of) => `${named(of)} — неверный вид` },
  'value-forbidden': {
    why: ({ field, found }) => `${fieldTerm(field)}: есть ${quoted(found)}, это не разрешено`,
  },
  'value-uncatalogued': { why: (of) => `${named(of)} — в справочнике Авито такого нет` },
  'not-together': {
    why: ({ field, value, of, with: other }) =>
      `не сочетаются ${fieldTerm(field)} ${quoted(value)} и ${fieldTerm(of)} ${quoted(other)}`,
  },
  'value-unruled': { why: (of) => `${named(of)} — ни одно правило такого не знает` },
  'term-untranslated': {
    why: ({ term }) => `нет перевода: ${term}`,
    whatToDo:
      'Ничего: значения ячеек стоят в объявлениях как напечатаны, особенность из каталога пропущена. Перевод можно добавить в functions/reference/glossary/russian.',
  },
  'no-identity': { why: 'нет марки, кода или модельного года' },
  'edit-outdated': {
    why: ({ field, value, insteadOf, now, by, on }) =>
      `${fieldTerm(field)}: вручную указано «${value}» вместо «${insteadOf}» (${handText(by, on)}), но теперь там «${now}»; измените значение ещё раз или верните машину в работу`,
  },
  'ad-repeated': {
    why: ({ codes, times, prices }) =>
      `${codes.join(', ')}: в прайс-листе ${counted(times, ['строка', 'строки', 'строк'])} с ценами ${prices.join(', ')}`,
  },
  'ads-alike': {
    why: ({ columns, ...named }) =>
      `объявления ${namedCodesText(named)} читаются одинаково, и Авито заблокирует их как дубли; ` +
      (columns.length > 0
        ? `строки отличаются только столбцами: ${columns.map(columnTerm).join(', ')}`
        : 'строки отличаются только кодом'),
  },
  'list-unaccounted': {
    why: (found, say) => `В прайс-листе учтено не всё (${where(found, say)}).`,
  },
  'machine-unseen': {
    why: (found, say) =>
      `В новом прайс-листе этой машины нет, но прочитать удалось не весь прайс-лист (${where(found, say)}).`,
  },
  'name-near': { why: ({ name }) => `в списке Авито есть ${name}` },
  'kept-out-by-hand': {
    why: ({ by, on, because }) => `Исключена из продажи (${handText(by, on)})${because && `: ${because}`}`,
  },
} satisfies Translation<typeof EN>;
