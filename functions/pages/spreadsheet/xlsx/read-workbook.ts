import { UnreadableDocument } from '../../page.ts';
import { allowance } from '../limits.ts';
import type { Sheet } from '../sheet.ts';
import { type Archive, openArchive } from './archive.ts';
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
 * Reads the visible sheets of an .xlsx or .xlsm workbook; macros, pictures and links are left alone. Throws
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
  for (const { name, position, relationship } of tabs.filter(({ isHidden }) => !isHidden)) {
    const sheetPart = related.find(({ id, type }) => id === relationship && type === 'worksheet')?.part;
    if (sheetPart === undefined) continue;
    sheets.push({ name, position, ...sortedRows(await readWorksheet(archive, sheetPart, workbook)) });
  }
  return sheets;
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
