import {
  type CellDoubt,
  type Expectation,
  type ExtractedProduct,
  TEXT_COLUMNS,
} from '#contracts/extracted.ts';
import { TRACK_LENGTHS } from '#reference/lexicon/tracks.ts';
import { brandOfModel } from '#reference/naming/machine.ts';
import { starterIn } from '#reference/naming/specification.ts';
import { machinePricesIn } from '../values/price.ts';

/** What the cells of a column look like, whatever supplier, year or language. */
interface Look {
  column: TextColumn;
  /** What a person would expect to stand there. */
  expected: Expectation;
  fits(text: string, product: Product): boolean;
}

/** A screen's size and words: "7.2 in. Digital Display", "10.25-in Touchscreen"; each year has new sizes. */
const SIZED_SCREEN = /^\d{1,2}([.,]\d+)?[\s-]?(in\b|inch|"|”|''|tuum|tum|дюйм)[^\d]*$/iu;
/** Of an engine one displacement is printed, with three digits or four. */
const DISPLACEMENT = /(?<!\d)\d{3,4}(?!\d)/g;
const LENGTH_IN_MM = /(?<!\d)\d[ .]?\d{3}\s?(mm|мм)/u;
const WIDTH = /\b\d{2,3}\s?(mm|in\b|"|”)/gu;
/** "RE 3700": Lynx sold models by the length of their track. */
const CLASS_OF_LENGTH = new RegExp(
  `(?<= )(${TRACK_LENGTHS.map(({ millimetres }) => millimetres).join('|')})(?!\\d|\\s?mm)`,
  'u',
);
const MEASURE = /\d{4}|(?<![\d.,])\d{1,2}[ .]\d{3}(?!\d)|\d\s?(in\b|mm\b)/u;
/** A number and its unit: "3 700 mm", "146in", "154\"", "20". */
const MEASURES = /\d[ .]?\d{3}(?!\d)|\d+(?:[.,]\d+)?|in\b\.?|inch|mm|мм|tuumaa|tum|["”″]|''|[\s,/()×x+-]/giu;
const INCHES = /(?<![\d.,])\d{2,3}(?=\s?(?:in\b|inch|"|”|''|tum))/giu;
const MILLIMETRES = /(?<![\d.,])\d[ .]?\d{3}(?!\d)/gu;
const DECIMAL = /\d[.,]\d(?!\d{2}(?!\d))/u;
/** A track's width has fewer inches than the shortest track. */
const WIDEST_INCHES = 30;

/** Lengths in one unit or both, a width beside them; never two lengths, nor a lug's height. */
function isLength(text: string): boolean {
  const inches = (text.match(INCHES) ?? []).filter((number) => Number(number) > WIDEST_INCHES);
  const isMeasure = /\d/.test(text) && text.replace(MEASURES, '') === '' && !DECIMAL.test(text);
  return isMeasure && inches.length <= 1 && (text.match(MILLIMETRES) ?? []).length <= 1;
}

/** A text unlike these is that of another column, or of two; a family that nobody has listed is another maker's. */
const SHAPES: readonly Look[] = [
  { column: 'model', expected: 'family', fits: (_, { normalized }) => normalized.family !== null },
  {
    column: 'package',
    expected: 'package',
    fits: (text) => !MEASURE.test(text.replace(WIDTH, '').replace(CLASS_OF_LENGTH, '')),
  },
  {
    column: 'engine',
    expected: 'one-engine',
    fits: (text) => (text.match(DISPLACEMENT) ?? []).length <= 1 && !/\d[.,]\d/.test(text),
  },
  { column: 'trackLength', expected: 'one-length', fits: isLength },
  { column: 'trackProfile', expected: 'no-length', fits: (text) => !LENGTH_IN_MM.test(text) },
  { column: 'trackProfile', expected: 'one-cell', fits: (text) => starterIn(text) === null },
  { column: 'starter', expected: 'no-figures', fits: (text) => !/\d/.test(text) },
  { column: 'springOptions', expected: 'no-length', fits: (text) => !LENGTH_IN_MM.test(text) },
  {
    column: 'color',
    expected: 'no-measures',
    fits: (text) => !MEASURE.test(text) && !/^(?:\d+|none|n\/a)$/i.test(text),
  },
];

/** Texts that the lexicon knows: one it does not is doubtful where the other rows' are known. */
const KNOWN: readonly Look[] = [
  { column: 'engine', expected: 'known-engine', fits: (_, { normalized }) => normalized.engine !== null },
  {
    column: 'trackProfile',
    expected: 'usual-beginning',
    fits: (text) => /^[\d\p{Lu}]/u.test(text),
  },
  {
    column: 'starter',
    expected: 'known-starter',
    fits: (_, { normalized }) => normalized.starter !== null,
  },
  {
    column: 'display',
    expected: 'screen',
    fits: (text, { normalized }) =>
      SIZED_SCREEN.test(text) || (normalized.display !== null && !/\d/.test(text)),
  },
];

/** Names have capitals inside too ("RipSaw"); no half of one is a cell of its own. */
const JOINT = /(?<=[\p{Ll}\d.)])(?=\p{Lu}\p{Ll})/gu;

/**
 * Tells cells of a list that are two in one: "Digital DisplayStudded Track", where other rows have one half alone in
 * a cell. Letters whose stated width has been damaged reach into the next column so, and nothing else shows it.
 */
const areRunTogether = (list: List, text: string): boolean =>
  text
    .matchAll(JOINT)
    .some(({ index }) => list.isCell(text.slice(0, index)) || list.isCell(text.slice(index)));

type Product = Omit<ExtractedProduct, 'confidence' | 'flags'>;
type TextColumn = (typeof TEXT_COLUMNS)[number];

/** The same words twice in one cell are those of two rows. */
const DOUBLED = /^(.+) \1$/u;
/** Columns that no machine is without. */
const VITAL: readonly TextColumn[] = ['model', 'engine'];
/** Columns that a supplier may leave empty here and there. */
const FILLED: readonly TextColumn[] = ['trackLength', 'trackProfile', 'starter', 'display', 'color'];
/** Months as spreadsheet programs of Northern Europe, Germany, France and Russia begin them, more letters behind or none. */
const MONTHS = [
  'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|maj|mai|okt|des|dez|mrz|mär',
  'tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu|jaan|veebr|märts|juuni|juuli|dets',
  'janv|févr|avr|juin|juil|août|déc|янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек',
].join('|');
const MONTH = `(?:${MONTHS})\\p{Ll}{0,5}\\.?`;
/** What a spreadsheet program makes of "1.25" or "5-1", and the number it counts that day by: a date is none of a machine's parts. */
const DATE = new RegExp(
  `^\\d{1,4}([./-])\\d{1,2}\\1\\d{2,4}$|^\\d{1,2}[.-] ?${MONTH}(?:[-. ]\\d{2,4})?$|^${MONTH}[-. ]\\d{2}(?:\\d\\d)?(?:-\\d{2,4})?$|^4\\d{4}$`,
  'iu',
);
/** Letters; longer texts are flagged for their length. */
const LONGEST_CELL = 300;
/** So many of a list's rows do alike that another is an exception. */
const NEARLY_ALL = 0.8;
/** A text that so many rows have is no slip of one. */
const SEVERAL_ROWS = 3;
/** Texts of the column that show what was expected. */
const MOST_EXAMPLES = 3;

/** Why a row does not agree with its list, its columns or itself (S1-28). */
interface Judgement {
  flags: string[];
  doubts: CellDoubt[];
}

/**
 * Judges each cell by the other rows of its column, once all have been heard. A cell that was read wrongly is rarely like
 * them: what is unlike waits for a person, and says which cell it is and what was expected there.
 */
export class Consistency {
  readonly #list = new List();
  readonly #expectedFor = expectations(this.#list);

  hear(product: Product): void {
    this.#list.add(product);
  }

  /** Of the neighbours' cells some may reach into the row. */
  judge(product: Product, neighbours: readonly Product[]): Judgement {
    const list = this.#list;
    const doubts = [
      ...missingCells(list, product, neighbours),
      ...unlikeCells(list, product, this.#expectedFor),
    ];
    return { doubts, flags: [...identityFlags(product), ...new Set(doubts.map(({ code }) => code))] };
  }
}

/** What the columns of a list hold; of its rows there may be tens of thousands. */
class List {
  rows = 0;
  readonly #columns = new Map(TEXT_COLUMNS.map((column) => [column, new Map<string, number>()]));
  readonly #filled = new Map<TextColumn, number>();
  readonly #known = new Map<Look, number>();
  readonly #commonest = new Map<TextColumn, string[]>();

  add(product: Product): void {
    this.rows += 1;
    for (const [column, counts] of this.#columns) {
      const text = product[column];
      if (text === null) continue;
      counts.set(text, (counts.get(text) ?? 0) + 1);
      this.#filled.set(column, (this.#filled.get(column) ?? 0) + 1);
    }
    for (const look of KNOWN) {
      const text = product[look.column];
      if (text === null || look.fits(text, product)) this.#known.set(look, this.known(look) + 1);
    }
  }

  /** The share of rows that fill the column. */
  filled(column: TextColumn): number {
    return (this.#filled.get(column) ?? 0) / this.rows;
  }

  /** How many rows the look fits, empty cells among them. */
  known(look: Look): number {
    return this.#known.get(look) ?? 0;
  }

  /** How many rows have the text in the column. */
  count(column: TextColumn, text: string): number {
    return this.#columns.get(column)?.get(text) ?? 0;
  }

  /** True for a text that is all of some cell. */
  isCell(text: string): boolean {
    return this.#columns.values().some((counts) => counts.has(text));
  }

  /** The commonest other texts of a column. */
  examples(column: TextColumn, text: string | null): string[] {
    const commonest = this.#commonest.get(column) ?? commonestOf(this.#columns.get(column) ?? new Map());
    this.#commonest.set(column, commonest);
    return commonest.filter((other) => other !== text).slice(0, MOST_EXAMPLES);
  }

  doubt(code: CellDoubt['code'], column: TextColumn, product: Product, expected: Expectation): CellDoubt {
    const text = product[column];
    const box = product.cells[column] ?? null;
    return { code, column, text, box, expected, values: this.examples(column, text) };
  }
}

/** One more than examples are shown: the text itself is none. */
const commonestOf = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts]
    .sort((one, other) => other[1] - one[1])
    .slice(0, MOST_EXAMPLES + 1)
    .map(([text]) => text);

function identityFlags({ brand, modelYear, model }: Product): string[] {
  const sold = brandOfModel(model ?? '');
  return [
    ...(brand === null ? ['brand-unknown'] : []),
    ...(modelYear === null ? ['model-year-unknown'] : []),
    ...(brand && sold && sold !== brand ? ['brand-contradicted'] : []),
  ];
}

/** What a person would expect in a cell that is unlike its column; null where it is like it. */
type ExpectedFor = (column: TextColumn, text: string, product: Product) => Expectation | null;

function unlikeCells(list: List, product: Product, expectedFor: ExpectedFor): CellDoubt[] {
  const doubts: CellDoubt[] = [];
  for (const column of TEXT_COLUMNS) {
    const text = product[column];
    const expected = text === null ? null : expectedFor(column, text, product);
    if (expected !== null) doubts.push(list.doubt('cell-unlike-column', column, product, expected));
  }
  return doubts;
}

/** A column's texts are judged once each, however many rows have them. */
function expectations(list: List): ExpectedFor {
  const judged = new Map(TEXT_COLUMNS.map((column) => [column, new Map<string, Expectation | null>()]));
  return (column, text, product) => {
    const known = judged.get(column)?.get(text);
    if (known !== undefined) return known;
    const isTwice = text.length < LONGEST_CELL && DOUBLED.test(text);
    const isTwo = isTwice || areRunTogether(list, text);
    const expected = isTwo ? 'one-cell' : expectedOfOne(list, column, text, product);
    judged.get(column)?.set(text, expected);
    return expected;
  };
}

function expectedOfOne(list: List, column: TextColumn, text: string, product: Product): Expectation | null {
  if (column !== 'springOptions' && machinePricesIn(text).length > 0) return 'no-price';
  if (DATE.test(text)) return 'no-date';
  const foreign = foreignColumn(list, column, text);
  if (foreign) return `not-${foreign}`;
  const misfit = SHAPES.find((look) => look.column === column && !look.fits(text, product));
  const unknown = KNOWN.find((look) => look.column === column && isException(list, look, product));
  return (misfit ?? unknown)?.expected ?? null;
}

/** A text unlike those of nearly all other rows, which no other row or two have. */
function isException(list: List, look: Look, product: Product): boolean {
  const text = product[look.column];
  if (text === null || look.fits(text, product)) return false;
  const same = list.count(look.column, text);
  const others = list.rows - same;
  return same < SEVERAL_ROWS && list.known(look) >= others * NEARLY_ALL;
}

/** Columns whose texts do not stand in other columns' cells: options and packages name displays and starters too. */
const TELLING = ['engine', 'trackLength', 'trackProfile', 'display', 'color'] as const;
type Telling = (typeof TELLING)[number];
const FEWEST_WORDS = 2;

function foreignColumn(list: List, column: TextColumn, text: string): Telling | null {
  if (column === 'springOptions' || column === 'model') return null;
  const parts = partsOf(text).filter((part) => part.includes(' '));
  const found = TELLING.find(
    (other) => other !== column && parts.some((part) => list.count(other, part) > list.count(column, text)),
  );
  return found ?? null;
}

/** The text, its beginnings and its ends, word by word. */
function partsOf(text: string): string[] {
  const words = text.split(' ');
  if (text.length > LONGEST_CELL) return [];
  const cuts = words.slice(1).map((_, index) => index + 1);
  return [text, ...cuts.flatMap((at) => [words.slice(0, at).join(' '), words.slice(at).join(' ')])];
}

/** Empty cells that nearly all rows fill, where no machine is without or the text may stand in a cell beside. */
function missingCells(list: List, product: Product, neighbours: readonly Product[]): CellDoubt[] {
  const missing = (column: TextColumn, expected: Expectation) =>
    list.doubt('cell-missing', column, product, expected);
  const vital = VITAL.filter((column) => product[column] === null && list.filled(column) > 0);
  const moved = FILLED.filter(
    (column) =>
      product[column] === null &&
      list.filled(column) >= NEARLY_ALL &&
      mayStandBeside(list, product, neighbours, column),
  );
  return [
    ...vital.map((column) => missing(column, 'text')),
    ...moved.map((column) => missing(column, 'text-beside')),
  ];
}

function mayStandBeside(
  list: List,
  product: Product,
  neighbours: readonly Product[],
  column: TextColumn,
): boolean {
  const own = TEXT_COLUMNS.filter((other) => other !== column && product[other] !== null);
  const isIn = (other: TextColumn) => holdsMore(list, other, product[other] as string, column);
  return own.some(isIn) || neighbours.some((row) => reachesInto(row, product, column));
}

/** A cell that ends or begins as a cell of the missing column, or as another of its own with more before or behind. */
function holdsMore(list: List, column: TextColumn, text: string, missing: TextColumn): boolean {
  const [, ...parts] = partsOf(text);
  const isOwn = (part: string) => part.split(' ').length >= FEWEST_WORDS && list.count(column, part) > 0;
  return parts.some((part) => list.count(missing, part) > 0 || isOwn(part)) && list.count(column, text) === 1;
}

/** A cell that the rows above and below share stands between them. */
function reachesInto(neighbour: Product, product: Product, column: TextColumn): boolean {
  const cell = neighbour.cells[column];
  const [own, other] = [product.cells.modelCode, neighbour.cells.modelCode];
  if (!cell || !own || !other || neighbour.page !== product.page) return false;
  const [here, there] = [(own[1] + own[3]) / 2, (other[1] + other[3]) / 2];
  const middle = (cell[1] + cell[3]) / 2;
  return (
    Math.abs(middle - there) > Math.abs(here - there) * OFF_ITS_ROW &&
    Math.sign(middle - there) === Math.sign(here - there)
  );
}

/** A cell whose middle is so much of a row's step off its own row's line is not that row's alone. */
const OFF_ITS_ROW = 0.35;
