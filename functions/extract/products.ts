import { type Box, COLUMNS, type Column, type ExtractedProduct } from '#contracts/extracted.ts';
import { brandOfModel } from '#reference/lexicon/canonical.ts';
import { textFlags } from './flags.ts';
import { normalize } from './normalize.ts';
import { readPrice } from './price.ts';
import type { ListRow } from './price-list.ts';

const CLEAN = 1;
/** A flagged row is never published unseen, whatever its matching says. */
const FLAGGED = 0.5;

/** Products as the contract carries them, in the order of the pages; codes that several rows share are flagged. */
export function products(rows: readonly ListRow[]): ExtractedProduct[] {
  const read = rows.map(product);
  return read.map((one, index) => flagged(one, repetitionFlags(one, read, rows, index)));
}

function product(row: ListRow): ExtractedProduct {
  const price = readPrice(row.cells.price?.text ?? '', {
    heading: row.list.priceHeading,
    market: row.list.market,
  });
  const flags = [...(price.flag ? [price.flag] : []), ...textFlags(row.code, row.cells)];
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
    flags,
  };
}

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
  const found: ExtractedProduct['cells'] = section ? { section: rounded(section.box) } : {};
  for (const column of COLUMNS) {
    const box = cells[column]?.box;
    if (box) found[column] = rounded(box);
  }
  return found;
}

/** Hundredths of a point: finer than any eye, and the same digits on every machine. */
const rounded = (box: Box): Box => box.map((value) => Math.round(value * 100) / 100) as Box;

function repetitionFlags(
  one: ExtractedProduct,
  all: ExtractedProduct[],
  rows: readonly ListRow[],
  index: number,
): string[] {
  const same = all.filter(
    (other, at) => at !== index && rows[at]?.code.latin === rows[index]?.code.latin && sameList(one, other),
  );
  if (same.length === 0) return [];
  const samePrice = same.every(({ price }) => price?.amount === one.price?.amount);
  return [samePrice ? 'repeated-code' : 'duplicate-code-other-price'];
}

function sameList(one: ExtractedProduct, other: ExtractedProduct): boolean {
  return one.brand === other.brand && one.modelYear === other.modelYear;
}

function flagged(one: ExtractedProduct, more: string[]): ExtractedProduct {
  return more.length === 0 ? one : { ...one, flags: [...one.flags, ...more], confidence: FLAGGED };
}
