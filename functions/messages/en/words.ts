const PLURAL = new Intl.PluralRules('en');

/** "1 machine", "3 machines", "10,000 machines". */
export const counted = (count: number, one: string, other = `${one}s`): string =>
  `${count.toLocaleString('en')} ${PLURAL.select(count) === 'one' ? one : other}`;

/** One thing and another: "LYNX 2026 and of LYNX 2027". */
export const joined = (texts: readonly string[], word = 'and'): string => texts.join(` ${word} `);

/** "one, another and a third". */
export const enumerated = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** "Did you mean demo or north?"; empty where nothing is near. */
export const meantText = (near: readonly string[]): string =>
  near.length > 0 ? `Did you mean ${joined(near, 'or')}?` : '';

/** The first Ids of ads, and how many more there are. */
export const idsText = ({ ads, adIds }: { ads: number; adIds: readonly string[] }): string =>
  adIds.join(', ') + (ads > adIds.length ? ` and ${(ads - adIds.length).toLocaleString('en')} more` : '');

/** The first codes of a group, all where there are few; of a long one how many there are beside them, and what tells it apart. */
export type NamedCodes = { codes: readonly string[]; moreCodes?: number; codesHash?: string };

export const namedCodesText = ({ codes, moreCodes = 0 }: NamedCodes): string =>
  idsText({ ads: codes.length + moreCodes, adIds: codes });

const MOSCOW = new Intl.DateTimeFormat('sv', {
  timeZone: 'Europe/Moscow',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An instant in ISO as "2026-11-22 19:00 MSK". */
export const momentText = (at: string): string =>
  Number.isNaN(Date.parse(at)) ? at : `${MOSCOW.format(new Date(at))} MSK`;

/** Enough of a text to find it by; a cell may hold pages. */
const LONGEST_QUOTE = 80;

/** A text as printed, in quotation marks. */
export const quoted = (text: string): string =>
  `"${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}"`;

const SPACED = new Intl.NumberFormat('ru-RU');

/** "1 240 000 ₽", as prices are written in Russia, with spaces that every mail and terminal has. */
export const roublesText = (roubles: number): string => `${SPACED.format(roubles).replaceAll(/\s/g, ' ')} ₽`;

/** "24 ads, 41 208 000 ₽": what is not live; empty where nothing is, or nobody knows. */
export const worthText = ({ ads, roubles }: { ads: number; roubles: number }): string =>
  [...(ads > 0 ? [counted(ads, 'ad')] : []), ...(roubles > 0 ? [roublesText(roubles)] : [])].join(', ');
