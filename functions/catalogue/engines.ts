import type { CatalogueEngine } from '#contracts/catalogue.ts';
import { FIELD_UNITS, type MeasuredField, type RowField } from '#reference/catalogue/row-labels.ts';
import { type EnginePowers, engineKey } from './engine-powers.ts';
import { dryWeightOf } from './measures.ts';
import { printedCase } from './model-name.ts';
import { alternativesOf } from './printed-text.ts';
import { firstNumber, NUMBER, numberOf, quantityIn } from './quantities.ts';
import type { SpecTable } from './spec-table.ts';
import { linesUnder, rowsOf, textUnder } from './table-values.ts';

type Power = Pick<CatalogueEngine, 'powerHp' | 'powerSource' | 'fromEnginePage' | 'powerNote'>;

const STROKES = [
  [2, /\b(?:two|2)[- ]*stroke/i],
  [4, /\b(?:four|4)[- ]*stroke/i],
] as const;
const CYLINDERS_DISPLACEMENT = new RegExp(`^(\\d+)\\D+?(${NUMBER})\\s*cc`, 'i');
const BORE_STROKE = new RegExp(`(${NUMBER})\\s*(?:mm)?\\s*[x×]\\s*(${NUMBER})`, 'i');
const FUEL_OCTANE = /^(.*?)\W*\b(\d{2,3})\b/;
/** "600 EFI – 85": the power behind the dash. */
const POWER_IN_NAME = /[-–]\s*(\d{2,3})(?:\s*hp)?$/i;

/** The engines of a model page, one a column; `powers` is what the book's engine pages say. */
export function enginesOf(table: SpecTable, powers: EnginePowers): CatalogueEngine[] {
  return table.engines.map((printed, column) => {
    const name = printedCase(printed);
    const text = (field: RowField) => textUnder(table, field, column);
    const amount = (field: MeasuredField) => amountUnder(table, field, column);
    const details = text('engine.details');
    return {
      name,
      details,
      stroke: STROKES.find(([, pattern]) => pattern.test(details ?? ''))?.[0] ?? null,
      ...cylindersOf(
        text('engine.cylindersDisplacement'),
        text('engine.cylinders'),
        text('engine.displacement'),
      ),
      ...boreStrokeOf(text('engine.boreStroke')),
      ...powerOf(name, text('engine.power'), amount('engine.power'), powers),
      fuelSystem: text('engine.fuelSystem'),
      ...fuelOf(text('engine.fuelTypeOctane') ?? text('engine.fuelType'), text('engine.octane')),
      fuelTankL: amount('engine.fuelTank'),
      oilTankL: amount('engine.oilTank'),
      driveClutch: text('engine.driveClutch'),
      drivenClutch: text('engine.drivenClutch'),
      dryWeightKg: dryWeightsUnder(table, column),
    };
  });
}

function amountUnder(table: SpecTable, field: MeasuredField, column: number): number | null {
  const text = textUnder(table, field, column);
  const [row] = rowsOf(table, field);
  return text === null || row === undefined ? null : quantityIn(text, FIELD_UNITS[field], row.units);
}

function cylindersOf(both: string | null, cylinders: string | null, displacement: string | null) {
  const [, count = cylinders, cc = displacement] = CYLINDERS_DISPLACEMENT.exec(both ?? '') ?? [];
  return { cylinders: firstNumber(count ?? ''), displacementCc: firstNumber(cc ?? '') };
}

function boreStrokeOf(text: string | null) {
  const [, bore, stroke] = BORE_STROKE.exec(text ?? '') ?? [];
  return { boreMm: bore ? numberOf(bore) : null, strokeMm: stroke ? numberOf(stroke) : null };
}

function fuelOf(text: string | null, octane: string | null) {
  const [, fuelType = text, printedOctane = octane] = FUEL_OCTANE.exec(text ?? '') ?? [];
  return { fuelType: fuelType || null, octane: firstNumber(printedOctane ?? '') };
}

/** The model page outweighs the engine's name, and the name the engine page. */
function powerOf(name: string, printed: string | null, onPage: number | null, powers: EnginePowers): Power {
  const inName = POWER_IN_NAME.exec(name)?.[1];
  const onEnginePage = powers.get(engineKey(name)) ?? null;
  if (onPage !== null) return power(onPage, 'model_page', noteOf(printed));
  if (inName !== undefined) return power(Number(inName), 'engine_name');
  return power(onEnginePage, onEnginePage === null ? null : 'engine_page');
}

const power = (
  powerHp: number | null,
  powerSource: Power['powerSource'],
  powerNote: string | null = null,
): Power => ({ powerHp, powerSource, fromEnginePage: powerSource === 'engine_page', powerNote });

/** "180 up to 8,000 ft." is more than a number. */
const noteOf = (printed: string | null): string | null =>
  printed === null || /^[\d.,]+\s*(?:hp)?$/i.test(printed) ? null : printed;

function dryWeightsUnder(table: SpecTable, column: number): CatalogueEngine['dryWeightKg'] {
  return rowsOf(table, 'engine.dryWeight').flatMap((row) => {
    const weights = alternativesOf(linesUnder(row, column));
    return weights.flatMap((text) => dryWeightOf(text, row) ?? []);
  });
}
