import { FIELD_UNITS, KILOWATTS, type MeasuredField } from '#reference/catalogue/field-units.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import { seatsIn } from '#reference/catalogue/seats.ts';
import { ELECTRIC, STROKES } from '#reference/catalogue/strokes.ts';
import { TRACK_MEASURES } from '#reference/catalogue/track-sizes.ts';
import { DISPLAY_WORDS, FUEL_WORDS, OCTANES } from '#reference/catalogue/value-words.ts';
import { alternativesOf, joinLines } from '#reference/measures/printed-text.ts';
import { besideQuantities, quantitiesIn } from '#reference/measures/quantities.ts';
import { bareSizesIn, sizesIn } from '#reference/measures/track-parts.ts';
import { tracksOf } from '#reference/measures/tracks.ts';
import { starterIn } from '#reference/naming/specification.ts';
import { boreOf, boreStrokeOf, cylindersOf } from '../cylinders.ts';
import { dimensionOf, dryWeightOf, horsepowerOf, measureOf } from '../measures.ts';
import type { TableRow } from '../table-row.ts';
import { cellsOf } from '../table-values.ts';
import { overallSizeOf } from './overall-size.ts';

/** What a row's values say to a field: they are such values, they are none, or they say nothing either way. */
export type ValueWitness = 'fits' | 'against' | 'silent';

type Test = (text: string, row: TableRow) => boolean;

const isMeasure =
  (field: MeasuredField): Test =>
  (text, { units }) =>
    measureOf({ text, units }, FIELD_UNITS[field]) !== null;

const isDimension =
  (field: MeasuredField): Test =>
  (text, { units }) =>
    dimensionOf(text, { field, units }) !== null;

const isTrackMeasure =
  (measure: 'length' | 'width' | 'profile'): Test =>
  (text, row) =>
    sizesIn([text], measure, row.units) !== null;

const isNumberBetween =
  (from: number, to: number): Test =>
  (text) =>
    quantitiesIn(text).some(({ value }) => value >= from && value <= to);

const isBore: Test = (text, { units }) => boreOf({ text, units }) !== null;

const hasWords: Test = (text) => /\p{L}{2}/u.test(text) || /standard|std/i.test(text);

/** Alternatives of a cell each on their own, or the cell as one text. */
const PER_CELL: Partial<Record<RowField, Test>> = {
  tracks: (text, { units }) => tracksOf(text, units).tracks.length > 0,
  'engine.details': (text) => STROKES.some(([, pattern]) => pattern.test(text)) || ELECTRIC.test(text),
  'engine.power': (text, { units }) =>
    horsepowerOf({ text, units }) !== null || measureOf({ text, units }, KILOWATTS) !== null,
  'engine.maxRpm': isNumberBetween(1000, 13000),
  'engine.cylindersDisplacement': (text, { units }) => {
    const { cylinders, displacementCc } = cylindersOf({ text, units }, null, null);
    return cylinders !== null && displacementCc !== null;
  },
  'engine.cylinders': (text, { units }) => cylindersOf(null, { text, units }, null).cylinders !== null,
  'engine.displacement': (text, { units }) =>
    cylindersOf(null, null, { text, units }).displacementCc !== null,
  'engine.boreStroke': (text, { units }) => boreStrokeOf({ text, units }).boreMm !== null,
  'engine.bore': isBore,
  'engine.stroke': isBore,
  'engine.fuelTank': isMeasure('engine.fuelTank'),
  'engine.oilTank': isMeasure('engine.oilTank'),
  'engine.octane': isNumberBetween(OCTANES.from, OCTANES.to),
  'engine.fuelTypeOctane': (text) => FUEL_WORDS.test(text) && /\d\d/.test(text),
  'engine.fuelType': (text) => FUEL_WORDS.test(text),
  'dimensions.overallSize': (text, row) => overallSizeOf(text, row) !== null,
  seating: (text) => seatsIn(text).length > 0 || hasWords(text, NO_ROW),
};

const PER_ALTERNATIVE: Partial<Record<RowField, Test>> = {
  'engine.dryWeight': (text, row) => dryWeightOf(text, row) !== null,
  'dimensions.overallLength': isDimension('dimensions.overallLength'),
  'dimensions.overallWidth': isDimension('dimensions.overallWidth'),
  'dimensions.overallHeight': isDimension('dimensions.overallHeight'),
  'dimensions.skiStance': isDimension('dimensions.skiStance'),
  'track.length': isTrackMeasure('length'),
  'track.width': isTrackMeasure('width'),
  'track.profile': isTrackMeasure('profile'),
  starter: (text) => starterIn(text) !== null,
  gauges: (text) => DISPLAY_WORDS.test(text) || /\d(?:[.,]\d+)?\s*(?:in\b|"|”|'')/.test(text),
};

const NO_ROW = {} as TableRow;

/** Fields of words: what no lexicon knows may be one of theirs, a measure is none. */
const OF_WORDS: ReadonlySet<RowField> = new Set<RowField>([
  'engine.details',
  'engine.fuelType',
  'engine.fuelTypeOctane',
  'seating',
  'starter',
  'gauges',
]);
const isMeasured = (text: string): boolean => /\d/.test(text) && !/\p{L}{3}/u.test(besideQuantities(text));
/** So many of the values must be such for a row to speak for a field; fewer than the second speak against it. */
const MOST = 0.9;
const FEW = 0.5;

/** Weighs what a row prints as values of a field. */
export function valueWitness(field: RowField, row: TableRow): ValueWitness {
  const cells = cellsOf(row);
  const perCell = PER_CELL[field];
  const test = perCell ?? PER_ALTERNATIVE[field];
  if (!test) return 'silent';
  const texts = perCell
    ? cells.map(({ lines }) => joinLines(lines))
    : cells.flatMap(({ lines }) => alternativesOf(lines));
  if (texts.length === 0) return 'silent';
  const share = texts.filter((text) => test(text, row)).length / texts.length;
  if (share >= MOST) return 'fits';
  if (share >= FEW) return 'silent';
  const measure = TRACK_MEASURES.find((one) => field === `track.${one}`);
  if (measure && row.units.length === 0 && bareSizesIn(texts, measure)) return 'silent';
  const mayBeWords = OF_WORDS.has(field) && texts.filter(isMeasured).length < FEW * texts.length;
  return mayBeWords ? 'silent' : 'against';
}

/** Fields whose values are told from others by themselves; the rest are words that say nothing of their field. */
export const isTelling = (field: RowField): boolean => field in PER_CELL || field in PER_ALTERNATIVE;
