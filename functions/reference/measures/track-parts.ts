import type { TrackMeasure } from '#reference/catalogue/track-sizes.ts';
import { SPACED_NUMBER } from './numbers.ts';
import { quantitiesIn, type Unit } from './quantities.ts';
import { NO_SIZE, partOf, type Size } from './track-size.ts';

/** One measure of a track, and the name and condition printed behind it: "38 mm Ice Ripper XT studded (spring only)". */
export interface TrackPart extends Partial<Size> {
  name: string | null;
  note: string | null;
}

const UNIT = String.raw`(?:mm|cm|мм|см|in(?:ch(?:es)?)?\b\.?|"|”|''|tuumaa?|tum|дюйм\p{L}{0,9})`;
const MEASURED = new RegExp(
  `^(${SPACED_NUMBER}\\s{0,3}${UNIT}?(?:\\s{0,3}/\\s{0,3}${SPACED_NUMBER}\\s{0,3}${UNIT}?|\\s{0,3}\\(\\s{0,3}${SPACED_NUMBER}\\s{0,3}${UNIT}\\s{0,3}\\))?)(?![\\d.,])\\s{0,3}(.*)$`,
  'iu',
);

const ANOTHER = new RegExp(`\\d\\s*${UNIT}`, 'iu');
/** What is longer is a text and no measure. */
const LONGEST_LINE = 200;

/** Each line as one measure; null where one has a number without a unit, or none that a track can have. */
export function sizesIn(
  lines: readonly string[],
  measure: TrackMeasure,
  units: readonly Unit[],
): TrackPart[] | null {
  const parts = lines
    .flatMap((line) => alternativesIn(line, units))
    .map((line) => sizeIn(line, measure, units));
  return parts.every((part) => part !== null) ? parts : null;
}

/** Each line as a bare number that only millimetres of the measure can be; null where one is something else. */
export function bareSizesIn(lines: readonly string[], measure: TrackMeasure): TrackPart[] | null {
  const parts = lines.map((line): TrackPart | null => {
    const [{ value, unit } = NO_QUANTITY, ...others] = quantitiesIn(line);
    const isBare = BARE.test(line.trim()) && unit === null && others.length === 0;
    const size = isBare ? partOf(measure, { value, unit: 'mm' }) : null;
    const isOtherwise = OTHERWISE.some((other) => partOf(measure, { value, unit: other }) !== null);
    return size && !isOtherwise ? { ...size, name: null, note: null } : null;
  });
  return parts.every((part) => part !== null) ? parts : null;
}

const BARE = new RegExp(`^${SPACED_NUMBER}$`);
const NO_QUANTITY = { value: Number.NaN, unit: null };
const OTHERWISE = ['cm', 'in'] as const;

/** "3923 mm / 4193 mm": measures in one unit are those of several tracks, in two they are one's. */
function alternativesIn(line: string, labelUnits: readonly Unit[]): string[] {
  const pieces = line.slice(0, LONGEST_LINE).split(/\s\/\s/);
  const units = new Set(pieces.map((piece) => quantitiesIn(piece.replace(/”/g, '"'))[0]?.unit));
  const [unit] = units;
  const isOfOne = units.size === 1 && (unit ? true : unit === null && labelUnits.length === 1);
  return pieces.length > 1 && isOfOne ? pieces : [line];
}

/** "3 700 mm / 146 in.", "41 mm Cobra", or bare numbers under "(mm/in.)". */
function sizeIn(line: string, measure: TrackMeasure, units: readonly Unit[]): TrackPart | null {
  const [, measured = '', rest = ''] = MEASURED.exec(line.slice(0, LONGEST_LINE)) ?? [];
  if (ANOTHER.test(rest)) return null;
  const quantities = quantitiesIn(measured.replace(/”/g, '"')).map(({ value, unit }, at) => ({
    value,
    unit: unit ?? units[at] ?? null,
  }));
  const parts = quantities.map((quantity) => (quantity.unit === null ? null : partOf(measure, quantity)));
  const isWhole = parts.length > 0 && parts.every((part) => part !== null);
  return isWhole ? Object.assign({ ...nameAndNote(rest) }, ...parts) : null;
}

/** A name's words begin with capitals; what is in small letters or in brackets is said of it. */
function nameAndNote(rest: string): Pick<TrackPart, 'name' | 'note'> {
  const words = rest.trim().split(/\s+/);
  const first = words.findIndex((word) => !/^[\p{Lu}\d]/u.test(word));
  const name = words.slice(0, first < 0 ? words.length : first).join(' ');
  const note = first < 0 ? '' : words.slice(first).join(' ');
  const [, inside = note] = /^\(([^()]*)\)$/.exec(note) ?? [];
  return { name: name.replace(/[,;:]$/, '') || null, note: inside.trim() || null };
}

type MeasuredTrack = Size & Pick<TrackPart, 'name' | 'note'>;

/**
 * The tracks of a machine from the parts that each of its measures is printed in, in the order of `TRACK_MEASURES`.
 * Where all measures that are printed several times bear the same conditions, those of one condition go together;
 * else line by line: the first length goes with the first width. A measure printed once holds for all.
 */
export function wholeTracks(measured: readonly (readonly TrackPart[])[]): MeasuredTrack[] {
  const several = measured.filter(({ length }) => length > 1);
  const count = Math.max(...measured.map(({ length }) => length));
  if (several.some(({ length }) => length !== count)) return [];
  const last = several.at(-1) ?? measured.find(({ length }) => length > 0) ?? [];
  return last.map((own, at) => {
    const parts = measured.flatMap((sizes) => {
      const same = sizes.find(({ note }) => sizes.length > 1 && note !== null && note === own.note);
      return same ?? sizes[sizes.length > 1 ? at : 0] ?? [];
    });
    const name = parts.findLast((part) => part.name !== null)?.name ?? null;
    const note = parts.findLast((part) => part.note !== null)?.note ?? null;
    return { ...Object.assign({ ...NO_SIZE }, ...parts), name, note };
  });
}
