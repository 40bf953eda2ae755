import type { NamedCodes } from '../en/words.ts';

const PLURAL = new Intl.PluralRules('ru');
const FIGURES = new Intl.NumberFormat('ru');

/** A noun as it follows 1, 2 and 5; parts of one (2,5) take the form of 2. */
export type Forms = readonly [one: string, few: string, many: string];

export const MACHINES: Forms = ['машина', 'машины', 'машин'];
export const ADS: Forms = ['объявление', 'объявления', 'объявлений'];
export const PRICES: Forms = ['цена', 'цены', 'цен'];
export const PAGES: Forms = ['страница', 'страницы', 'страниц'];
export const ROWS: Forms = ['строка', 'строки', 'строк'];
export const PLACES: Forms = ['место', 'места', 'мест'];
export const CODES: Forms = ['код', 'кода', 'кодов'];
export const LABELS: Forms = ['название', 'названия', 'названий'];
export const SIGNS: Forms = ['знак', 'знака', 'знаков'];
export const DAYS: Forms = ['день', 'дня', 'дней'];
export const HOURS: Forms = ['час', 'часа', 'часов'];
export const MINUTES: Forms = ['минута', 'минуты', 'минут'];
export const QUESTIONS: Forms = ['вопрос', 'вопроса', 'вопросов'];
export const TIMES: Forms = ['раз', 'раза', 'раз'];

/** Behind "из", "для", "у", "более": of 1 and 21 the one, of all others the other. */
export const OF_MACHINES: Forms = ['машины', 'машин', 'машин'];
export const OF_ADS: Forms = ['объявления', 'объявлений', 'объявлений'];
export const OF_LIVE_ADS: Forms = [
  'опубликованного объявления',
  'опубликованных объявлений',
  'опубликованных объявлений',
];
export const OF_PRICES: Forms = ['цены', 'цен', 'цен'];
export const OF_PAGES: Forms = ['страницы', 'страниц', 'страниц'];
export const OF_ROWS: Forms = ['строки', 'строк', 'строк'];
export const OF_PLACES: Forms = ['места', 'мест', 'мест'];
export const OF_SIGNS: Forms = ['знака', 'знаков', 'знаков'];

/** "10 000", "2,5". */
export const figures = (count: number): string => FIGURES.format(count);

/** The one of three forms that stands by a number: of a noun, or of a verb. */
export const formOf = (count: number, [one, few, many]: Forms): string => {
  const form = PLURAL.select(count);
  if (form === 'one') return one;
  return form === 'many' ? many : few;
};

/** "1 машина", "3 машины", "10 000 машин". */
export const counted = (count: number, forms: Forms): string =>
  `${figures(count)}\u00A0${formOf(count, forms)}`;

/** Of one and of several; not of a number that stands beside. */
export const oneOrMore = (count: number, one: string, more: string): string => (count === 1 ? one : more);

/** "первое, второе и третье". */
export const enumerated = (parts: readonly string[], word = 'и'): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;

/** The first Ids of ads, and how many more there are. */
export const idsText = ({ ads, adIds }: { ads: number; adIds: readonly string[] }): string =>
  adIds.join(', ') + (ads > adIds.length ? ` и ещё ${figures(ads - adIds.length)}` : '');

export const namedCodesText = ({ codes, moreCodes = 0 }: NamedCodes): string =>
  idsText({ ads: codes.length + moreCodes, adIds: codes });

/** "Возможно, вы имели в виду demo или north?"; empty where nothing is near. */
export const meantText = (near: readonly string[]): string =>
  near.length > 0 ? `Возможно, вы имели в виду ${enumerated(near, 'или')}?` : '';

/** Goes on from a sentence without its end. */
export const orMeant = (near: readonly string[]): string =>
  near.length > 0 ? `; возможно, имелось в виду ${enumerated(near, 'или')}?` : '.';

/** Enough of a text to find it by; a cell may hold pages. */
const LONGEST_QUOTE = 80;

/** A text as printed, in quotation marks. */
export const quoted = (text: string): string =>
  `«${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}»`;

/** Several of them: "«А», «Б»". */
export const allQuoted = (texts: readonly string[]): string => texts.map(quoted).join(', ');

/** Enough to recognise a group by. */
const MOST_CODES = 5;

/** "TJTH и TJTK", "TAAA, TBBB, TCCC, TDDD, TEEE и ещё 3". */
export const codesText = (codes: readonly string[]): string => {
  const more = codes.length - MOST_CODES;
  return more > 0 ? `${codes.slice(0, MOST_CODES).join(', ')} и ещё ${more}` : enumerated(codes);
};

/** A sentence that begins with a word that stood within others. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "1 240 000 ₽"; a text that is no number stays as it is. */
export const roublesText = (roubles: number | string): string =>
  Number.isFinite(Number(roubles)) ? `${figures(Number(roubles))}\u00A0₽` : String(roubles);

const MOSCOW = new Intl.DateTimeFormat('ru', {
  timeZone: 'Europe/Moscow',
  dateStyle: 'short',
  timeStyle: 'short',
});

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** "22.11.2026", "22.11.2026 19:00 МСК", of a day or a minute of Moscow's time as reasons have it, or an instant in ISO. */
export const dateText = (text: string): string =>
  INSTANT.test(text)
    ? `${MOSCOW.format(new Date(text)).replace(',', '')} МСК`
    : text.replace(/\b(\d{4})-(\d\d)-(\d\d)\b/g, '$3.$2.$1').replace(/\bMSK\b/, 'МСК');

/** Who set something and when: "anna, 22.11.2026". */
export const handText = (who: string, on: string): string => `${who}, ${dateText(on)}`;
