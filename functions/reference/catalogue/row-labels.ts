import { CHASSIS_LABELS } from './labels/chassis.ts';
import { ENGINE_LABELS } from './labels/engine.ts';
import { EQUIPMENT_LABELS } from './labels/equipment.ts';

/**
 * Row labels of specification tables, by the field they fill: in lower case, without units, brackets and
 * punctuation. The first spellings are those of the books seen; the others are wordings of other years and
 * markets, and of Finnish, Swedish, Norwegian and Russian books. A new wording is one more string there.
 */
export const ROW_LABELS = { ...ENGINE_LABELS, ...CHASSIS_LABELS, ...EQUIPMENT_LABELS };

export type RowField = keyof typeof ROW_LABELS;

const FIELD_BY_LABEL = new Map<string, RowField>(
  (Object.entries(ROW_LABELS) as [RowField, readonly string[]][]).flatMap(([field, labels]) =>
    labels.map((label) => [plainLabel(label), field] as const),
  ),
);

/** Units at a label's end outside brackets: "Dry weight, kg", "Polttoainesäiliö L". */
const UNITS_AT_END = /(?: (?:mm|cm|in|kg|lbs?|l|us gal|gal|qt|hp|hv|hk|ps|kw|cc|cm3|мм|кг|л|л с|см3))+$/;

/** The field of a row so labelled; null for a label nobody has listed. A weight's goes on with its condition. */
export function rowFieldOf(label: string): RowField | null {
  const plain = plainLabel(label);
  const field = FIELD_BY_LABEL.get(plain) ?? FIELD_BY_LABEL.get(plain.replace(UNITS_AT_END, ''));
  return field ?? (plain.startsWith('dry weight ') ? 'engine.dryWeight' : null);
}

/** "Runner (in.) – Carbide (in.)" and "Runner-carbide" are one label; a footnote's number is no part of it. */
export function plainLabel(label: string): string {
  return label
    .toLowerCase()
    .replace(/[([][^)\]]*[)\]]?/g, ' ')
    .replace(/ё/g, 'е')
    .replace(/×/g, 'x')
    .replace(/(?<=\p{L}{2})\d(?=\s|$)/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
