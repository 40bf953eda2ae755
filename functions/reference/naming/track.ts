import {
  BARE_LENGTHS,
  BARE_WIDTHS,
  inchesToMm,
  LENGTH_FROM,
  LENGTH_TOLERANCE_IN,
  MM_PER_INCH,
  type Size,
  TRACK_LENGTHS,
  TRACK_WIDTHS,
  WIDTH_FROM,
  WIDTH_TOLERANCE_MM,
} from '#reference/lexicon/tracks.ts';
import { keptReadings } from './kept-readings.ts';
import { normalise } from './normalise.ts';

/** What one word says of a track: its length in inches or its width in millimetres; a profile tells no model. */
export interface TrackWord {
  readonly lengthIn?: number;
  readonly widthMm?: number;
}

/** What the words before it said. */
interface Track {
  readonly lengthIn: number | null;
  readonly widthMm: number | null;
}

type Unit = keyof typeof LENGTH_FROM;

const LENGTH_CLASSES: ReadonlyMap<number, number> = new Map(
  TRACK_LENGTHS.map(({ inches, millimetres }) => [millimetres, inches]),
);

/** A length in millimetres as the inches that BRP prints for its class. */
export const lengthInInches = (mm: number): number => LENGTH_CLASSES.get(mm) ?? Math.round(mm / MM_PER_INCH);

function readSize(size: number, unit: Unit): TrackWord {
  const inches = unit === 'IN';
  if (size >= LENGTH_FROM[unit]) return { lengthIn: inches ? size : lengthInInches(size) };
  // Tracks are as wide as whole inches; a screen measures 10.25.
  if (size >= WIDTH_FROM[unit] && Number.isInteger(size))
    return { widthMm: inches ? inchesToMm(size) : size };
  return {};
}

function readBare(digits: string): TrackWord | null {
  const size = Number(digits);
  if (BARE_LENGTHS.has(size)) return { lengthIn: size };
  if (LENGTH_CLASSES.has(size)) return { lengthIn: lengthInInches(size) };
  if (BARE_WIDTHS.has(size)) return { widthMm: inchesToMm(size) };
  // "2.5", "7.8": a profile, or a screen.
  return digits.includes('.') ? {} : null;
}

function readSizeWord(word: string): TrackWord | null {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(IN|MM)?$/.exec(word) ?? [];
  if (!digits) return null;
  return unit ? readSize(Number(digits), unit as Unit) : readBare(digits);
}

const near = (one: number | null, other: number | undefined, tolerance: number): boolean =>
  one === null || other === undefined || Math.abs(one - other) <= tolerance;

/** What is known already stays: both units may tell one size, each rounded in its own way. */
const merged = (known: Track, said: TrackWord): TrackWord => ({
  ...said,
  ...(known.lengthIn === null ? {} : { lengthIn: known.lengthIn }),
  ...(known.widthMm === null ? {} : { widthMm: known.widthMm }),
});

/**
 * Reads "154", "154IN", "3900", "3900MM", "20", "500MM", "2.5IN"; null for a word that is no size of a track,
 * or of another track than the words before it.
 */
export function readTrackWord(word: string, known: Track): TrackWord | null {
  const said = readSizeWord(word);
  const agrees =
    said &&
    near(known.lengthIn, said.lengthIn, LENGTH_TOLERANCE_IN) &&
    near(known.widthMm, said.widthMm, WIDTH_TOLERANCE_MM);
  return agrees ? merged(known, said) : null;
}

/** A size in both units; null where it is not printed and the trade's table does not know it. */
export interface BothUnits {
  readonly millimetres: number | null;
  readonly inches: number | null;
}

function completed({ inches, millimetres }: BothUnits, table: readonly Size[]): BothUnits {
  const row = table.find((known) => known.inches === inches || known.millimetres === millimetres);
  return { inches: inches ?? row?.inches ?? null, millimetres: millimetres ?? row?.millimetres ?? null };
}

/** The length that a track's own cell prints, in each unit as printed: "137in 3500mm", "3 500 mm", "137". */
export const readLength: (text: string) => BothUnits = keptReadings((text) => {
  const lengths = normalise(text)
    .split(' ')
    .filter((word) => readSizeWord(word)?.lengthIn !== undefined)
    .map(Number.parseFloat);
  const inches = lengths.find((length) => length < LENGTH_FROM.MM) ?? null;
  const millimetres = lengths.find((length) => length >= LENGTH_FROM.MM) ?? null;
  return completed({ inches, millimetres }, TRACK_LENGTHS);
});

/** The length of a name that says its class in inches. */
export const lengthOfClass = (inches: number | null): BothUnits =>
  completed({ inches, millimetres: null }, TRACK_LENGTHS);

/** A width in millimetres, and the inches that the trade sells it under. */
export const widthOf = (millimetres: number | null): BothUnits =>
  completed({ inches: null, millimetres }, TRACK_WIDTHS);
