import { keptReadings } from '#reference/naming/kept-readings.ts';
import { numberOf, SPACED_NUMBER } from './numbers.ts';

/** A unit of the books, as the contract names it. */
export type Unit = (typeof UNITS)[number];

/** Every unit, by the name that `Unit` has for it. */
export const UNITS = [
  'mm',
  'cm',
  'in',
  'ft',
  'm',
  'kg',
  'lb',
  'l',
  'gal',
  'qt',
  'oz',
  'hp',
  'kw',
  'cc',
  'ci',
] as const;

/** How units are printed in the books' languages, longest spelling first; without the dot of an abbreviation. */
const PRINTED: Readonly<Record<Unit, string>> = {
  mm: 'millimet(?:er|re)s?|mm|мм',
  cm: 'cm|см',
  in: "inches|inch|in|zoll|pouces?|po|tuumaa?|tum|tommer|дюйм(?:а|ов)?|\"|''",
  ft: 'feet|ft',
  m: 'met(?:er|re)s?|m|м',
  kg: 'kilo(?:gram(?:me|ma|mer|y|ów|a)?)?s?|kiloa|kg|килограмм(?:а|ов)?|кг',
  lb: 'lbs?',
  l: 'lit(?:er|re)s?|litraa?|litr(?:y|ów)?|ltr|литр(?:а|ов)?|dm3|л|l',
  gal: '(?:US )?gal(?:lons?)?',
  qt: '(?:US )?qts?',
  oz: '(?:US )?(?:fl\\.? )?oz',
  hp: 'b?hp|horsepower|hevosvoimaa?|hv|hästkrafter|hk|hestekrefter|pk|ps|pferdestärken|ch(?:evaux)?|cv|kon(?:ie|i|ia) mechaniczn(?:ych|e|ego)|лошадин(?:ых|ые|ая) сил[аы]?|л\\.? ?с',
  kw: 'kw|квт',
  cc: 'ccm|cc|cm3|kuutiosenttiä|см3|куб\\.? ?см',
  ci: 'cu\\.? ?in',
};
/** Where two could begin at one place ("cm3", "cm"; "л.с.", "л") the one listed first is meant. */
const PRECEDENCE = ['cc', 'ci', 'hp', 'kw', ...UNITS] as const;
const ANY_UNIT = [...new Set(PRECEDENCE)].map((unit) => `(?<${unit}>${PRINTED[unit]})`).join('|');
const UNIT = new RegExp(`(?<![\\p{L}\\p{N}])(?:${ANY_UNIT})\\.?(?![\\p{L}\\p{N}])`, 'giu');
const QUANTITY = new RegExp(
  `(?<number>${SPACED_NUMBER})(?:[ -]?(?:${ANY_UNIT})(?![\\p{L}\\p{N}])\\.?)?`,
  'giu',
);

/** A printed number and the unit beside it, null where none is. */
export interface Quantity {
  value: number;
  unit: Unit | null;
}

const unitOf = (groups: Record<string, string | undefined> = {}): Unit | null =>
  UNITS.find((unit) => groups[unit] !== undefined) ?? null;

/** "L × W × H" names sides, and no litres. */
const SIDES = /(?<!\p{L})\p{L}\s{0,3}[x×х*/]\s{0,3}\p{L}\s{0,3}[x×х*/]\s{0,3}\p{L}+/gu;

/** The units a text names, in their order. */
const unitsIn = keptReadings((text): readonly Unit[] =>
  [...text.replace(SIDES, ' ').matchAll(UNIT)].flatMap(({ groups }) => unitOf(groups) ?? []),
);

/** Characters; what is longer is a text and no measure, and would cost more to search than it is worth. */
const LONGEST_CELL = 1000;

/** Between the ends of a range; the unit behind it is that of both. */
const RANGE = /^\s*(?:-|–|to|…|\.\.\.)\s*$/;

/** Numbers and units of a text in their order; each text is asked for by every field that it may be of. */
export const quantitiesIn = keptReadings((text): readonly Quantity[] => {
  const found = [...text.slice(0, LONGEST_CELL).matchAll(QUANTITY)];
  const units = found.map(({ groups }) => unitOf(groups));
  return found.map((match, at) => {
    const end = match.index + match[0].length;
    const isRange = RANGE.test(text.slice(end, found[at + 1]?.index));
    const unit = units[at] ?? (isRange ? (units[at + 1] ?? null) : null);
    return { value: numberOf(match.groups?.number ?? ''), unit };
  });
});

/** What a text says beside its numbers and their units. */
export const besideQuantities = (text: string): string => text.slice(0, LONGEST_CELL).replace(QUANTITY, ' ');

/** Poland's horsepower: "Moc (KM)"; "km" are kilometres anywhere. */
const POLISH = /(?<=[([]\s?)KM(?=\s?[)\]])/u;

const lastWord = (label: string): string => label.trimEnd().split(/[\s,]/).at(-1) ?? '';

/**
 * The units a label names, in their order: "Fuel tank (L/US gal)" gives l, gal. Outside brackets only its end
 * ("Dry weight, kg") and a power's own name ("Horsepower") are units.
 */
export function unitsOfLabel(label: string): readonly Unit[] {
  const brackets = [...label.replace(POLISH, 'hp').matchAll(/[([]([^)\]]*)[)\]]?/g)].map(
    ([, inside = '']) => inside,
  );
  const inBrackets = brackets.flatMap((inside) => unitsIn(inside));
  if (inBrackets.length > 0) return inBrackets;
  const end = lastWord(label);
  const power = unitsIn(label).filter((unit) => unit === 'hp');
  return power.length > 0 ? power : unitsIn(end);
}

/** Behind a dash, colon or comma a section's title tells the unit of its numbers; "in" is a word there. */
const BEHIND_TITLE = /[-–—:,]\s([^-–—:,]{1,30})$/;

/** The units that a section's title gives to the rows below it: "DIMENSIONS (mm)", "Tanks – litres". */
export function unitsOfTitle(title: string): readonly Unit[] {
  if (/[([]/.test(title)) return unitsOfLabel(title);
  const [, behind = ''] = BEHIND_TITLE.exec(title) ?? [];
  return unitsIn(behind.replace(/(?<!\p{L})in(?!\p{L})/giu, ' '));
}

const KINDS: readonly (readonly Unit[])[] = [
  ['mm', 'cm', 'in', 'ft', 'm'],
  ['kg', 'lb'],
  ['l', 'gal', 'qt', 'oz'],
  ['hp', 'kw'],
  ['cc', 'ci'],
];
const kindOf = (unit: Unit): number => KINDS.findIndex((kind) => kind.includes(unit));

const ONE_UNIT_OF_TWO = new RegExp(`${SPACED_NUMBER}\\s{0,3}/\\s{0,3}${SPACED_NUMBER}`);

/** "224 / 264 kg": the unit behind the second is that of both where the label names no two. */
const sharesUnit = (
  text: string,
  quantities: readonly Quantity[],
  at: number,
  unit: Unit,
  labelUnits: readonly Unit[],
): boolean =>
  labelUnits.length < 2 &&
  quantities.length === 2 &&
  at === 0 &&
  quantities[0]?.unit === null &&
  quantities[1]?.unit === unit &&
  ONE_UNIT_OF_TWO.test(text);

/**
 * The numbers that a value gives in one unit: those with the unit beside them, else the bare ones at the unit's
 * place among the label's ("3,188 / 125.5" under "(mm/in.)"), or where no other of these measures the like ("DIMENSIONS (mm, kg)"). Empty where it is given in others only, or in none.
 */
export function valuesIn(text: string, unit: Unit, labelUnits: readonly Unit[]): number[] {
  const quantities = quantitiesIn(text);
  const inUnit = quantities.filter(
    (quantity, at) => quantity.unit === unit || sharesUnit(text, quantities, at, unit, labelUnits),
  );
  if (inUnit.length > 0) return inUnit.map(({ value }) => value);
  const place = labelUnits.indexOf(unit);
  if (place < 0 || quantities.every((quantity) => quantity.unit !== null)) return [];
  const parts = text.split('/');
  if (
    quantities.length === 1 &&
    labelUnits.every((other) => other === unit || kindOf(other) !== kindOf(unit))
  )
    return quantities.map(({ value }) => value);
  if (parts.length > labelUnits.length) return [];
  const part = parts[place] ?? '';
  return quantitiesIn(part).flatMap((quantity) => (quantity.unit === null ? quantity.value : []));
}
