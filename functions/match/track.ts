import {
  BARE_LENGTHS,
  BARE_WIDTHS,
  inchesToMm,
  MM_PER_INCH,
  SHORTEST_LENGTH_IN,
  SHORTEST_LENGTH_MM,
  TRACK_LENGTHS,
} from '#reference/lexicon/tracks.ts';

/** What one word says of a track: its length in inches or its width in millimetres. */
export type TrackWord = { readonly lengthIn: number } | { readonly widthMm: number };

const LENGTH_CLASSES: ReadonlyMap<number, number> = new Map(
  TRACK_LENGTHS.map(({ inches, millimetres }) => [millimetres, inches]),
);

/** A length in millimetres as the inches that BRP prints for its class. */
export const lengthInInches = (mm: number): number => LENGTH_CLASSES.get(mm) ?? Math.round(mm / MM_PER_INCH);

const UNITS: Readonly<Record<string, (size: number) => TrackWord>> = {
  IN: (size) => (size >= SHORTEST_LENGTH_IN ? { lengthIn: size } : { widthMm: inchesToMm(size) }),
  MM: (size) => (size >= SHORTEST_LENGTH_MM ? { lengthIn: lengthInInches(size) } : { widthMm: size }),
};

function readBare(size: number): TrackWord | null {
  if (BARE_LENGTHS.has(size)) return { lengthIn: size };
  if (LENGTH_CLASSES.has(size)) return { lengthIn: lengthInInches(size) };
  return BARE_WIDTHS.has(size) ? { widthMm: inchesToMm(size) } : null;
}

/** Reads "154", "154IN", "3900", "3900MM", "20", "500MM"; null for a word that is no size of a track. */
export function readTrackWord(word: string): TrackWord | null {
  const [, digits, unit] = /^(\d+)(IN|MM)?$/.exec(word) ?? [];
  if (!digits) return null;
  return unit ? (UNITS[unit]?.(Number(digits)) ?? null) : readBare(Number(digits));
}
