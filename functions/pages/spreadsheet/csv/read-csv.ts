import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { modelCode } from '../../model-code.ts';
import { UnreadableDocument } from '../../page.ts';
import { tidy } from '../../text.ts';
import { isTelling } from '../left-out.ts';
import { allowance } from '../limits.ts';
import { PLAIN_LOOK, type Sheet, type SheetRow } from '../sheet.ts';
import { decoded, type Text } from './decode.ts';
import { DELIMITERS, type Dialect, dialectOf, READING, records } from './dialect.ts';

/** Characters of the longest row any list has. */
const LONGEST_ROW = 1 << 20;
/** How exports keep a spreadsheet program from taking a code or an amount for a number or a date: `="1E10"`, `'18750`; and 'Summit'. */
const SAID_AS_TEXT = /^=(?:"([^"]*)"|\("([^"]*)"\))$|^'(?:([^']*)'|(\d[^'\p{L}]*))$/u;
/** A line inside a cell with so many delimiters is a row: a quotation mark before it was never closed. */
const SWALLOWED = 3;

/**
 * Reads text in columns: whatever its encoding, its delimiter and its line ends. Rows are counted as a spreadsheet
 * program shows them. Throws `UnreadableDocument` where the bytes are no such text, or quotation marks hide rows.
 */
export async function readCsv(bytes: Uint8Array): Promise<Sheet[]> {
  const text = decoded(bytes);
  if (text && text.sample.trim() === '') throw new UnreadableDocument('list-empty', 'The file holds no text');
  const dialect = text && dialectOf(text.sample);
  if (!dialect) throw new UnreadableDocument('not-a-pdf', 'The file is no text in columns');
  const rows: SheetRow[] = [];
  const limits = allowance();
  let number = 0;
  for await (const whole of recordsOf(text, dialect)) {
    number++;
    const record = rowInOneCell(whole, dialect) ?? whole;
    if (record.some((cell) => holdsRow(cell, dialect))) throw openQuote(number);
    const cells = record
      .map((cell) => unescaped(tidy(cell).replace(SAID_AS_TEXT, '$1$2$3$4')))
      .flatMap((cell, column) => (cell === '' ? [] : { column, text: cell, look: PLAIN_LOOK }));
    if (cells.length === 0) continue;
    limits.row();
    rows.push({ number, cells: cells.map((cell) => ({ ...cell, text: limits.cell(cell.text) })) });
  }
  return [{ name: null, position: 1, isHidden: false, rows, hiddenRows: [], hiddenCells: [] }];
}

/**
 * A row that another program has written into the file sets its cells apart by another sign, or stands in quotation marks as
 * a whole: it begins with a code, and an amount is among the rest. Null for any other row, but in a file of such lines.
 */
function rowInOneCell(record: readonly string[], { delimiter, isWrapped }: Dialect): string[] | null {
  const [only = '', ...more] = record.filter((cell) => cell.trim() !== '');
  if (more.length > 0) return null;
  const [own = []] = only.includes(delimiter) ? records(only, delimiter) : [];
  if (isWrapped && own.length > 0) return own;
  const others = DELIMITERS.filter((other) => other !== delimiter).map((other) => only.split(other));
  const isAmount = (text: string) => isTelling(text) && modelCode(text) === null;
  // A comma between thousands has cut the amount in two: "17,995".
  const isRow = ([code = '', ...cells]: string[]) =>
    modelCode(tidy(code)) !== null &&
    cells.length > 1 &&
    [...cells, cells.slice(-2).join('')].map(tidy).some(isAmount);
  return [own, ...others].find(isRow) ?? null;
}

/** Quotation marks that are not doubled, as before others or for inches: `"with \"Expert\""`, `"120" 3050mm"`. */
function unescaped(cell: string): string {
  const inner = cell.slice(1, -1);
  const isOdd = inner.split('"').length % 2 === 0;
  const isQuoted = cell.startsWith('"') && cell.endsWith('"') && (inner.includes('\\"') || isOdd);
  return (isQuoted ? inner : cell).replaceAll('\\"', '"');
}

async function* recordsOf({ pieces }: Text, { delimiter, namedIn }: Dialect): AsyncGenerator<string[]> {
  const options = { ...READING, delimiter, max_record_size: LONGEST_ROW };
  try {
    yield* Readable.from(behind(namedIn, pieces())).pipe(parse(options));
  } catch (error) {
    throw openQuote(Number((error as CsvError).records) + 1);
  }
}

function* behind(length: number, pieces: Generator<string>): Generator<string> {
  yield (pieces.next().value ?? '').slice(length);
  yield* pieces;
}

const holdsRow = (cell: string, { delimiter }: Dialect): boolean =>
  /[\r\n]/.test(cell) &&
  cell.split(/[\r\n]+/).some((line, index) => index > 0 && line.split(delimiter).length > SWALLOWED);

const openQuote = (row: number): UnreadableDocument =>
  new UnreadableDocument('unreadable', `A quotation mark is not closed: see row ${row} of the file`);
