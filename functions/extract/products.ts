import {
  type CellDoubt,
  COLUMNS,
  type Column,
  type Expectation,
  type ExtractedProduct,
  type Normalized,
} from '#contracts/extracted.ts';
import type { ModelCode } from '#pages/model-code.ts';
import type { SheetPlaces } from '#pages/page.ts';
import { engineIn, ratedName } from '#reference/naming/engine.ts';
import { brandOfModel, familyOf, packageIn, readModel } from '#reference/naming/machine.ts';
import { displayIn, starterIn } from '#reference/naming/specification.ts';
import { lengthOfClass, readLength, widthOf } from '#reference/naming/track.ts';
import { CELL_FLAGS } from './accounting/cell-letters.ts';
import { type Consistency, consistencyOf } from './accounting/consistency.ts';
import { remarkFlags } from './accounting/remarks.ts';
import type { ListRow } from './add-table.ts';
import { type Cells, doubtsOf } from './table/table-cells.ts';
import { decimalMarkOf, type PriceFlag, readPrice } from './values/price.ts';

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
    const found = CELL_FLAGS.filter(({ applies }) => applies(cell.text)).map(({ flag }) => flag);
    return [...found, ...(cell.doubts ?? [])].map((code) => ({ code, column }));
  });

function lettersFlags(code: ModelCode, cells: Cells): string[] {
  const texts = Object.values(cells).map(({ text }) => text);
  const found = CELL_FLAGS.filter(({ applies }) => texts.some(applies)).map(({ flag }) => flag);
  return code.printed === code.latin ? found : [...new Set(['look-alike-letters', ...found])];
}

const CLEAN = 1;
/** A flagged row is never published unseen, whatever its matching says. */
const FLAGGED = 0.5;

/** Products as the contract carries them, in the order of the pages; codes that several rows share are flagged. */
export function products(rows: readonly ListRow[]): ExtractedProduct[] {
  const decimalMarks = decimalMarksOf(rows);
  const read = withUnlikelyPrices(
    rows,
    rows.map((row) => product(row, decimalMarks.get(listKey(row)))),
  );
  const groups = byCode(rows, read);
  const consistency = consistencyOf(read);
  const isForeign = otherCurrencies(rows, read);
  return read.map((one, index) => {
    const row = rows[index] as ListRow;
    const same = groups.get(codeKey(row, one)) ?? [];
    const { flags, doubts } = consistency[index] as Consistency;
    const currency = isForeign(row, one) ? ['currency-mixed'] : [];
    const damage = row.damaged ? [DAMAGE_FLAGS[row.damaged]] : [];
    const all = [...cellDoubts(row, one), ...doubts];
    const doubted = all.length === 0 ? one : { ...one, doubts: all };
    return flagged(doubted, [...currency, ...repetitionFlags(same), ...flags, ...damage]);
  });
}

/**
 * Shares of the middle price of a list between which machines cost: from children's ones to twice the dearest. A figure
 * more or less in a price, as where a file was cut off, makes it ten times as much or a tenth.
 */
const LIKELY = [1 / 6, 4] as const;
/** Of fewer prices none is the usual. */
const FEWEST_PRICES = 5;

function withUnlikelyPrices(rows: readonly ListRow[], read: readonly ExtractedProduct[]): ExtractedProduct[] {
  const keyAt = (index: number) => `${moneyKey(rows[index] as ListRow)} ${read[index]?.price?.currency}`;
  const lists = Map.groupBy(read.keys(), keyAt).values();
  const unlikely = new Set(
    [...lists].flatMap((list) => unlikelyIn(list.map((index) => read[index] as ExtractedProduct))),
  );
  return read.map((one) => flagged(one, unlikely.has(one) ? ['price-absurd'] : []));
}

/** What has no engine where others have one waits for that: accessories, however many, are not what a machine costs. */
function unlikelyIn(list: readonly ExtractedProduct[]): readonly ExtractedProduct[] {
  const machines = list.filter(({ engine }) => engine !== null);
  const judged = machines.length > 0 ? machines : list;
  const priced = judged.flatMap((one) => (one.price ? [{ one, amount: Number(one.price.amount) }] : []));
  if (priced.length < FEWEST_PRICES) return [];
  const middle = priced.toSorted((one, other) => one.amount - other.amount)[priced.length >> 1]?.amount ?? 0;
  const [least, most] = LIKELY.map((share) => share * middle) as [number, number];
  return priced.flatMap(({ one, amount }) => (amount < least || amount > most ? [one] : []));
}

const DAMAGE_FLAGS: Readonly<Record<NonNullable<ListRow['damaged']>, string>> = {
  cells: 'page-damaged',
  title: 'title-damaged',
  section: 'section-damaged',
};

/** Rows of one list for one market: they are in one currency, whatever their headings say. */
const moneyKey = (row: ListRow): string => {
  const { brand, modelYear, market } = row.list;
  return market === null ? listKey(row) : [brand, modelYear, market].join('#');
};

/** Rows of one list under one price heading: they write amounts in one way. */
const listKey = ({ list: { brand, modelYear, market, priceHeading } }: ListRow): string =>
  [brand, modelYear, market, priceHeading].join('#');

function decimalMarksOf(rows: readonly ListRow[]): Map<string, Set<string>> {
  const marks = new Map<string, Set<string>>();
  for (const row of rows) {
    const mark = decimalMarkOf(row.cells.price?.text ?? '');
    if (mark !== null) marks.set(listKey(row), (marks.get(listKey(row)) ?? new Set()).add(mark));
  }
  return marks;
}

/** Tells a price in another currency than most of its list; where no currency has most, none is believed. */
function otherCurrencies(
  rows: readonly ListRow[],
  read: readonly ExtractedProduct[],
): (row: ListRow, product: ExtractedProduct) => boolean {
  const counts = new Map<string, Map<string, number>>();
  for (const [index, { price }] of read.entries()) {
    if (!price) continue;
    const key = moneyKey(rows[index] as ListRow);
    const own = counts.get(key) ?? new Map<string, number>();
    counts.set(key, own.set(price.currency, (own.get(price.currency) ?? 0) + 1));
  }
  return (row, { price }) => {
    const own = [...(counts.get(moneyKey(row)) ?? [])].sort(([, one], [, other]) => other - one);
    const hasMost = own.length === 1 || (own[0]?.[1] ?? 0) > (own[1]?.[1] ?? 0);
    return price !== null && !(hasMost && own[0]?.[0] === price.currency);
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
    ...(row.sheet && { addresses: addresses(row, row.sheet) }),
    ...marks(row),
    flags,
  };
}

/** The cells that the flags of a row alone are about. */
function cellDoubts({ cells }: ListRow, { flags, cells: boxes }: ExtractedProduct): CellDoubt[] {
  const ofPrice = flags
    .filter((flag) => flag in PRICES_EXPECTED)
    .map((code) => ({ code, column: 'price' as const }));
  return [...ofPrice, ...doubtfulCells(cells)].map(({ code, column }) => ({
    code,
    column,
    text: cells[column]?.text ?? null,
    box: boxes[column] ?? null,
    expected: EXPECTED[code] ?? 'plain',
    values: [],
  }));
}

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

function addresses({ cells, section }: ListRow, sheet: SheetPlaces): ExtractedProduct['addresses'] {
  const placed = { ...(section && { section }), ...cells };
  return Object.fromEntries(
    COLUMNS.flatMap((column) => (placed[column] ? [[column, sheet.addressAt(placed[column].box)]] : [])),
  );
}

function marks({ cells }: ListRow): Pick<ExtractedProduct, 'marks'> {
  const found = COLUMNS.flatMap((column) =>
    cells[column]?.marks ? [[column, cells[column].marks.join(' ')]] : [],
  );
  return found.length === 0 ? {} : { marks: Object.fromEntries(found) };
}

/** Rows of one list with the same code, seen through look-alike letters. */
function byCode(
  rows: readonly ListRow[],
  read: readonly ExtractedProduct[],
): Map<string, ExtractedProduct[]> {
  const groups = new Map<string, ExtractedProduct[]>();
  for (const [index, one] of read.entries()) {
    const key = codeKey(rows[index] as ListRow, one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

function codeKey({ code }: ListRow, { brand, modelYear }: ExtractedProduct): string {
  return `${brand} ${modelYear} ${code.latin}`;
}

function repetitionFlags(same: readonly ExtractedProduct[]): string[] {
  if (same.length < 2) return [];
  const prices = new Set(same.map(({ price }) => price?.amount));
  return [prices.size === 1 ? 'repeated-code' : 'duplicate-code-other-price'];
}

function flagged(one: ExtractedProduct, more: string[]): ExtractedProduct {
  return more.length === 0 ? one : { ...one, flags: [...one.flags, ...more], confidence: FLAGGED };
}
