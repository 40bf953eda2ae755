import type { CatalogueEngine } from '#contracts/catalogue.ts';
import { FIELD_UNITS, KILOWATTS, type MeasuredField } from '#reference/catalogue/field-units.ts';
import { type RowField, rowFieldOf } from '#reference/catalogue/row-labels.ts';
import { alternativesOf, joinLines } from '#reference/measures/printed-text.ts';
import { tracksOf } from '#reference/measures/tracks.ts';
import { dimensionOf, dryWeightOf, measureOf } from './measures.ts';
import type { SpecTable, TableRow } from './table-row.ts';
import { alternativesIn, cellsOf, linesUnder, rowsOf, textOf, textUnder } from './table-values.ts';
import { hasTrackRows, tracksIn } from './track-rows.ts';

/** What a person should look at in a table: what is printed and not read, and labels with nothing beside them. */
export function tableProblems(table: SpecTable, engines: readonly CatalogueEngine[]): string[] {
  return [
    ...(table.engines.length === 0 ? ['no engines are named over the columns: nothing is read of them'] : []),
    ...table.rows.flatMap((row) => [...problemsOf(row), ...blanksOf(row, table)]),
    ...repeatedFields(table),
    ...engines.flatMap((engine, column) => engineProblems(table, engine, column)),
    ...(hasTrackRows(table) && tracksIn(table, 1).length === 0
      ? ["the tracks' rows do not give whole sizes"]
      : []),
  ];
}

function problemsOf(row: TableRow): string[] {
  const stray = row.stray.map((text) => `"${text}" beside "${row.label}" stands under no engine`);
  return [...stray, ...(problemOf(row) ?? [])];
}

/** What one engine has and another has not; a dash would say so. */
function blanksOf({ field, label, cells, blank }: TableRow, { engines }: SpecTable): string[] {
  if (!field?.startsWith('engine.') || cells.length === 0) return [];
  return blank.map((column) => `nothing is printed beside "${label}" for the ${engines[column]?.name}`);
}

function problemOf(row: TableRow): string[] {
  const { field, label, cells } = row;
  if (label === '') return [`"${textOf(row)}" stands beside no label`];
  if (field === null && row.section !== 'features')
    return rowFieldOf(label) === null || cells.length === 0
      ? [`no field is known for the row "${label}"`]
      : [`"${textOf(row)}" beside "${label}" is not understood`];
  if (cells.length === 0)
    return row.isEmpty || row.stray.length > 0 ? [] : [`nothing is printed beside "${label}"`];
  return unreadIn(row).map((text) => `"${text}" beside "${label}" is not understood`);
}

/** What a row prints that its field cannot be read from. */
function unreadIn(row: TableRow): string[] {
  const { field, units } = row;
  if (field === 'tracks')
    return cellsOf(row).flatMap(({ lines }) => tracksOf(joinLines(lines), units).unread ?? []);
  if (field === 'engine.dryWeight')
    return cellsOf(row)
      .flatMap(({ lines }) => alternativesOf(lines))
      .filter((text) => dryWeightOf(text, row) === null);
  if (field?.startsWith('dimensions.'))
    return alternativesIn(row).filter(
      (text) => dimensionOf(text, { field: field as MeasuredField, units }) === null,
    );
  return [];
}

/** Two rows of one field would be mixed; only weights and tracks have several. */
function repeatedFields({ rows }: SpecTable): string[] {
  const fields = rows.filter(({ field, cells }) => field !== null && cells.length > 0);
  const groups = Map.groupBy(fields, ({ field }) => field);
  return [...groups].flatMap(([field, [, second]]) =>
    second && !MAY_REPEAT.has(field as RowField) ? [`"${second.label}" is printed more than once`] : [],
  );
}

const MAY_REPEAT: ReadonlySet<RowField> = new Set(['engine.dryWeight', 'tracks']);

type EngineValue = 'fuelTankL' | 'oilTankL' | 'cylinders' | 'displacementCc' | 'boreMm' | 'octane';

/** The rows that give an engine's values: where all print something, the value must be there. */
const VALUE_ROWS: readonly (readonly [EngineValue, RowField])[] = [
  ['fuelTankL', 'engine.fuelTank'],
  ['oilTankL', 'engine.oilTank'],
  ['cylinders', 'engine.cylindersDisplacement'],
  ['displacementCc', 'engine.cylindersDisplacement'],
  ['cylinders', 'engine.cylinders'],
  ['displacementCc', 'engine.displacement'],
  ['boreMm', 'engine.boreStroke'],
  ['octane', 'engine.octane'],
  ['octane', 'engine.fuelTypeOctane'],
];

function engineProblems(table: SpecTable, engine: CatalogueEngine, column: number): string[] {
  const unread = VALUE_ROWS.filter(
    ([value, field]) => engine[value] === null && textUnder(table, field, column) !== null,
  );
  const fields = [
    ...new Set(unread.map(([, field]) => field)),
    ...(isPowerRead(table, column) ? [] : ['engine.power' as const]),
  ];
  const texts = fields.map((field) => {
    const [row] = rowsOf(table, field);
    return `"${textUnder(table, field, column)}" beside "${row?.label}" is not understood`;
  });
  return [...texts, ...contradictions(engine)];
}

function isPowerRead(table: SpecTable, column: number): boolean {
  return rowsOf(table, 'engine.power').every((row) => {
    const text = joinLines(linesUnder(row, column));
    const read = [FIELD_UNITS['engine.power'], KILOWATTS].map((measure) =>
      measureOf({ text, units: row.units }, measure),
    );
    return text === '' || read.some((value) => value !== null);
  });
}

/** Bore and stroke give the displacement to a few per cent; what differs more is misread or misprinted. */
const ROUNDING = 0.03;

function contradictions({ name, cylinders, displacementCc, boreMm, strokeMm }: CatalogueEngine): string[] {
  if (cylinders === null || displacementCc === null || boreMm === null || strokeMm === null) return [];
  const cc = (cylinders * (Math.PI / 4) * boreMm ** 2 * strokeMm) / 1000;
  const differs = Math.abs(cc - displacementCc) > ROUNDING * displacementCc;
  return differs ? [`bore, stroke and displacement of the ${name} contradict each other`] : [];
}
