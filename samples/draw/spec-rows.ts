import { DIMENSION_LABELS, FEATURE_LABELS, SUSPENSION_LABELS } from '#samples/data/book-labels.ts';
import type { ExpectedModel } from './book-models.ts';
import { inches } from './rows.ts';

/** A row of a specification table: the lines of each cell, one cell an engine or one for all. */
export interface SpecRow {
  labels: string[];
  cells: string[][];
}

/** A titled part of a table; `columns` are the engines' names beside the title. */
export interface SpecBlock {
  title: string;
  columns: string[];
  rows: SpecRow[];
}

type Engine = ExpectedModel['engines'][number];

/** The wide table of a model page: engines, powertrain, weight, dimensions. */
export const leftBlocks = (model: ExpectedModel, printPower: boolean): SpecBlock[] => [
  {
    title: 'ROTAX ENGINE',
    columns: model.engines.map(({ name }) => name),
    rows: engineRows(model, printPower),
  },
  { title: 'POWERTRAIN', columns: [], rows: powertrainRows(model) },
  { title: 'DRY WEIGHT', columns: [], rows: [perEngine(model, 'Dry weight', weightLines)].flat() },
  { title: 'DIMENSIONS', columns: [], rows: [...dimensionRows(model), trackRow(model)] },
];

/** The narrow table: suspension and features; the colours stand above it. */
export const rightBlocks = (model: ExpectedModel): SpecBlock[] => [
  { title: 'SUSPENSION', columns: [], rows: labelled(SUSPENSION_LABELS, model.suspension) },
  { title: 'FEATURES', columns: [], rows: featureRows(model) },
];

function engineRows(model: ExpectedModel, printPower: boolean): SpecRow[] {
  return [
    perEngine(model, 'Engine details', ({ details }) => [details]),
    printPower ? perEngine(model, 'Horsepower', ({ powerHp }) => [powerHp]) : [],
    perEngine(model, 'Cylinders – Displacement', ({ cylinders, displacementCc }) => [
      displacementCc && `${cylinders} - ${displacementCc} cc`,
    ]),
    perEngine(model, 'Bore – Stroke', ({ boreMm, strokeMm }) => [boreMm && `${boreMm} x ${strokeMm} mm`]),
    perEngine(model, 'Fuel system', ({ fuelSystem }) => [fuelSystem]),
    perEngine(model, 'Fuel type – Octane', ({ fuelType, octane }) => [fuelType && `${fuelType} - ${octane}`]),
    perEngine(model, 'Fuel tank (L)', ({ fuelTankL }) => [fuelTankL]),
    perEngine(model, 'Oil tank capacity (L)', ({ oilTankL }) => [oilTankL]),
  ].flat();
}

const powertrainRows = (model: ExpectedModel): SpecRow[] =>
  [
    perEngine(model, 'Drive clutch', ({ driveClutch }) => [driveClutch]),
    perEngine(model, 'Driven clutch', ({ drivenClutch }) => [drivenClutch]),
    forAll('Drive sprocket pitch', model.powertrain.driveSprocketPitch ?? []),
  ].flat();

/** One cell where all engines agree, none where no engine has a value. */
function perEngine(
  { engines }: ExpectedModel,
  label: string,
  linesOf: (engine: Engine) => (string | number | null)[],
): SpecRow[] {
  const cells = engines.map((engine) =>
    linesOf(engine).flatMap((line) => (line === null ? [] : String(line))),
  );
  if (cells.every((cell) => cell.length === 0)) return [];
  const alike = new Set(cells.map((cell) => cell.join('\n'))).size === 1;
  return [{ labels: [label], cells: alike ? cells.slice(0, 1) : cells }];
}

const forAll = (label: string, lines: readonly string[]): SpecRow => ({
  labels: [label],
  cells: [[...lines]],
});

const weightLines = ({ dryWeightKg }: Engine): string[] =>
  dryWeightKg.map(({ for: condition, kg }) => `${kg} kg${noted(condition)}`);

const noted = (note: string | null | undefined): string => (note ? ` (${note})` : '');

function dimensionRows({ dimensions }: ExpectedModel): SpecRow[] {
  return Object.entries(DIMENSION_LABELS).map(([field, label]) =>
    forAll(
      label,
      (dimensions[field] ?? []).map(({ mm = 0, note }) => `${thousands(mm)} mm${noted(note)}`),
    ),
  );
}

const thousands = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** Sizes under the name of their track. */
function trackRow({ tracks }: ExpectedModel): SpecRow {
  const byName = Map.groupBy(tracks, ({ name }) => name);
  const lines = [...byName].flatMap(([name, sizes]) => [
    `${name}:`,
    ...sizes.map(
      ({ lengthIn, widthIn, profileIn }) => `${lengthIn} x ${widthIn} x ${inches(profileIn ?? 0)}`,
    ),
  ]);
  return { labels: ['Available tracks (in.)', '(Length x width x profile)'], cells: [lines] };
}

const labelled = (labels: Record<string, string>, values: Record<string, string>): SpecRow[] =>
  Object.entries(labels).map(([field, label]) => forAll(label, [values[field] ?? '']));

function featureRows({ features, seating, starter, gauges }: ExpectedModel): SpecRow[] {
  const rows = labelled(FEATURE_LABELS, features);
  const riser = rows.findIndex(({ labels }) => labels[0] === FEATURE_LABELS.riserBlockHeight);
  const more = [forAll('Seating', [seating ?? '']), forAll('Starter', starter), forAll('Gauge type', gauges)];
  return rows.toSpliced(riser, 0, ...more);
}
