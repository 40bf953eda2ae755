/** A unit of the books, as the contract names it. */
export type Unit = 'mm' | 'in' | 'kg' | 'lb' | 'l' | 'gal' | 'qt' | 'hp' | 'kw' | 'cc';

/** How units are printed after a number or in a label's brackets. */
const PRINTED: Readonly<Record<Unit, RegExp>> = {
  mm: /\bmm\b/i,
  in: /\b(?:in|inch|inches)\b\.?|"/i,
  kg: /\bkg\b/i,
  lb: /\blbs?\b\.?/i,
  l: /\bL\b/i,
  gal: /\bgal\b\.?/i,
  qt: /\bqt\b\.?/i,
  hp: /\b(?:hp|bhp|horsepower)\b/i,
  kw: /\bkW\b/i,
  cc: /\b(?:cc|cm3)\b/i,
};
const UNITS = Object.keys(PRINTED) as Unit[];

/** A printed number: "3,188" is three thousand, "599,5" has a decimal comma. */
export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:[.,]\d+)?)`;
/** Where one number stands alone, "3 188" is three thousand too. */
const SPACED_NUMBER = new RegExp(String.raw`\d{1,3}(?: \d{3})+(?!\d)|${NUMBER}`);
const THOUSANDS = /^\d{1,3}([, ]\d{3})+$/;

/** The value of a printed number. */
export function numberOf(printed: string): number {
  return Number(THOUSANDS.test(printed) ? printed.replace(/[, ]/g, '') : printed.replace(',', '.'));
}

/** The first number in a text, null where there is none. */
export function firstNumber(text: string): number | null {
  const [printed] = SPACED_NUMBER.exec(text) ?? [];
  return printed === undefined ? null : numberOf(printed);
}

const unitsIn = (text: string): Unit[] => UNITS.filter((unit) => PRINTED[unit].test(text));

/** The units a label's brackets name, in their order: "Fuel tank (L/US gal)" gives l, gal. */
export function unitsOfLabel(label: string): Unit[] {
  const brackets = [...label.matchAll(/\(([^)]*)\)/g)].map(([, inside = '']) => inside);
  return brackets.flatMap((inside) => inside.split('/')).flatMap(unitsIn);
}

/**
 * The part of a value that is given in one unit: "3,188 / 125.5" under "(mm/in.)" has "3,188" in mm. A unit
 * beside the number outweighs the label's; without any the value is in `unit`. Null where it is in others only.
 */
export function partInUnit(value: string, unit: Unit, labelUnits: readonly Unit[]): string | null {
  const parts = value.split('/');
  const printed = parts.find((part) => PRINTED[unit].test(part));
  if (printed !== undefined) return printed;
  if (unitsIn(value).length > 0) return null;
  return parts[labelUnits.length === 0 ? 0 : labelUnits.indexOf(unit)] ?? null;
}

/** The number that a value gives in one unit; see `partInUnit`. */
export function quantityIn(value: string, unit: Unit, labelUnits: readonly Unit[]): number | null {
  const part = partInUnit(value, unit, labelUnits);
  return part === null ? null : firstNumber(part);
}
