import type { CatalogueTrack } from '#contracts/catalogue.ts';
import {
  isTrackSize,
  MM_PER_INCH,
  TRACK_MEASURES,
  type TrackMeasure,
} from '#reference/catalogue/track-sizes.ts';
import { numberOf } from './numbers.ts';
import type { Quantity, Unit } from './quantities.ts';

export type Size = Pick<
  CatalogueTrack,
  'lengthIn' | 'widthIn' | 'profileIn' | 'lengthMm' | 'widthMm' | 'profileMm'
>;

export const NO_SIZE: Size = {
  lengthIn: null,
  widthIn: null,
  profileIn: null,
  lengthMm: null,
  widthMm: null,
  profileMm: null,
};

/** A track of no snowmobile is as long in inches, none as short in millimetres. */
const LONGEST_IN = 500;
const MM_PER_CM = 10;

/** A number of a size and the unit printed behind it. */
export interface Side {
  printed: string;
  unit: string | undefined;
}

/**
 * The size that two or three numbers between "x" give. A number without a unit has its neighbour's, else the
 * label's one unit, else the one a track can measure. Null for what is no track's size: a track is longer than
 * wide and wider than its lugs are high, in whatever order they are printed.
 */
export function sizeOf(sides: readonly Side[], labelUnits: readonly Unit[]): Size | null {
  const length = Math.max(...sides.map(({ printed }) => numberOf(printed)));
  const fallback = labelUnits.length === 1 ? labelUnits[0] : length > LONGEST_IN ? 'mm' : 'in';
  const quantities = sides.map(({ printed }, at): Quantity => {
    const behind = sides.slice(at).find(({ unit }) => unit);
    const before = sides.slice(0, at).findLast(({ unit }) => unit);
    const unit = unitOf(behind?.unit ?? before?.unit) ?? fallback;
    return { value: numberOf(printed), unit: unit ?? null };
  });
  const descending = quantities.toSorted((one, other) => inchesOf(other) - inchesOf(one));
  const parts = descending.map((quantity, at) => partOf(TRACK_MEASURES[at] as TrackMeasure, quantity));
  return parts.every((part) => part !== null) ? Object.assign({ ...NO_SIZE }, ...parts) : null;
}

const unitOf = (printed: string | undefined): Unit | undefined => {
  if (printed === undefined) return undefined;
  return /^mm/i.test(printed) ? 'mm' : /^cm/i.test(printed) ? 'cm' : 'in';
};

const inchesOf = ({ value, unit }: Quantity): number =>
  unit === 'in' ? value : (value * (unit === 'cm' ? MM_PER_CM : 1)) / MM_PER_INCH;

const LENGTHS: readonly (Unit | null)[] = ['in', 'mm', 'cm'];

/** One measure in the unit it is printed in; null where no track measures so, and for what is no length. */
export function partOf(measure: TrackMeasure, quantity: Quantity): Partial<Size> | null {
  const { value, unit } = quantity;
  if (!LENGTHS.includes(unit) || !isTrackSize(measure, inchesOf(quantity))) return null;
  if (unit === 'in') return { [`${measure}In`]: value };
  return { [`${measure}Mm`]: unit === 'cm' ? Math.round(value * 100) / 10 : value };
}
