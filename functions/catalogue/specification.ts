import type { CatalogueModel, CatalogueTrack } from '#contracts/catalogue.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import type { EnginePowers } from './engine-powers.ts';
import { enginesOf } from './engines.ts';
import { dimensionOf } from './measures.ts';
import { printedCase } from './model-name.ts';
import { joinLines } from './printed-text.ts';
import type { SpecTable, TableRow } from './spec-table.ts';
import { alternativesIn, cellsOf, rowsOf, textOf } from './table-values.ts';
import { tracksOf } from './tracks.ts';

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
>;

/** What the table says of the model. */
export function specificationOf(table: SpecTable, powers: EnginePowers): Specification {
  const engines = enginesOf(table, powers);
  const [seating = null] = rowsOf(table, 'seating').map(textOf);
  return {
    isElectric: engines.some(({ name, details }) => /electric|e-power/i.test(`${name} ${details}`)),
    strokes: [...new Set(engines.flatMap(({ stroke }) => stroke ?? []))].toSorted(),
    engines,
    tracks: rowsOf(table, 'tracks').flatMap((row) => tracksIn(row, table.engines)),
    dimensions: groupOf(table, 'dimensions', dimensionsIn),
    powertrain: groupOf(table, 'powertrain', alternativesIn),
    suspension: groupOf(table, 'suspension', textOf),
    seating,
    seatsPrinted: [...(seating ?? '').matchAll(/(\d)\s*-?\s*up\b/gi)].map(([, seats]) => Number(seats)),
    starter: rowsOf(table, 'starter').flatMap(alternativesIn),
    gauges: rowsOf(table, 'gauges').flatMap(alternativesIn),
    colours: table.colours,
    features: { ...groupOf(table, 'features', textOf), ...unknownFeatures(table) },
  };
}

function tracksIn(row: TableRow, engines: readonly string[]): CatalogueTrack[] {
  return cellsOf(row).flatMap(({ lines, from, to }) => {
    const isForOne = engines.length > 1 && from === to;
    const engine = isForOne ? printedCase(engines[from] ?? '') : null;
    return tracksOf(joinLines(lines), row.units).map((track) => ({ ...track, engine }));
  });
}

function dimensionsIn(row: TableRow): CatalogueModel['dimensions'][string] {
  return alternativesIn(row).flatMap((text) => dimensionOf(text, row.units) ?? []);
}

/** The rows of one group of fields ("suspension.front"), by the last part of the field; empty ones left out. */
function groupOf<Value extends { length: number }>(
  table: SpecTable,
  group: string,
  read: (row: TableRow) => Value,
): Record<string, Value> {
  const rows = table.rows.filter(({ field }) => field?.startsWith(`${group}.`));
  const named = rows.map((row) => [(row.field as RowField).slice(group.length + 1), read(row)] as const);
  return Object.fromEntries(named.filter(([, value]) => value.length > 0));
}

/** Books add features from year to year: one that no lexicon names is kept under its label. */
function unknownFeatures(table: SpecTable): Record<string, string> {
  const rows = table.rows.filter(({ field, section }) => field === null && section === 'features');
  const printed = rows.filter(({ cells }) => cells.length > 0);
  return Object.fromEntries(printed.map((row) => [camelCase(row.label), textOf(row)]));
}

function camelCase(label: string): string {
  const words =
    label
      .replace(/\([^)]*\)/g, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word, at) => (at === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join('');
}
