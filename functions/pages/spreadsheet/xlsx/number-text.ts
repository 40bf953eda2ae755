import { dateFromSerial, format as formatted, isDateFormat } from 'numfmt';

/** Digits are grouped by spaces and decimals set off by a comma, which no reader of prices takes for thousands. */
const SPELLING = { locale: 'fi', nbsp: false } as const;
/** Days between the two calendars that workbooks count from, 1900 and 1904. */
const DAYS_1904 = 1462;
const NAMES_A_DAY = /d/i;
const LITERALS = /"[^"]*"|\\.|\[[^\]]*\]/g;
/** `[$€-407]` is a sign and whose ways of writing go with it; `[$-409]` the latter alone. */
const SIGN_AND_LOCALE = /\[\$([^\]-]*)(?:-[^\]]*)?\]/g;
/** Three decimals would read as thousands: "18,125". */
const LIKE_THOUSANDS = /(?<!\d)\d{1,3},\d{3}(?!\d)/g;

/**
 * A number as a spreadsheet shows it: digits, sign and currency by its format. Dates with a day are ISO dates
 * whatever the format, since 2/3 is two days in two countries. A format nobody can read leaves the bare number.
 */
export function numberText(value: number, format: string, is1904: boolean): string {
  if (isDateFormat(format)) return dateText(is1904 ? value + DAYS_1904 : value, format);
  return shown(value, inOneSpelling(format)).replace(LIKE_THOUSANDS, (number) => `${number}0`);
}

/** Formats that say how texts are shown: by their fourth section, or by a sign that stands for the text. */
const OF_TEXTS = /^(?:[^;]*;){3}|@/;

/** A text as a spreadsheet shows it: nearly all formats leave it as it is, `;;;` hides it. */
export function textAs(text: string, format: string): string {
  if (format === '@' || !OF_TEXTS.test(format)) return text;
  try {
    return formatted(inOneSpelling(format), text, SPELLING);
  } catch {
    return text;
  }
}

/** Digits that a format prints beside the number's own: what of both is the number nobody can tell. */
export const printsDigits = (format: string): boolean =>
  (format.match(LITERALS) ?? []).some((literal) => !literal.startsWith('[') && /\d/.test(literal));

/** White letters by the format alone, whatever the font says. */
export const printsWhite = (format: string): boolean => /\[white\]|\[color ?2\]/i.test(format);

const inOneSpelling = (format: string): string =>
  format.replace(SIGN_AND_LOCALE, (_, sign: string) => (sign === '' ? '' : `"${sign}"`));

function dateText(serial: number, format: string): string {
  const [year, month, day] = dateFromSerial(serial);
  const isDate = year !== undefined && month !== undefined && day !== undefined && serial >= 1;
  if (!isDate || !NAMES_A_DAY.test(format.replace(LITERALS, ''))) return shown(serial, format);
  return [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

function shown(value: number, format: string): string {
  try {
    return formatted(format, value, SPELLING);
  } catch {
    return formatted('General', value, SPELLING);
  }
}
