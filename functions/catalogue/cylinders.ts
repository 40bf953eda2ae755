import type { CatalogueEngine } from '#contracts/catalogue.ts';
import { CYLINDER_WORDS } from '#reference/catalogue/strokes.ts';
import { NUMBER, numberOf } from '#reference/measures/numbers.ts';
import { quantitiesIn, type Unit } from '#reference/measures/quantities.ts';
import { engineNameSurety } from './engine-names.ts';

/** Cubic centimetres of snowmobile engines, from youth to the largest four-strokes. */
const LEAST_CC = 40;
const MOST_CC = 1400;
const MOST_CYLINDERS = 4;

const CYLINDERS_FIRST =
  /^(\d)(?:\s{0,3}(?:cyl\p{L}{0,9}|syl\p{L}{0,12}|цил\p{L}{0,12})\.?)?\s{0,3}(?:[-–—/,x]|\s)\s{0,3}(.*)$/iu;
const TIMES_STROKE = new RegExp(
  `^(${NUMBER})\\s{0,3}(?:mm)?\\s{0,3}(?:[x×х*/–-]|\\s-\\s)\\s{0,3}(${NUMBER})\\s{0,3}(?:mm)?$`,
  'iu',
);

/** A printed text and the units its label names. */
export interface Labelled {
  text: string;
  units: readonly Unit[];
}

type Cylinders = Pick<CatalogueEngine, 'cylinders' | 'displacementCc'>;

/** From one cell ("2 – 849 cc") or from a row of their own each; null where it is not understood. */
export function cylindersOf(both: Labelled | null, count: Labelled | null, size: Labelled | null): Cylinders {
  const [, first, rest] = CYLINDERS_FIRST.exec(both?.text ?? '') ?? [];
  return {
    cylinders: countIn(first ?? count?.text ?? ''),
    displacementCc: cubicCentimetres(both ? { text: rest ?? both.text, units: both.units } : size),
  };
}

function countIn(text: string): number | null {
  const [digits] = /(?<![\d.,])\d(?![\d.,])/.exec(text) ?? [];
  const count = digits ? Number(digits) : (CYLINDER_WORDS.find(([, word]) => word.test(text))?.[0] ?? null);
  return count !== null && count >= 1 && count <= MOST_CYLINDERS ? count : null;
}

/** A bare number of this size can only be cubic centimetres; an engine's name says a class ("850 E-TEC" has 849). */
function cubicCentimetres(printed: Labelled | null): number | null {
  if (printed === null || engineNameSurety(printed.text) === 2) return null;
  const quantities = quantitiesIn(printed.text);
  const inCc = quantities.filter(({ unit }) => unit === 'cc');
  const values = (inCc.length > 0 ? inCc : bare(quantities, printed.units)).map(({ value }) => value);
  const [cc, ...others] = new Set(values);
  return cc !== undefined && others.length === 0 && cc >= LEAST_CC && cc <= MOST_CC ? cc : null;
}

const bare = (quantities: ReturnType<typeof quantitiesIn>, units: readonly Unit[]) =>
  units.length === 0 || units[0] === 'cc' ? quantities.filter(({ unit }) => unit === null).slice(0, 1) : [];

type BoreStroke = Pick<CatalogueEngine, 'boreMm' | 'strokeMm'>;

/** Millimetres of bores and strokes of engines from 50 to 1300 cm³. */
const LEAST_BORE = 30;
const MOST_BORE = 120;

/** The one length that a cell gives as a bore or a stroke, in millimetres: "72.3 mm", "82 (3.23 in.)", "3.23 in. (82 mm)". */
export function boreOf(printed: Labelled | null): number | null {
  const [first = [], ...others] = (printed?.text.split(/[/(]/) ?? []).map(quantitiesIn);
  const inMm = others.find((quantities) => quantities.some(({ unit }) => unit === 'mm'));
  const unit = first[0]?.unit ?? printed?.units[0] ?? 'mm';
  const [length, ...more] = unit === 'mm' ? first : (inMm ?? []);
  if (length === undefined || more.length > 0) return null;
  return length.value >= LEAST_BORE && length.value <= MOST_BORE ? length.value : null;
}

/** Bore and stroke in millimetres: "82 x 80.4" under a label in mm, or in none. */
export function boreStrokeOf(printed: Labelled | null): BoreStroke {
  const whole = (printed?.units.length ?? 0) > 1 ? null : boreAndStroke(printed?.text ?? '');
  if (whole && isOfEngine(whole) && isInMm(printed)) return whole;
  const place = printed?.units.includes('mm') ? printed.units.indexOf('mm') : 0;
  const parts = printed?.text.split(/\s\/\s|\(/) ?? [];
  const inMm = printed?.units.length === 0 || printed?.units.includes('mm') ? (parts[place] ?? '') : '';
  return boreAndStroke(inMm) ?? { boreMm: null, strokeMm: null };
}

const isInMm = (printed: Labelled | null): boolean => (printed?.units[0] ?? 'mm') === 'mm';

const isOfEngine = ({ boreMm, strokeMm }: BoreStroke): boolean =>
  [boreMm, strokeMm].every((mm) => mm !== null && mm >= LEAST_BORE && mm <= MOST_BORE);

function boreAndStroke(text: string): BoreStroke | null {
  const [, bore, stroke] = TIMES_STROKE.exec(text.trim()) ?? [];
  return bore && stroke ? { boreMm: numberOf(bore), strokeMm: numberOf(stroke) } : null;
}
