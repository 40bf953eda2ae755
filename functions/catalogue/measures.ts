import type { CatalogueModel } from '#contracts/catalogue.ts';
import {
  FIELD_UNITS,
  KILOWATTS,
  type Measure,
  type MeasuredField,
} from '#reference/catalogue/field-units.ts';
import { quantitiesIn, type Unit, valuesIn } from '#reference/measures/quantities.ts';
import type { Labelled } from './cylinders.ts';
import type { TableRow } from './table-row.ts';

type Dimension = CatalogueModel['dimensions'][string][number];
type DryWeight = CatalogueModel['engines'][number]['dryWeightKg'][number];

const MM_PER_CM = 10;
const MM_PER_INCH = 25.4;
/** "1,157 mm - 1,202 mm", "1,157 to 1,202". */
const RANGE = /\d\s{0,3}(?:mm|cm)?\s{0,3}(?:-|–|…|to)\s{0,3}\d/;
/** "3.188 mm" in German books; no machine is measured to a thousandth of a millimetre. */
export const DOTTED_THOUSANDS = /(?<![\d.,])([1-4])\.(\d{3})(?=\s?(?:mm|мм|[x×х*/])|\s*$)/giu;
/** Millimetres: books round to the inch or to its tenth. */
const ROUNDED = 13;

/** "3,188 mm (154 in.)", "154 in.: 3,188 mm": what is measured, and for which machine; brackets may hold the same in other units. */
function splitCondition(text: string, unit: Unit): { value: string; condition: string | null } {
  const [, before, behind] = /^([^:()]{2,40}):\s*(\S[^:]*)$/.exec(text) ?? [];
  if (before && behind && /\d/.test(behind)) return { value: behind, condition: before };
  const [, value, brackets = ''] = /^([^(]*)\(([^()]*)\)\s*$/.exec(text) ?? [];
  if (value === undefined || isConversion(value, brackets, unit)) return { value: text, condition: null };
  return { value, condition: brackets };
}

/** "(457 lb)" behind a weight; "(125.5 in.)" behind a length of 3,188 mm, where "(154 in.)" is a track. */
function isConversion(value: string, brackets: string, unit: Unit): boolean {
  const inside = quantitiesIn(brackets);
  if (inside.length === 0 || /\p{L}{4}/u.test(brackets)) return false;
  if (unit !== 'mm')
    return inside.every((quantity) => quantity.unit === unit || isSameKind(quantity.unit, unit));
  const mm = quantitiesIn(value).map(inMm);
  return inside.every((quantity, at) => Math.abs(inMm(quantity) - (mm[at] ?? Number.NaN)) < ROUNDED);
}

const KINDS: readonly (readonly (Unit | null)[])[] = [
  ['kg', 'lb'],
  ['l', 'gal', 'qt', 'oz'],
  ['hp', 'kw'],
];
const isSameKind = (one: Unit | null, other: Unit): boolean =>
  KINDS.some((kind) => kind.includes(one) && kind.includes(other));

const MM: Partial<Record<Unit, number>> = { in: MM_PER_INCH, cm: MM_PER_CM };
const inMm = ({ value, unit }: { value: number; unit: Unit | null }): number =>
  value * ((unit && MM[unit]) || 1);

/** What a field's text gives in the field's own unit; what no snowmobile measures is not understood and left out. */
function measuresIn(text: string, { unit, from, to, bare }: Measure, labelUnits: readonly Unit[]): number[] {
  const values = valuesIn(text, unit, bare && labelUnits.length === 0 ? [unit] : labelUnits);
  return values.every((value) => value >= from && value <= to) ? [...new Set(values)] : [];
}

/** The one amount a text gives in a unit; null where it gives none, several, or one that is not understood. */
export function measureOf(printed: Labelled | null, measure: Measure): number | null {
  if (printed === null) return null;
  const { value } = splitCondition(printed.text, measure.unit);
  const [amount, ...others] = measuresIn(value, measure, printed.units);
  return amount === undefined || others.length > 0 ? null : amount;
}

const SPEED = '\\d{1,2}[ ,.]?\\d{3}(?!\\d)';
/** "165 @ 8,000", "165 bei 7900–8100 min-1": the speed at which an engine gives its power is no part of it. */
const AT_SPEED = new RegExp(
  `\\s{0,3}(?:@|/|(?<!\\p{L})(?:at|à|bei|vid|ved|przy|при)\\s)\\s{0,3}${SPEED}(?:\\s?[-–±]\\s?(?:${SPEED}|\\d{2,3}(?!\\d)))?(?:\\s?min\\s?[-–−]?1)?`,
  'giu',
);
/** "165 KM" is horsepower in Poland; "km" are kilometres anywhere, and no unit here. */
const POLISH = /(?<=\d\d)\s?KM(?![\p{L}/])/u;
/** Horsepower of the metric system and of the British one, a kilowatt; what rounding both figures leaves between them. */
const HP_PER_KW = [1.3596, 1.341];
const ROUNDED_HP = 1.2;

/**
 * The horsepower that a text gives: by their unit, or as the one figure in a unit nobody knows that is as much as the
 * kilowatts beside it ("121 kW (165 KM)").
 */
export function horsepowerOf(printed: Labelled | null): number | null {
  if (printed === null) return null;
  const own = { ...printed, text: printed.text.replace(AT_SPEED, '').replace(POLISH, ' hp') };
  const hp = measureOf(own, FIELD_UNITS['engine.power']);
  const kw = hp === null ? measureOf(own, KILOWATTS) : null;
  if (kw === null) return hp;
  const [figure, ...others] = quantitiesIn(own.text).filter(({ unit }) => unit === null);
  const isAsMuch = HP_PER_KW.some((each) => Math.abs((figure?.value ?? 0) - kw * each) < ROUNDED_HP);
  return figure && others.length === 0 && isAsMuch ? figure.value : null;
}

/** One dimension as printed, a range included; null where it is not given in millimetres or centimetres. */
export function dimensionOf(
  text: string,
  { field, units }: { field: MeasuredField; units: readonly Unit[] },
): Dimension | null {
  const { value, condition } = splitCondition(text, 'mm');
  const measure = FIELD_UNITS[field];
  const printed = value.replace(DOTTED_THOUSANDS, '$1$2');
  const inMillimetres = measuresIn(printed, measure, units);
  const lengths = inMillimetres.length > 0 ? inMillimetres : inCentimetres(printed, measure, units);
  const size = lengths.length === 1 || RANGE.test(printed) ? lengthOf(lengths) : null;
  return size && (condition === null ? size : { ...size, note: condition });
}

function inCentimetres(value: string, { from, to }: Measure, units: readonly Unit[]): number[] {
  const measure: Measure = { unit: 'cm', from: from / MM_PER_CM, to: to / MM_PER_CM, bare: false };
  return measuresIn(value, measure, units).map((cm) => Math.round(cm * 100) / 10);
}

function lengthOf([mm, mmMax, ...others]: readonly number[]): Dimension | null {
  if (mm === undefined || others.length > 0) return null;
  if (mmMax === undefined) return { mm };
  return mm < mmMax ? { mmMin: mm, mmMax } : null;
}

/** One dry weight; where the value says nothing of its condition, the label may. */
export function dryWeightOf(
  text: string,
  { label, units }: Pick<TableRow, 'label' | 'units'>,
): DryWeight | null {
  const { value, condition } = splitCondition(text, 'kg');
  const [kg, ...others] = measuresIn(value, FIELD_UNITS['engine.dryWeight'], units);
  return kg === undefined || others.length > 0 ? null : { for: condition ?? trackInLabel(label), kg };
}

/** "Dry weight 20 in. track (kg)": tracks so called differ in width. */
function trackInLabel(label: string): string | null {
  const [, inches] = /(\d+) in\.? track/i.exec(label) ?? [];
  return inches === undefined ? null : `${inches} in. track width`;
}
