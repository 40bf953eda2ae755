import type { Extracted, ExtractedProduct } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import { sentenceOf } from '#messages/say.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { contractColumns, type Layout, printsSections } from './layouts.ts';
import { retypeset } from './retypeset.ts';
import type { PrintedColumn } from './typesetting.ts';

/** How the reading of a layout compares with what was printed. */
export interface Judgement {
  /** Every cell of every row as printed, nothing flagged. */
  exact: boolean;
  /** Rows that are wrong, missing or invented while nothing says so: the worst failure. */
  silent: string[];
  /** Rows that are wrong or held, and said to be. */
  loud: string[];
}

type Values = Record<string, unknown>;

/** Typesets a layout, reads it back and compares row by row. */
export async function judge(layout: Layout): Promise<Judgement> {
  const { bytes, pages } = await retypeset(layout.lists, layout.how);
  const read = await extractPriceList(
    bytes,
    { name: 'layout.pdf', sha256: '0'.repeat(64) },
    { readers: [pdfiumReader], extractedAt: '2026-09-01T00:00:00.000Z' },
  );
  if (isRejection(read)) return { exact: false, silent: [], loud: [`rejected: ${read.reason.code}`] };
  return compared(layout, read, pages);
}

function compared(layout: Layout, read: Extracted, pages: Map<string, number>): Judgement {
  const expected = new Map(expectedRows(layout, pages).map((row) => [row.modelCode as string, row]));
  const silent: string[] = [];
  const loud = read.accounted
    ? []
    : read.problems.map((problem) => `${problem.code} "${sentenceOf(problem)}"`);
  for (const product of read.products) {
    const row = expected.get(product.modelCode);
    expected.delete(product.modelCode);
    const wrong = row ? differences(readRow(layout, product), row) : [`${product.modelCode} is no row`];
    const isHeld = !read.accounted || product.flags.length > 0;
    if (isHeld) loud.push(`${product.modelCode}: ${[...product.flags, ...wrong].join(', ')}`);
    else silent.push(...wrong.map((one) => `${product.modelCode}: ${one}`));
  }
  for (const code of expected.keys()) (read.accounted ? silent : loud).push(`${code} is missing`);
  return { exact: silent.length === 0 && loud.length === 0, silent, loud };
}

const titleYear = (title: readonly string[]): number =>
  2000 + Number(/(?:20|MY)(\d\d)/.exec(title.join(' '))?.[1]);

function expectedRows({ lists, how, amounts, currency }: Layout, pages: Map<string, number>): Values[] {
  return lists.flatMap(({ title, rows }) =>
    rows.map((row) => ({
      ...cellsOf(row as unknown as Values, how.columns),
      modelCode: row.modelCode,
      brand: 'LYNX',
      modelYear: titleYear(title),
      section: printsSections(how) ? row.section : null,
      springOnly: row.springOnly,
      price: `${amounts.get(row.modelCode)} ${currency}`,
      page: pages.get(row.modelCode),
    })),
  );
}

function readRow({ how }: Layout, product: ExtractedProduct): Values {
  const { modelCode, brand, modelYear, section, springOnly, price, page } = product;
  return {
    ...cellsOf(product, how.columns),
    ...{ modelCode, brand, modelYear, section, springOnly, page },
    price: price && `${price.amount} ${price.currency}`,
  };
}

function cellsOf(row: Values, columns: readonly PrintedColumn[]): Values {
  return Object.fromEntries(contractColumns(columns).map((column) => [column, row[column]]));
}

function differences(read: Values, printed: Values): string[] {
  const fields = Object.keys(printed).filter((field) => read[field] !== printed[field]);
  return fields.map((field) => `${field} is ${read[field]}, not ${printed[field]}`);
}
