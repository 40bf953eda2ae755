import {
  type CellDoubt,
  COLUMNS,
  type Column,
  type Expectation,
  type ExtractedProduct,
  type Normalized,
} from '#contracts/extracted.ts';
import type { ModelCode } from '#pages/model-code.ts';
import { engineIn, ratedName } from '#reference/naming/engine.ts';
import { brandOfModel, familyOf, packageIn, readModel } from '#reference/naming/machine.ts';
import { displayIn, starterIn } from '#reference/naming/specification.ts';
import { lengthOfClass, readLength, widthOf } from '#reference/naming/track.ts';
import { flagsOfCell, flagsOfCells } from './accounting/cell-letters.ts';
import { remarkFlags } from './accounting/remarks.ts';
import { type ListRow, moneyKey } from './list-rows.ts';
import { type Cells, doubtsOf } from './table/table-cells.ts';
import { type PriceFlag, readPrice } from './values/price.ts';

/**
 * The canonical values of a row; null where a cell is empty or says nothing the lexicon knows. What has no
 * column of its own is read from the model's name and the package behind it, as matching reads them.
 */
export function normalize(cells: Cells): Normalized {
  const [model, kit] = [cells.model?.text ?? '', cells.package?.text ?? ''];
  const named = readModel(`${model} ${kit}`);
  const length = cells.trackLength ? readLength(cells.trackLength.text) : lengthOfClass(named.lengthIn);
  const width = widthOf(named.widthMm);
  return {
    family: familyOf(model),
    package: packageIn(kit),
    engine: cells.engine ? engineIn(cells.engine.text) : ratedName(named.engine),
    trackLengthMm: length.millimetres,
    trackLengthIn: length.inches,
    trackWidthMm: width.millimetres,
    trackWidthIn: width.inches,
    starter: starterIn(cells.starter?.text ?? ''),
    display: displayIn(cells.display?.text ?? ''),
  };
}

/** Why a person should look at the text of a row; it is kept as printed. */
function textFlags(code: ModelCode, cells: Cells): string[] {
  return [...lettersFlags(code, cells), ...(doubtsOf(Object.values(cells)).doubts ?? [])];
}

/** The cells that these flags are about. */
const doubtfulCells = (cells: Cells): { code: string; column: Column }[] =>
  COLUMNS.flatMap((column) => {
    const cell = cells[column];
    if (!cell) return [];
    return [...flagsOfCell(cell.text), ...(cell.doubts ?? [])].map((code) => ({ code, column }));
  });

function lettersFlags(code: ModelCode, cells: Cells): string[] {
  const found = flagsOfCells(Object.values(cells).map(({ text }) => text));
  return code.printed === code.latin ? found : [...new Set(['look-alike-letters', ...found])];
}

const CLEAN = 1;
/** A flagged row is never published unseen, whatever its matching says. */
const FLAGGED = 0.5;

/** A row as a product, before the other rows of its list are asked, and what tells which those are. */
export interface Draft {
  product: ExtractedProduct;
  /** About its cells, by themselves. */
  doubts: CellDoubt[];
  /** That of all rows whose prices are in one currency. */
  moneyKey: string;
  /** That of all rows of a list with one code, seen through look-alike letters. */
  codeKey: string;
  damaged?: ListRow['damaged'];
}

/** Reads a row by itself; `decimalMarks` are those that set off decimals in its list for sure. */
export function draftOf(row: ListRow, decimalMarks?: ReadonlySet<string>): Draft {
  const one = product(row, decimalMarks);
  return {
    product: one,
    doubts: cellDoubts(row, one),
    moneyKey: moneyKey(row),
    codeKey: `${one.brand} ${one.modelYear} ${row.code.latin}`,
    ...(row.damaged && { damaged: row.damaged }),
  };
}

function product(row: ListRow, decimalMarks: ReadonlySet<string> = new Set()): ExtractedProduct {
  const price = readPrice(row.cells.price?.text ?? '', {
    heading: row.list.priceHeading,
    market: row.list.market,
    headingMarket: row.list.headingMarket,
    title: row.list.lines,
    decimalMarks,
  });
  const flags = [...(price.flag ? [price.flag] : []), ...textFlags(row.code, row.cells), ...remarkFlags(row)];
  return {
    page: row.page,
    row: row.row,
    brand: row.list.brand ?? brandOfModel(row.cells.model?.text ?? ''),
    modelYear: row.list.modelYear,
    section: row.cells.section?.text ?? row.section?.text ?? null,
    modelCode: row.code.printed,
    ...texts(row),
    price: price.money,
    priceText: row.cells.price?.text ?? null,
    springOnly: row.springOnly,
    normalized: normalize(row.cells),
    confidence: flags.length === 0 ? CLEAN : FLAGGED,
    cells: boxes(row),
    ...(row.addresses && { addresses: row.addresses }),
    ...marks(row),
    flags,
  };
}

/** The cells that the flags of a row alone are about. */
function cellDoubts({ cells }: ListRow, { flags, cells: boxes }: ExtractedProduct): CellDoubt[] {
  const ofPrice = flags
    .filter((flag) => flag in PRICES_EXPECTED)
    .map((code) => ({ code, column: 'price' as const }));
  return [...ofPrice, ...doubtfulCells(cells)].map(({ code, column }) =>
    doubtOf(code, column, { text: cells[column]?.text ?? null, box: boxes[column] ?? null }),
  );
}

/** A doubt that no other cells are shown for. */
export const doubtOf = (
  code: CellDoubt['code'],
  column: Column,
  cell: Pick<CellDoubt, 'text' | 'box'>,
): CellDoubt => ({ code, column, ...cell, expected: EXPECTED[code] ?? 'plain', values: [] });

/** What would have been no doubt, by the flags about prices. */
const PRICES_EXPECTED: Readonly<Record<PriceFlag, Expectation>> = {
  'price-missing': 'price',
  'price-is-text': 'amount',
  'price-zero': 'above-zero',
  'price-negative': 'above-zero',
  'price-absurd': 'likely-price',
  'price-form-unclear': 'clear-decimals',
  'currency-unknown': 'known-currency',
};

const EXPECTED: Readonly<Record<string, Expectation>> = {
  ...PRICES_EXPECTED,
  'mark-unclear': 'clear-mark',
  torn: 'whole-amount',
};

function texts({ cells }: ListRow) {
  const text = (column: Column) => cells[column]?.text ?? null;
  return {
    model: text('model'),
    package: text('package'),
    engine: text('engine'),
    trackLength: text('trackLength'),
    trackProfile: text('trackProfile'),
    starter: text('starter'),
    display: text('display'),
    springOptions: text('springOptions'),
    color: text('color'),
  };
}

function boxes({ cells, section }: ListRow): ExtractedProduct['cells'] {
  const found: ExtractedProduct['cells'] = section ? { section: section.box } : {};
  for (const column of COLUMNS) {
    const box = cells[column]?.box;
    if (box) found[column] = box;
  }
  return found;
}

function marks({ cells }: ListRow): Pick<ExtractedProduct, 'marks'> {
  const found = COLUMNS.flatMap((column) =>
    cells[column]?.marks ? [[column, cells[column].marks.join(' ')]] : [],
  );
  return found.length === 0 ? {} : { marks: Object.fromEntries(found) };
}

/** The product with more flags, which a person should look at before it is published. */
export function flagged(one: ExtractedProduct, more: readonly string[]): ExtractedProduct {
  return more.length === 0 ? one : { ...one, flags: [...one.flags, ...more], confidence: FLAGGED };
}
