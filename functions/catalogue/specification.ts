import type { CatalogueModel } from '#contracts/catalogue.ts';
import type { MeasuredField } from '#reference/catalogue/field-units.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import { seatsIn } from '#reference/catalogue/seats.ts';
import { POWERTRAIN_TITLE } from '#reference/catalogue/section-titles.ts';
import { ELECTRIC } from '#reference/catalogue/strokes.ts';
import { joinLines } from '#reference/measures/printed-text.ts';
import type { EnginePowers } from './engine-powers.ts';
import { enginesOf } from './engines.ts';
import { availabilityIn, isMark, type Legend, marksOf } from './equipment-marks.ts';
import { overallSizeOf, SIDES } from './meaning/overall-size.ts';
import { dimensionOf } from './measures.ts';
import type { SpecTable, TableRow } from './table-row.ts';
import { alternativesIn, boxUnder, cellsOf, rowsOf, textOf } from './table-values.ts';
import { tracksIn } from './track-rows.ts';

type Specification = Pick<
  CatalogueModel,
  | 'isElectric'
  | 'strokes'
  | 'engines'
  | 'tracks'
  | 'dimensions'
  | 'powertrain'
  | 'suspension'
  | 'seating'
  | 'seatsPrinted'
  | 'starter'
  | 'gauges'
  | 'colours'
  | 'features'
  | 'places'
>;

/** What the table of a page says of the model; `legend` tells what marks in it mean. */
export function specificationOf(
  table: SpecTable,
  page: number,
  powers: EnginePowers,
  legend: Legend = NO_LEGEND,
): Specification {
  const engines = enginesOf(table, page, powers);
  const seating = joinLines(rowsOf(table, 'seating').map(textOf)) || null;
  const seatingBox = boxUnder(table, ['seating'], 0);
  return {
    isElectric: engines.some(({ name, details }) => ELECTRIC.test(name) || ELECTRIC.test(details ?? '')),
    strokes: [...new Set(engines.flatMap(({ stroke }) => stroke ?? []))].toSorted(),
    engines,
    tracks: tracksIn(table, page),
    dimensions: { ...overallIn(table), ...groupOf(table, 'dimensions', dimensionsIn) },
    powertrain: groupOf(table, 'powertrain', alternativesIn),
    suspension: groupOf(table, 'suspension', textOf),
    seating,
    seatsPrinted: seatsIn(seating ?? ''),
    starter: rowsOf(table, 'starter').flatMap(wordsIn),
    gauges: rowsOf(table, 'gauges')
      .flatMap(wordsIn)
      .flatMap((text) => text.split(' / ')),
    colours: table.colours,
    features: {
      ...groupOf(table, 'features', (row) => featureIn(row, table, legend)),
      ...unknownFeatures(table, legend),
    },
    places: seatingBox ? { seating: { page, box: seatingBox } } : {},
  };
}

const NO_LEGEND: Legend = new Map();

/** A mark says of a starter or a screen only that there is one. */
const wordsIn = (row: TableRow): string[] => alternativesIn(row).filter((text) => !isMark(text));

/** As glossaries have what a machine has by itself. */
const STANDARD = 'Standard';

/** A feature in words, or as the legend has its mark where all machines of the page have it; empty for what has to be paid. */
function featureIn(row: TableRow, { engines }: SpecTable, legend: Legend): string {
  if (marksOf(row).length === 0) return textOf(row);
  return availabilityIn(row, engines.length, legend) === 'standard' ? STANDARD : '';
}

/** From one row that prints all three, each in the order that its label tells. */
function overallIn(table: SpecTable): CatalogueModel['dimensions'] {
  const sizes = rowsOf(table, 'dimensions.overallSize').flatMap((row) =>
    cellsOf(row).flatMap(({ lines }) => overallSizeOf(joinLines(lines), row) ?? []),
  );
  if (sizes.length === 0) return {};
  return Object.fromEntries(
    SIDES.map((side) => [side, [...new Set(sizes.map((size) => size[side]))].map((mm) => ({ mm }))]),
  );
}

function dimensionsIn(row: TableRow): CatalogueModel['dimensions'][string] {
  const field = row.field as MeasuredField;
  if (row.field === 'dimensions.overallSize') return [];
  return alternativesIn(row).flatMap((text) => dimensionOf(text, { field, units: row.units }) ?? []);
}

/** The rows of one group of fields ("suspension.front"), by the last part of the field; empty ones left out. */
function groupOf<Value extends { length: number }>(
  table: SpecTable,
  group: string,
  read: (row: TableRow) => Value,
): Record<string, Value> {
  const rows = table.rows.filter((row) => row.field?.includes('.') && groupIn(row) === group);
  const named = rows.map((row) => [(row.field as RowField).replace(/^[^.]+\./, ''), read(row)] as const);
  return Object.fromEntries(named.filter(([, value]) => value.length > 0));
}

/** Where a book prints the brake among what drives the machine, it is told there. */
function groupIn({ field, title }: TableRow): string | undefined {
  const isOfPowertrain = field === 'features.brakeSystem' && POWERTRAIN_TITLE.test(title);
  return isOfPowertrain ? 'powertrain' : field?.replace(/\..*/, '');
}

/** Books add features from year to year: one that no lexicon names is kept under its label. */
function unknownFeatures(table: SpecTable, legend: Legend): Record<string, string> {
  const rows = table.rows.filter(({ field, section }) => field === null && section === 'features');
  const printed = rows.filter(({ cells }) => cells.length > 0);
  return Object.fromEntries(
    printed
      .map((row) => [camelCase(row.label), featureIn(row, table, legend)] as const)
      .filter(([, value]) => value !== ''),
  );
}

function camelCase(label: string): string {
  const words =
    label
      .replace(/\([^)]*\)/g, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word, at) => (at === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join('');
}
