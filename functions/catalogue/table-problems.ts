import type { CatalogueEngine } from '#contracts/catalogue.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { FIELD_UNITS, KILOWATTS, type MeasuredField } from '#reference/catalogue/field-units.ts';
import { type RowField, rowFieldOf } from '#reference/catalogue/row-labels.ts';
import { STROKES } from '#reference/catalogue/strokes.ts';
import { alternativesOf, joinLines } from '#reference/measures/printed-text.ts';
import { tracksOf } from '#reference/measures/tracks.ts';
import { overallSizeOf } from './meaning/overall-size.ts';
import { dimensionOf, dryWeightOf, measureOf } from './measures.ts';
import type { SpecTable, TableRow } from './table-row.ts';
import { alternativesIn, cellsOf, linesUnder, rowsOf, textOf, textUnder } from './table-values.ts';
import { losesTracks } from './track-rows.ts';

/** What a person should look at in a table: what is printed and not read, and labels with nothing beside them. */
export function tableProblems(table: SpecTable, engines: readonly CatalogueEngine[]): Reason[] {
  return [
    ...(table.engines.length === 0 ? [reason('engines-unnamed')] : []),
    ...table.rows.flatMap((row) => [...problemsOf(row), ...blanksOf(row, table)]),
    ...repeatedFields(table),
    ...engines.flatMap((engine, column) => engineProblems(table, engine, column)),
    ...(losesTracks(table) ? [reason('tracks-not-whole')] : []),
  ];
}

function problemsOf(row: TableRow): Reason[] {
  const stray = row.stray.map((text) => reason('value-stray', { text, label: row.label }));
  return [...stray, ...(problemOf(row) ?? [])];
}

/** What one engine has and another has not; a dash would say so. */
function blanksOf({ field, label, cells, blank }: TableRow, { engines }: SpecTable): Reason[] {
  if (!field?.startsWith('engine.') || cells.length === 0) return [];
  return blank.map((column) => reason('value-missing', { label, engine: engines[column]?.name ?? '' }));
}

const notUnderstood = (text: string, label: string): Reason =>
  reason('value-not-understood', { text, label });

function problemOf(row: TableRow): Reason[] {
  const { field, label, cells } = row;
  if (label === '') return [reason('value-unlabelled', { text: textOf(row) })];
  if (field === null && row.section !== 'features')
    return rowFieldOf(label) === null || cells.length === 0
      ? [reason('label-unknown', { label })]
      : [notUnderstood(textOf(row), label)];
  if (cells.length === 0)
    return row.isEmpty || row.stray.length > 0 ? [] : [reason('label-alone', { label })];
  return unreadIn(row).map((text) => notUnderstood(text, label));
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
  if (field === 'dimensions.overallSize')
    return cellsOf(row)
      .map(({ lines }) => joinLines(lines))
      .filter((text) => overallSizeOf(text, row) === null);
  if (field?.startsWith('dimensions.'))
    return alternativesIn(row).filter(
      (text) => dimensionOf(text, { field: field as MeasuredField, units }) === null,
    );
  return [];
}

/** Two rows of one field would be mixed; only weights and tracks have several. */
function repeatedFields({ rows }: SpecTable): Reason[] {
  const fields = rows.filter(({ field, cells }) => field !== null && cells.length > 0);
  const groups = Map.groupBy(fields, ({ field }) => field);
  return [...groups].flatMap(([field, [, second]]) =>
    second && !MAY_REPEAT.has(field as RowField) ? [reason('label-repeated', { label: second.label })] : [],
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

function engineProblems(table: SpecTable, engine: CatalogueEngine, column: number): Reason[] {
  const unread = VALUE_ROWS.filter(
    ([value, field]) => engine[value] === null && textUnder(table, field, column) !== null,
  );
  const fields = [
    ...new Set(unread.map(([, field]) => field)),
    ...(isPowerRead(table, column) ? [] : ['engine.power' as const]),
  ];
  const texts = fields.map((field) => {
    const [row] = rowsOf(table, field);
    return notUnderstood(textUnder(table, field, column) ?? '', row?.label ?? '');
  });
  return [...texts, ...strokesUnread(table, engine, column), ...contradictions(engine)];
}

/** What says how many strokes an engine has, and cannot be so, or says both. */
function strokesUnread(
  table: SpecTable,
  { details, stroke }: Pick<CatalogueEngine, 'details' | 'stroke'>,
  column: number,
): Reason[] {
  const isSaid = stroke === null && STROKES.some(([, pattern]) => pattern.test(details ?? ''));
  const [row] = rowsOf(table, 'engine.details');
  return isSaid ? [notUnderstood(textUnder(table, 'engine.details', column) ?? '', row?.label ?? '')] : [];
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

function contradictions({ name, cylinders, displacementCc, boreMm, strokeMm }: CatalogueEngine): Reason[] {
  if (cylinders === null || displacementCc === null || boreMm === null || strokeMm === null) return [];
  const cc = (cylinders * (Math.PI / 4) * boreMm ** 2 * strokeMm) / 1000;
  const differs = Math.abs(cc - displacementCc) > ROUNDING * displacementCc;
  return differs ? [reason('engine-contradicts-itself', { engine: name })] : [];
}
