/** A machine's length, width and height in one cell: "3 220 × 1 220 × 1 345 mm" under "Size (L × W × H)". */
import { FIELD_UNITS } from '#reference/catalogue/field-units.ts';
import { isAboutMachine, labelOrder } from '#reference/catalogue/side-letters.ts';
import { numberOf, SPACED_NUMBER } from '#reference/measures/numbers.ts';
import type { Unit } from '#reference/measures/quantities.ts';
import { DOTTED_THOUSANDS } from '../measures.ts';

export const SIDES = ['overallLength', 'overallWidth', 'overallHeight'] as const;
export type OverallSize = Readonly<Record<(typeof SIDES)[number], number>>;

type Labelled = { label: string; units: readonly Unit[] };

const SIDE = `(${SPACED_NUMBER})\\s{0,3}(?:mm|cm|мм|см)?`;
const TRIPLE = new RegExp(
  `(?<![\\d.,])${SIDE}\\s{0,3}[x×х*/]\\s{0,3}${SIDE}\\s{0,3}[x×х*/]\\s{0,3}(${SPACED_NUMBER})(?:\\s{0,3}(mm|cm|мм|см)(?!\\p{L})|(?![\\d.,]|\\s{0,3}[\\p{L}"”]))`,
  'giu',
);
const CENTIMETRES = /cm|см/i;
const LONGEST_CELL = 200;

/** Millimetres: what a machine for adults measures across is less than its length by far. */
const SHORTEST = 2400;
const ACROSS = { from: 800, to: 1700 };

/** The three sizes of a cell, in millimetres and as printed; null where there are none or several. */
function sidesIn(text: string, units: readonly Unit[]): number[] | null {
  const printed = text.slice(0, LONGEST_CELL).replace(DOTTED_THOUSANDS, '$1$2');
  const found = [...printed.matchAll(TRIPLE)].filter(([, , , , unit]) => unit ?? isInMillimetres(units));
  const [triple, ...others] = found;
  if (!triple || others.length > 0) return null;
  const [, first = '', second = '', third = '', unit = units[0] ?? 'mm'] = triple;
  const times = CENTIMETRES.test(unit) ? 10 : 1;
  return [first, second, third].map((side) => Math.round(numberOf(side) * times));
}

const isInMillimetres = (units: readonly Unit[]): boolean =>
  units.length === 0 || units[0] === 'mm' || units[0] === 'cm';

/** In the order that the label tells; where it tells none, in that of "length × width × height". */
export function overallSizeOf(text: string, { label, units }: Labelled): OverallSize | null {
  const sides = sidesIn(text, units);
  const order = labelOrder(label) ?? (['length', 'width', 'height'] as const);
  const [overallLength, overallWidth, overallHeight] = (['length', 'width', 'height'] as const).map(
    (side) => sides?.[order.indexOf(side)] ?? Number.NaN,
  ) as [number, number, number];
  const size = { overallLength, overallWidth, overallHeight };
  const isMachine = SIDES.every((side) => {
    const { from, to } = FIELD_UNITS[`dimensions.${side}`];
    return size[side] >= from && size[side] <= to;
  });
  return isMachine && overallLength > Math.max(overallWidth, overallHeight) ? size : null;
}

/** By how many witnesses such values are a machine's size: their sizes, and a label that is about that and tells their order. */
export function sizeWitnesses(texts: readonly string[], label: Labelled): 0 | 1 | 2 {
  const areSizes = texts.length > 0 && texts.every((text) => isOfAdult(sidesIn(text, label.units)));
  if (!areSizes) return 0;
  const isTold = labelOrder(label.label) !== null && isAboutMachine(label.label);
  return isTold && texts.every((text) => overallSizeOf(text, label) !== null) ? 2 : 1;
}

const isOfAdult = (sides: readonly number[] | null): boolean => {
  const [longest = 0, ...across] = sides?.toSorted((one, other) => other - one) ?? [];
  return longest >= SHORTEST && across.every((mm) => mm >= ACROSS.from && mm <= ACROSS.to);
};
