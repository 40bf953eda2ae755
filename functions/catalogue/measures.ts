import type { CatalogueModel } from '#contracts/catalogue.ts';
import { NUMBER, numberOf, partInUnit, quantityIn, type Unit } from './quantities.ts';
import type { TableRow } from './spec-table.ts';

type Dimension = CatalogueModel['dimensions'][string][number];
type DryWeight = CatalogueModel['engines'][number]['dryWeightKg'][number];

const RANGE = new RegExp(`(${NUMBER})\\s*(?:mm)?\\s*(?:-|–|to)\\s*(${NUMBER})`);

/** "3,188 mm (154 in.)": what is measured, and for which machine. */
function splitCondition(text: string): { value: string; condition: string | null } {
  const [, value = text, condition = null] = /^([^(]*)\((.*)\)\s*$/.exec(text) ?? [];
  return { value, condition };
}

/** One dimension as printed, a range included; null where it is not given in millimetres. */
export function dimensionOf(text: string, labelUnits: readonly Unit[]): Dimension | null {
  const { value, condition } = splitCondition(text);
  const part = partInUnit(value, 'mm', labelUnits);
  const size = part === null ? null : lengthOf(part);
  return size && (condition === null ? size : { ...size, note: condition });
}

function lengthOf(part: string): Dimension | null {
  const [, from, to] = RANGE.exec(part) ?? [];
  if (from !== undefined && to !== undefined) return { mmMin: numberOf(from), mmMax: numberOf(to) };
  const mm = quantityIn(part, 'mm', []);
  return mm === null ? null : { mm };
}

/** One dry weight; where the value says nothing of its condition, the label may. */
export function dryWeightOf(
  text: string,
  { label, units }: Pick<TableRow, 'label' | 'units'>,
): DryWeight | null {
  const { value, condition } = splitCondition(text);
  const kg = quantityIn(value, 'kg', units);
  return kg === null ? null : { for: condition ?? trackInLabel(label), kg };
}

/** "Dry weight 20 in. track (kg)": tracks so called differ in width. */
function trackInLabel(label: string): string | null {
  const [, inches] = /(\d+) in\.? track/i.exec(label) ?? [];
  return inches === undefined ? null : `${inches} in. track width`;
}
