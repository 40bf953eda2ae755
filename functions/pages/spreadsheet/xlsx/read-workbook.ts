import { posix } from 'node:path';
import { looksLikeCode, modelCode } from '../../model-code.ts';
import { UnreadableDocument } from '../../page.ts';
import { isTelling } from '../left-out.ts';
import { allowance, tooLarge } from '../limits.ts';
import type { Sheet, SheetCell, SheetRow, TextBeside } from '../sheet.ts';
import { type Archive, openArchive } from './archive.ts';
import { readComments } from './beside-cells.ts';
import { doubtCells, type Overlays, rowsWithin, sizesOf } from './doubtful-cells.ts';
import { type CellSizes, type Covering, readDrawing, readNotes } from './drawings.ts';
import { type Range, rangeOf } from './references.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readStyles, readTheme } from './styles.ts';
import { type RawSheet, readWorksheet, type Workbook } from './worksheet.ts';
import { type Attributes, isTrue, localName, readXml } from './xml.ts';

/** A part that another part names; links to the outside are none. */
interface Relationship {
  id: string;
  /** Last word of the type's URI: `worksheet`, `sharedStrings`, `styles`, `theme`, `officeDocument`. */
  type: string;
  /** Name of the part inside the archive. */
  part: string;
}

/** What a part refers to inside the archive; `''` stands for the archive itself. */
async function relationshipsOf(archive: Archive, part: string): Promise<Relationship[]> {
  const { dir, base } = posix.parse(part);
  const name = posix.join(dir, '_rels', `${base}.rels`);
  const found: Relationship[] = [];
  if (!archive.has(name)) return found;
  await readXml(archive, name, {
    open: (element, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (element !== 'Relationship' || TargetMode === 'External') return;
      found.push({ id: Id, type: posix.basename(Type), part: insideArchive(dir, Target) });
    },
  });
  return found;
}

/** Targets are relative to their part's folder, or begin at the archive's root. */
const insideArchive = (folder: string, target: string): string =>
  posix.join('/', target.startsWith('/') ? '' : folder, target.replaceAll('\\', '/')).slice(1);

/** Merged blocks never overlap in a sound file: the rows they cover hold no more cells than this. */
const MOST_COVERED = 4_000_000;
/** A code that is merged over more rows than this is none. */
const MOST_ROWS_OF_CODE = 100;
/** Of more texts under one merged block the first say enough. */
const MOST_BURIED = 20;
/** Of a row of a list: code, name and price. */
const FEWEST_CELLS = 3;

/**
 * The rows a person sees, and the hidden ones that somebody may miss. A merged block's text stands in all its rows,
 * in the first column that is not hidden; rows that share one merged code are one row. Hidden columns, and what lies
 * under a merged block, are gone.
 */
function sortedRows(sheet: RawSheet): Pick<Sheet, 'rows' | 'hiddenRows' | 'hiddenCells'> {
  const heads = rowsOfOneCode(sheet);
  const steps = { left: MOST_COVERED };
  for (const range of sheet.merges) merge(sheet, range, heads, steps);
  const rows = [...sheet.rows.values()].sort((one, other) => one.number - other.number);
  const all = joined(rows, heads);
  const whole = all.map((row) => ({ ...row, cells: visibleCells(row, sheet) }));
  const isHidden = ({ number }: SheetRow) => sheet.hiddenRows.has(number);
  const isTableRow = tableRowsLike(all);
  return {
    rows: whole.filter((row) => !isHidden(row) && row.cells.length > 0),
    hiddenRows: whole.filter((row) => isHidden(row) && isTableRow(row)),
    hiddenCells: all
      .filter((row) => !isHidden(row) || !isTableRow(row))
      .map((row) => ({
        ...row,
        cells: row.cells.filter(({ column }) => isHidden(row) || sheet.hiddenColumns.has(column)),
      }))
      .filter(({ cells }) => cells.length > 0),
  };
}

/**
 * A code alone may be a note; with other cells beside it, it is a row of a list. So is what stands under the codes,
 * mistyped, with an amount where other rows have theirs.
 */
function tableRowsLike(rows: readonly SheetRow[]): (row: SheetRow) => boolean {
  const coded = rows.filter(({ cells }) => cells.length >= FEWEST_CELLS && cells.some(isCode));
  if (coded.length === 0) return isPricedRow;
  const columnsOf = (isMeant: (cell: SheetCell) => boolean) =>
    new Set(coded.flatMap(({ cells }) => cells.filter(isMeant).map(({ column }) => column)));
  const [codes, amounts] = [columnsOf(isCode), columnsOf(isAmount)];
  return ({ cells }) =>
    cells.length >= FEWEST_CELLS &&
    (cells.some(isCode) ||
      (cells.some(({ column }) => codes.has(column)) &&
        cells.some((cell) => amounts.has(cell.column) && isAmount(cell))));
}

/** Of a sheet whose codes are of another shape: an amount beside what may be a code. */
const isPricedRow = ({ cells }: SheetRow): boolean =>
  cells.length >= FEWEST_CELLS &&
  cells.some((cell) => cells.some((other) => other !== cell && isAmount(cell) && looksLikeCode(other.text)));

const isCode = ({ text }: SheetCell): boolean => modelCode(text) !== null;
const isAmount = (cell: SheetCell): boolean => !isCode(cell) && isTelling(cell.text);

/** For each row but the first that a merged code holds together: that first row. */
function rowsOfOneCode({ rows, merges }: RawSheet): Map<number, number> {
  const heads = new Map<number, number>();
  for (const { from, to } of merges) {
    const cell = rows.get(from.row)?.cells.find(({ column }) => column === from.column);
    if (!cell || !modelCode(cell.text)) continue;
    const last = Math.min(to.row, from.row + MOST_ROWS_OF_CODE);
    for (let row = from.row + 1; row <= last; row++) heads.set(row, from.row);
  }
  return heads;
}

function merge(sheet: RawSheet, range: Range, heads: Map<number, number>, steps: { left: number }): void {
  const { from, to } = range;
  const source = sheet.rows.get(from.row)?.cells.find(({ column }) => column === from.column);
  const column = firstVisible(range, sheet);
  const covered = rowsWithin(sheet.rows, range).map((row) => {
    steps.left -= row.cells.length + 1;
    if (steps.left < 0) throw tooLarge('The file has more merged cells than a list can have');
    const inside = row.cells.filter((cell) => cell.column >= from.column && cell.column <= to.column);
    return { row, inside };
  });
  if (source)
    bury(
      covered.flatMap(({ inside }) => inside),
      source,
    );
  for (const { row, inside } of covered) {
    row.cells = row.cells.filter((cell) => !inside.includes(cell));
    const isRepeated = (heads.get(row.number) ?? row.number) !== from.row;
    if (source && (row.number === from.row || (isRepeated && !heads.has(row.number))))
      row.cells.push({ ...withoutLeftOut(source, row.number === from.row), column });
  }
}

/** What a cell leaves out is told where it stands, and not in every row that it is merged over. */
const withoutLeftOut = ({ leftOut, ...cell }: SheetCell, isOwnRow: boolean): SheetCell =>
  isOwnRow && leftOut ? { ...cell, leftOut } : cell;

/** What lies under a merged block nobody sees. */
function bury(covered: readonly SheetCell[], source: SheetCell): void {
  const texts = covered.filter((cell) => cell !== source && cell.text !== '').map(({ text }) => text);
  const told = source.leftOut ?? [];
  if (texts.length > 0 && told.length < MOST_BURIED)
    source.leftOut = [...told, ...texts.map((text) => ({ text, why: 'unseen' as const }))];
}

function firstVisible({ from, to }: Range, { hiddenColumns }: RawSheet): number {
  for (let column = from.column; column <= to.column; column++) if (!hiddenColumns.has(column)) return column;
  return from.column;
}

/** Texts of rows that one code holds together, each under its column. */
function joined(rows: readonly SheetRow[], heads: ReadonlyMap<number, number>): SheetRow[] {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  for (const row of rows) {
    const head = byNumber.get(heads.get(row.number) ?? row.number);
    if (head && head !== row) for (const cell of row.cells) addText(head, cell);
  }
  return rows.filter(({ number }) => !heads.has(number));
}

function addText(row: SheetRow, cell: SheetCell): void {
  const above = row.cells.find(({ column }) => column === cell.column);
  if (above) above.text += ` ${cell.text}`;
  else row.cells.push(cell);
}

function visibleCells({ cells }: SheetRow, sheet: RawSheet): SheetCell[] {
  return cells
    .filter(({ column }) => !sheet.hiddenColumns.has(column))
    .sort((one, other) => one.column - other.column);
}

/** A tab of the workbook; `position` counts hidden ones too. */
interface Tab {
  name: string;
  position: number;
  relationship: string;
  isHidden: boolean;
}

/**
 * Reads the sheets of an .xlsx or .xlsm workbook, hidden ones too; macros and links are left alone. Throws
 * `UnreadableDocument` where the bytes are no such workbook, damaged, or larger than any price list.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  const archive = await openArchive(bytes);
  const part = (await relationshipsOf(archive, '')).find(({ type }) => type === 'officeDocument')?.part;
  if (!part?.endsWith('.xml') || !archive.has(part)) throw otherKind(archive);
  const { tabs, is1904, isUnreckoned } = await readTabs(archive, part);
  const related = await relationshipsOf(archive, part);
  const partOf = (wanted: string) => related.find(({ type }) => type === wanted)?.part;
  const limits = allowance();
  const strings = partOf('sharedStrings');
  const workbook: Workbook = {
    strings: strings && archive.has(strings) ? await readSharedStrings(archive, strings, limits) : [],
    styles: await readStyles(archive, partOf('styles'), await readTheme(archive, partOf('theme'))),
    is1904,
    isUnreckoned,
    allowance: limits,
  };
  if (tabs.length === 0) throw otherKind(archive);
  const sheets: Sheet[] = [];
  // Hidden ones last, with an allowance of their own: they take nothing away from those that are read.
  for (const { name, position, relationship, isHidden } of tabs.toSorted(shownFirst)) {
    const sheetPart = related.find(({ id, type }) => id === relationship && type === 'worksheet')?.part;
    if (sheetPart === undefined) continue;
    const sorted = isHidden
      ? await readSheet(archive, sheetPart, { ...workbook, allowance: allowance() }).catch(nothingOf)
      : await readSheet(archive, sheetPart, workbook);
    sheets.push({ name, position, isHidden, ...sorted });
  }
  return sheets.sort((one, other) => one.position - other.position);
}

const shownFirst = (one: Tab, other: Tab): number => Number(one.isHidden) - Number(other.isHidden);

type SortedRows = Omit<Sheet, 'name' | 'position' | 'isHidden'>;

async function readSheet(archive: Archive, part: string, workbook: Workbook): Promise<SortedRows> {
  const sheet = await readWorksheet(archive, part, workbook);
  const overlays = await overlaysOf(archive, part, sizesOf(sheet));
  doubtCells(sheet, workbook.styles, overlays);
  const { texts, isPictured } = overlays;
  return { ...sortedRows(sheet), beside: [...sheet.printedAround, ...texts], isPictured };
}

/** What a sheet that nobody sees is too large or too damaged to tell is not missed. */
function nothingOf(error: unknown): SortedRows {
  if (error instanceof UnreadableDocument) return { rows: [], hiddenRows: [], hiddenCells: [] };
  throw error;
}

/** What is related to a sheet and lies over its cells, by the relationship's type. */
async function overlaysOf(archive: Archive, part: string, sizes: CellSizes): Promise<Overlays> {
  const related = (await relationshipsOf(archive, part)).filter((one) => archive.has(one.part));
  const partsOf = (wanted: string) => related.filter(({ type }) => type === wanted).map((one) => one.part);
  const coverings: Covering[] = [];
  const texts: TextBeside[] = [];
  let isPictured = false;
  for (const part of partsOf('drawing')) {
    const drawn = await readDrawing(archive, part, sizes);
    coverings.push(...drawn.coverings);
    texts.push(...drawn.texts);
    isPictured ||= drawn.isPictured;
  }
  for (const comments of partsOf('comments')) texts.push(...(await readComments(archive, comments)));
  for (const notes of partsOf('vmlDrawing'))
    coverings.push(...(await readNotes(archive, notes).catch(noNotes)));
  const styled: Range[] = [];
  for (const table of partsOf('table')) styled.push(...(await styledBlock(archive, table)));
  return { coverings, styled, texts, isPictured };
}

/** Such parts are no sound XML in many files, and programs put up with it. */
function noNotes(error: unknown): Covering[] {
  if (error instanceof UnreadableDocument) return [];
  throw error;
}

/** The block of a table that has a style. */
async function styledBlock(archive: Archive, part: string): Promise<Range[]> {
  let block: Range | null = null;
  let isStyled = false;
  await readXml(archive, part, {
    open: (element, { ref = '', name = '' }) => {
      if (element === 'table') block = rangeOf(ref);
      if (element === 'tableStyleInfo') isStyled = name !== '';
    },
  });
  return block && isStyled ? [block] : [];
}

interface Told extends Pick<Workbook, 'is1904' | 'isUnreckoned'> {
  tabs: Tab[];
}

async function readTabs(archive: Archive, part: string): Promise<Told> {
  const tabs: Tab[] = [];
  let is1904 = false;
  let isUnreckoned = false;
  await readXml(archive, part, {
    open: (element, attributes) => {
      if (element === 'workbookPr') is1904 = isTrue(attributes.date1904);
      if (element === 'calcPr') isUnreckoned = saysUnreckoned(attributes);
      if (element !== 'sheet') return;
      const { name = '', state = 'visible' } = attributes;
      const id = Object.entries(attributes).find(([key]) => key !== 'id' && localName(key) === 'id');
      tabs.push({
        name,
        position: tabs.length + 1,
        relationship: id?.[1] ?? '',
        isHidden: state !== 'visible',
      });
    },
  });
  return { tabs, is1904, isUnreckoned };
}

/** "Work out all on loading", or saved before that was done. */
const saysUnreckoned = ({ fullCalcOnLoad, calcCompleted = '1' }: Attributes): boolean =>
  isTrue(fullCalcOnLoad) || !isTrue(calcCompleted);

/** What else comes in a zip: a sentence for each that a person may take for a spreadsheet. */
function otherKind(archive: Archive): UnreadableDocument {
  const [, why] = OTHER_KINDS.find(([part]) => archive.has(part)) ?? [
    '',
    'The file is a zip archive without a workbook',
  ];
  return new UnreadableDocument('not-a-spreadsheet', why);
}

const OTHER_KINDS: readonly (readonly [part: string, why: string])[] = [
  ['xl/workbook.bin', 'The file is a binary workbook (.xlsb)'],
  ['content.xml', 'The file is an OpenDocument file (.ods)'],
  ['word/document.xml', 'The file is a text document (.docx)'],
  ['ppt/presentation.xml', 'The file is a presentation (.pptx)'],
];
