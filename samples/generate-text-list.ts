import { ROW_COLUMNS } from '#contracts/extracted.ts';
import { BRANDS } from './data/brands.ts';
import { LANGUAGES, type Language } from './data/languages.ts';
import { inventRows, type PrintedRow } from './draw/rows.ts';
import { type ExpectedProduct, expectedCells, type PriceListOptions } from './generate-price-list.ts';

export type TextListOptions = Omit<PriceListOptions, 'layout' | 'printedDate' | 'compress'>;

export interface GeneratedTextList {
  name: string;
  bytes: Uint8Array;
  /** What a reader must find, without what says where. */
  expected: { modelYear: number; products: Omit<ExpectedProduct, 'page' | 'row'>[] };
}

/** A price list as a dealer saves it from a spreadsheet: UTF-8 with its mark, semicolons. The same options give the same bytes. */
export function generateTextList(options: TextListOptions): GeneratedTextList {
  const { modelYear, productCount, seed } = options;
  const brand = BRANDS[options.brand];
  const language = LANGUAGES[options.language];
  const rows = inventRows(brand, productCount, seed);
  const title = `${brand.name} ${language.title}\r\n${language.modelYear} ${modelYear} / ${language.market}`;
  const lines = [title, '', headingLine(language), ...rows.flatMap(linesOf)];
  return {
    name: `${options.brand.toLowerCase()}-${modelYear}-${options.language}.csv`,
    bytes: new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`),
    expected: {
      modelYear,
      products: rows.map((row) => ({ brand: options.brand, modelYear, ...expectedCells(row) })),
    },
  };
}

const headingLine = ({ headings, springOnly }: Language): string =>
  line([...ROW_COLUMNS.map((column) => headings[column] ?? ''), springOnly]);

/** The section before the first of its rows. */
function linesOf(row: PrintedRow, index: number, rows: readonly PrintedRow[]): string[] {
  const cells = [...ROW_COLUMNS.map((column) => row[column] ?? ''), row.springOnly ? 'x' : ''];
  return row.section === rows[index - 1]?.section ? [line(cells)] : [row.section, line(cells)];
}

const line = (cells: readonly string[]): string => cells.join(';');
