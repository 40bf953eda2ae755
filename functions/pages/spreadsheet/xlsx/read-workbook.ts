import { UnreadableDocument } from '../../page.ts';
import { allowance } from '../limits.ts';
import type { Sheet } from '../sheet.ts';
import { type Archive, openArchive } from './archive.ts';
import { doubtCells, type Overlays, sizesOf } from './doubtful-cells.ts';
import { type CellSizes, type Covering, readDrawing, readNotes } from './drawings.ts';
import { type Range, rangeOf } from './references.ts';
import { relationshipsOf } from './relationships.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readStyles } from './styles.ts';
import { readTheme } from './theme.ts';
import { sortedRows } from './visible-rows.ts';
import { readWorksheet, type Workbook } from './worksheet.ts';
import { isTrue, localName, readXml } from './xml.ts';

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
  const { tabs, is1904 } = await readTabs(archive, part);
  const related = await relationshipsOf(archive, part);
  const partOf = (wanted: string) => related.find(({ type }) => type === wanted)?.part;
  const limits = allowance();
  const strings = partOf('sharedStrings');
  const workbook: Workbook = {
    strings: strings && archive.has(strings) ? await readSharedStrings(archive, strings, limits) : [],
    styles: await readStyles(archive, partOf('styles'), await readTheme(archive, partOf('theme'))),
    is1904,
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

type SortedRows = ReturnType<typeof sortedRows>;

async function readSheet(archive: Archive, part: string, workbook: Workbook): Promise<SortedRows> {
  const sheet = await readWorksheet(archive, part, workbook);
  doubtCells(sheet, workbook.styles, await overlaysOf(archive, part, sizesOf(sheet)));
  return sortedRows(sheet);
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
  for (const drawing of partsOf('drawing')) coverings.push(...(await readDrawing(archive, drawing, sizes)));
  for (const notes of partsOf('vmlDrawing'))
    coverings.push(...(await readNotes(archive, notes).catch(noNotes)));
  const styled: Range[] = [];
  for (const table of partsOf('table')) styled.push(...(await styledBlock(archive, table)));
  return { coverings, styled };
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

async function readTabs(archive: Archive, part: string): Promise<{ tabs: Tab[]; is1904: boolean }> {
  const tabs: Tab[] = [];
  let is1904 = false;
  await readXml(archive, part, {
    open: (element, attributes) => {
      if (element === 'workbookPr') is1904 = isTrue(attributes.date1904);
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
  return { tabs, is1904 };
}

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
