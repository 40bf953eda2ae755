import type { CatalogueEngine, Place } from '#contracts/catalogue.ts';
import { FIELD_UNITS, KILOWATTS } from '#reference/catalogue/field-units.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import { STROKES } from '#reference/catalogue/strokes.ts';
import { OCTANES, STROKES_OF_TECHNOLOGY } from '#reference/catalogue/value-words.ts';
import { firstNumber } from '#reference/measures/numbers.ts';
import { alternativesOf } from '#reference/measures/printed-text.ts';
import { boreOf, boreStrokeOf, cylindersOf, type Labelled } from './cylinders.ts';
import { type EnginePowers, engineKey } from './engine-powers.ts';
import { dryWeightOf, horsepowerOf, measureOf } from './measures.ts';
import { printedCase } from './model-name.ts';
import { powerOf } from './power.ts';
import type { SpecTable } from './table-row.ts';
import { boxUnder, linesUnder, rowsOf, textUnder } from './table-values.ts';

const FUEL_OCTANE = /^(.{0,200}?)\W{0,9}\b(\d{2,3})\b/;

/** The engines of a model page, one a column; `powers` is what the book's engine pages say. */
export function enginesOf(table: SpecTable, page: number, powers: EnginePowers): CatalogueEngine[] {
  return table.engines.map((_, column) => engineIn({ table, page, column }, powers));
}

interface Column {
  table: SpecTable;
  page: number;
  column: number;
}

function engineIn(column: Column, powers: EnginePowers): CatalogueEngine {
  const engine = column.table.engines[column.column];
  const name = printedCase(engine?.name ?? '');
  const place: Place = { page: column.page, box: engine?.box ?? null };
  const read = readerOf(column);
  const { place: powerPlace, ...power } = powerOf({ name, place }, printedPower(read), powers);
  const details = read.text('engine.details');
  return {
    name,
    details,
    stroke: strokeOf(details, name),
    ...cylindersOf(
      read.labelled('engine.cylindersDisplacement'),
      read.labelled('engine.cylinders'),
      read.labelled('engine.displacement'),
    ),
    ...boreAndStroke(read),
    maxRpm: revolutionsOf(read.text('engine.maxRpm')),
    ...power,
    powerKw: measureOf(read.labelled('engine.power'), KILOWATTS),
    fuelSystem: read.text('engine.fuelSystem'),
    ...fuelOf(read.text('engine.fuelTypeOctane') ?? read.text('engine.fuelType'), read.text('engine.octane')),
    fuelTankL: measureOf(read.labelled('engine.fuelTank'), FIELD_UNITS['engine.fuelTank']),
    oilTankL: measureOf(read.labelled('engine.oilTank'), FIELD_UNITS['engine.oilTank']),
    driveClutch: read.text('engine.driveClutch'),
    drivenClutch: read.text('engine.drivenClutch'),
    dryWeightKg: dryWeightsUnder(column),
    places: placesOf(read, place, powerPlace ?? read.place('engine.power')),
  };
}

type Reader = ReturnType<typeof readerOf>;

/** What the rows of a field say of one engine. */
function readerOf({ table, page, column }: Column) {
  const text = (field: RowField) => textUnder(table, field, column);
  return {
    text,
    labelled: (field: RowField): Labelled | null => {
      const printed = text(field);
      const units = rowsOf(table, field).flatMap((row) => row.units);
      return printed === null ? null : { text: printed, units };
    },
    place: (...fields: RowField[]): Place | undefined => {
      const box = boxUnder(table, fields, column);
      return box ? { page, box } : undefined;
    },
  };
}

/** From one cell ("82 x 80.4") or from a row of their own each. */
function boreAndStroke(read: Reader) {
  const both = boreStrokeOf(read.labelled('engine.boreStroke'));
  return both.boreMm !== null
    ? both
    : { boreMm: boreOf(read.labelled('engine.bore')), strokeMm: boreOf(read.labelled('engine.stroke')) };
}

/** "8100 RPM"; no engine of a snowmobile turns faster. */
const MOST_REVOLUTIONS = 13_000;
function revolutionsOf(text: string | null): number | null {
  const turns = firstNumber(text ?? '');
  return turns !== null && turns >= 1000 && turns <= MOST_REVOLUTIONS ? turns : null;
}

const printedPower = (read: Reader) => ({
  text: read.text('engine.power'),
  hp: horsepowerOf(read.labelled('engine.power')),
  place: read.place('engine.power'),
});

/** Both strokes in one text say neither, nor does one that an engine of that name cannot have. */
function strokeOf(details: string | null, name: string): CatalogueEngine['stroke'] {
  const [named, another] = STROKES.filter(([, pattern]) => pattern.test(details ?? ''));
  if (!named || another) return null;
  const [, known = named[0]] = STROKES_OF_TECHNOLOGY.find(([technology]) => technology.test(name)) ?? [];
  return known === named[0] ? known : null;
}

function fuelOf(text: string | null, octane: string | null) {
  const [, fuelType = text, printedOctane = octane] = FUEL_OCTANE.exec(text ?? '') ?? [];
  const number = firstNumber(printedOctane ?? '');
  const isOctane = number !== null && number >= OCTANES.from && number <= OCTANES.to;
  return { fuelType: fuelType || null, octane: isOctane ? number : null };
}

function placesOf(read: Reader, name: Place, powerHp: Place | undefined): CatalogueEngine['places'] {
  const stroke = read.place('engine.details');
  const displacementCc = read.place('engine.cylindersDisplacement', 'engine.displacement');
  return {
    name,
    ...(stroke && { stroke }),
    ...(displacementCc && { displacementCc }),
    ...(powerHp && { powerHp }),
  };
}

/** Weights whose condition is one of the page's engines are that engine's alone. */
function dryWeightsUnder({ table, column }: Column): CatalogueEngine['dryWeightKg'] {
  const names = table.engines.map(({ name }) => engineKey(name));
  const weights = rowsOf(table, 'engine.dryWeight').flatMap((row) =>
    alternativesOf(linesUnder(row, column)).flatMap((text) => dryWeightOf(text, row) ?? []),
  );
  return weights.flatMap((weight) => {
    const engine = names.indexOf(engineKey(weight.for ?? ''));
    if (engine < 0) return weight;
    return engine === column ? { ...weight, for: null } : [];
  });
}
