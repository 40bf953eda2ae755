import type { ExtractedProduct } from '#contracts/extracted.ts';
import { brandOfModel } from '#reference/lexicon/canonical.ts';
import { TRACK_LENGTHS } from '#reference/lexicon/tracks.ts';
import { runTogether } from './run-together.ts';

type Product = Omit<ExtractedProduct, 'confidence' | 'flags'>;

/** A screen's size and words: "7.2 in. Digital Display"; each year has new sizes. */
const SIZED_SCREEN = /^\d{1,2}([.,]\d+)?\s?(in\b|inch|"|”|''|tuum|tum|дюйм)[^\d]*$/iu;
/** "146in 3700mm", one of the two, or in the other order. */
const LENGTHS =
  /^(\d{2,3}\s?(in\b\.?|inch|"|”|''|tuumaa|tum)?)?\s*[/,(]?\s*(\d[ .]?\d{3}\s?(mm|мм)?\)?)?(\s*[/(]?\s*\d{2,3}\s?(in\b\.?|"|”))?\)?$/iu;
/** Of an engine one displacement is printed, with three digits or four. */
const DISPLACEMENT = /(?<!\d)\d{3,4}(?!\d)/g;
const LENGTH_IN_MM = /(?<!\d)\d[ .]?\d{3}\s?(mm|мм)/u;
const WIDTH = /\b\d{2,3}\s?(mm|in\b|"|”)/gu;
/** "RE 3700": Lynx sold models by the length of their track. */
const CLASS_OF_LENGTH = new RegExp(
  `(?<= )(${TRACK_LENGTHS.map(({ millimetres }) => millimetres).join('|')})(?!\\d|\\s?mm)`,
  'u',
);
const MEASURE = /\d{3}|\d\s?(in\b|mm\b)/u;
/** The same words twice in one cell are those of two rows. */
const DOUBLED = /^(.+) \1$/u;

/** What the cells of a column look like, whatever supplier, year or language; a text unlike it may be two cells in one. */
const LOOKS: readonly { column: keyof Product & string; fits(text: string, product: Product): boolean }[] = [
  { column: 'model', fits: (_, { normalized }) => normalized.family !== null },
  {
    column: 'package',
    fits: (text) => !MEASURE.test(text.replace(WIDTH, '').replace(CLASS_OF_LENGTH, '')),
  },
  {
    column: 'engine',
    fits: (text, { normalized }) =>
      normalized.engine !== null && (text.match(DISPLACEMENT) ?? []).length <= 1 && !/\d[.,]\d/.test(text),
  },
  { column: 'trackLength', fits: (text) => LENGTHS.test(text) },
  { column: 'trackProfile', fits: (text) => !LENGTH_IN_MM.test(text) && /^[\d\p{Lu}]/u.test(text) },
  { column: 'starter', fits: (text, { normalized }) => normalized.starter !== null && !/\d/.test(text) },
  {
    column: 'display',
    fits: (text, { normalized }) =>
      SIZED_SCREEN.test(text) || (normalized.display !== null && !/\d/.test(text)),
  },
  { column: 'springOptions', fits: (text) => !LENGTH_IN_MM.test(text) },
  { column: 'color', fits: (text) => !MEASURE.test(text) },
];

/** Columns that every machine fills where a list has them; packages and spring options a machine may lack. */
const FILLED = ['model', 'engine', 'trackLength', 'trackProfile', 'starter', 'display', 'color'] as const;
/** Letters; longer texts are flagged for their length. */
const LONGEST_CELL = 300;
/** So many of a list's rows fill a column that an empty cell in it is a lost one. */
const NEARLY_ALL = 0.8;

/**
 * Why a row does not agree with its list, its column or itself (S1-28), row by row. A cell that was read wrongly is
 * rarely like the others of its column: what is unlike them waits for a person.
 */
export function consistencyFlags(products: readonly Product[]): string[][] {
  const filled = FILLED.filter((column) => shareFilled(products, column) >= NEARLY_ALL);
  const hasTwoInOne = runTogether(products);
  return products.map((product) => [
    ...identityFlags(product),
    ...(filled.some((column) => product[column] === null) ? ['cell-missing'] : []),
    ...(LOOKS.some((look) => !fitsColumn(product, look)) || hasTwoInOne(product)
      ? ['cell-unlike-column']
      : []),
  ]);
}

function identityFlags({ brand, modelYear, model }: Product): string[] {
  const sold = brandOfModel(model ?? '');
  return [
    ...(brand === null ? ['brand-unknown'] : []),
    ...(modelYear === null ? ['model-year-unknown'] : []),
    ...(brand && sold && sold !== brand ? ['brand-contradicted'] : []),
  ];
}

/** Of a model and an engine no machine is without. */
function shareFilled(products: readonly Product[], column: (typeof FILLED)[number]): number {
  const count = products.filter((product) => product[column] !== null).length;
  const isVital = column === 'model' || column === 'engine';
  return isVital && count > 0 ? 1 : count / products.length;
}

function fitsColumn(product: Product, { column, fits }: (typeof LOOKS)[number]): boolean {
  const text = product[column];
  if (typeof text !== 'string') return true;
  const isDoubled = text.length < LONGEST_CELL && DOUBLED.test(text);
  return !isDoubled && fits(text, product);
}
