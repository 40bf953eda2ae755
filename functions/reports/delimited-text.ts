import type { CellValue, ExportTable } from './export-tables.ts';

/** What a spreadsheet takes for the beginning of a formula, also behind blanks; OWASP, "CSV injection". */
const FORMULA = /^[\s\u00A0]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Text that a spreadsheet shows as text: an apostrophe keeps it from being reckoned. */
export const formulaSafe = (text: string): string =>
  FORMULA.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;

const quoted = (text: string): string => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const cell = (value: CellValue): string => {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : quoted(formulaSafe(value.toWellFormed()));
};

/** Excel takes a file for UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A table as comma-separated text (RFC 4180) that Excel opens with its Cyrillic whole. */
export const delimitedText = ({ headings, rows }: ExportTable): string =>
  BYTE_ORDER_MARK + [headings, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
