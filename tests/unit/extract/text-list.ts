import { Extracted } from '#contracts/extracted.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { extract } from './typeset-lists.ts';

export const FINNISH = {
  title: ['SKI-DOO SUOSITUSHINNASTO', 'MALLIVUOSI 2031 / SUOMI'],
  headings: ['Tuotenumero', 'Malli', 'Moottori'],
  prices: ['10845', '11845', '12845'],
};
export const RUSSIAN = {
  title: ['SKI-DOO ПРАЙС-ЛИСТ', '2031 РОССИЯ'],
  headings: ['Артикул', 'Модель', 'Двигатель'],
  prices: ['1 250 000', '1 350 000', '1 450 000'],
};
export const MACHINES = [
  ['QAA7', 'MXZ', '600 EFI'],
  ['QBB7', 'Summit', '850 E-TEC'],
  ['QCC7', 'Renegade', '600R E-TEC'],
];

export interface Lines {
  title: readonly string[];
  headings: readonly string[];
  prices: readonly string[];
}
/** A heading, and what stands under it. */
export type More = readonly [heading: string, ...cells: string[]];

export const asText = (lines: Lines, columns: readonly More[], foot: readonly string[] = []) => {
  const rows = [lines.headings, ...MACHINES].map((row, at) => [
    ...row,
    ...columns.map((column) => column[at]),
  ]);
  const all = [...lines.title, ...rows.map((row) => row.join(';')), ...foot];
  return new TextEncoder().encode(all.join('\r\n'));
};
export const read = async (bytes: Uint8Array) => Extracted.parse(await extract(bytes, [spreadsheetReader]));
export const pricesOf = ({ products }: Extracted) =>
  products.map(({ price }) => Number(price?.amount ?? 0)).join(' ');
export const isClean = ({ accounted, products }: Extracted) =>
  accounted && products.every(({ flags }) => flags.length === 0);
