/** A printed number: "3,188" is three thousand, "599,5" has a decimal comma. */
export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:[.,]\d+)?)`;
/** Where one number stands alone, "3 188" is three thousand too. */
export const SPACED_NUMBER = String.raw`(?:\d{1,3}(?: \d{3})+(?!\d)|${NUMBER})`;
const THOUSANDS = /^\d{1,3}([, ]\d{3})+$/;
const FIRST = new RegExp(SPACED_NUMBER);

/** The value of a printed number. */
export function numberOf(printed: string): number {
  return Number(THOUSANDS.test(printed) ? printed.replace(/[, ]/g, '') : printed.replace(',', '.'));
}

/** The first number in a text, null where there is none. */
export function firstNumber(text: string): number | null {
  const [printed] = FIRST.exec(text) ?? [];
  return printed === undefined ? null : numberOf(printed);
}
