import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { UnreadableDocument } from '#pages/page.ts';
import { asSeen } from '#pages/printed-characters.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { openArchive } from '#pages/spreadsheet/xlsx/archive.ts';
import { workbook } from '../../../fakes/workbook.ts';
import { runs } from '../../../matrix.ts';
import { ROWS, read, refusal, typed } from './read.ts';

const BOOK = workbook([{ name: 'Hinnasto', rows: ROWS }]);
const SHEET = 'xl/worksheets/sheet1.xml';
const withPart = (name: string, text: string) =>
  workbook([{ name: 'Hinnasto', rows: ROWS }], { [name]: text });
const sheetOf = (inside: string) =>
  withPart(SHEET, `<worksheet><sheetData>${inside}</sheetData></worksheet>`);
const MEGABYTE = 1024 * 1024;
const textsAndCells = (texts: number, cells: number) =>
  workbook([{ name: 'Hinnasto', rows: ROWS }], {
    'xl/sharedStrings.xml': `<sst>${'<si/>'.repeat(texts)}</sst>`,
    [SHEET]: `<worksheet><sheetData><row>${'<c><v>1</v></c>'.repeat(cells)}</row></sheetData></worksheet>`,
  });
const merged = (blocks: string) =>
  withPart(
    SHEET,
    `<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(3000)}</sheetData><mergeCells>${blocks}</mergeCells></worksheet>`,
  );

describe('what would take more memory than a list needs is refused while it is unpacked', () => {
  test.each([
    [
      'one endless text',
      () => sheetOf(`<row><c t="inlineStr"><is><t>${' '.repeat(1.5 * MEGABYTE)}</t></is></c></row>`),
      /longer than any cell/,
    ],
    ['texts and cells without end', () => textsAndCells(990_000, 16_000), /1000000 cells/],
    ['a row beyond the last column', () => sheetOf(`<row>${'<c><v>1</v></c>'.repeat(16_385)}</row>`), /row/],
    ['rows with text without end', () => sheetOf('<row><c><v>1</v></c></row>'.repeat(50_001)), /50000 rows/],
    ['merged cells over everything', () => merged('<mergeCell ref="A1:A3000"/>'.repeat(1000)), /merged/],
    ['merged cells without end', () => merged('<mergeCell ref="A1:B1"/>'.repeat(50_001)), /merged/],
  ])('%s', async (_, bytes, message) => {
    expect(await refusal(bytes())).toMatchObject({
      category: 'spreadsheet-too-large',
      message: expect.stringMatching(message),
    });
  });

  test('parts that unpack to more than 200 MB, if only by being asked for again', async () => {
    const archive = await openArchive(zipSync({ x: new Uint8Array(25 * MEGABYTE) }, { level: 0 }));
    const unpacked = async (times: number) => {
      for (let time = 0; time < times; time++) await archive.read('x', { write: () => {}, end: () => {} });
    };
    await unpacked(8);
    await expect(unpacked(1)).rejects.toMatchObject({ message: 'The file unpacks to more than 200 MB' });
  });

  test('a part that claims to be small', async () => {
    const bytes = sheetOf('<row></row>'.repeat(MEGABYTE));
    const lying = patched(bytes, SHEET, (entry, view) => view.setUint32(entry + 24, 100, true));
    expect(await refusal(lying)).toMatchObject({ category: 'unreadable' });
  });

  test('entries that share their bytes', async () => {
    const start = offsetOf(BOOK, SHEET);
    const overlapping = patched(BOOK, 'xl/styles.xml', (entry, view) =>
      view.setUint32(entry + 42, start, true),
    );
    expect(await refusal(overlapping)).toMatchObject({ category: 'unreadable' });
  });

  test.each([
    ['a workbook of more than 20 MB', BOOK, 20],
    ['text in columns of more than 100 MB', Buffer.from('Tuote-nro;Malli;Hinta'), 100],
  ])('%s', async (_, beginning, megabytes) => {
    const bytes = new Uint8Array(megabytes * MEGABYTE + 1);
    bytes.set(beginning);
    expect(await refusal(bytes)).toMatchObject({
      category: 'spreadsheet-too-large',
      message: `The file is larger than ${megabytes} MB`,
    });
  });
});

test('formatted rows without text are nothing, however many', async () => {
  const empty = '<row><c s="1"/></row>'.repeat(100_000);
  const heading = '<row><c t="inlineStr"><is><t>Tuote-nro</t></is></c></row>';
  const document = await spreadsheetReader.open(sheetOf(heading + empty));
  expect(document.pageCount).toBe(1);
});

test('a workbook without any text says so', async () => {
  expect(await refusal(sheetOf('<row><c s="1"/></row>'))).toMatchObject({ category: 'list-empty' });
  const hidden = workbook([{ name: 'Hinnasto', rows: ROWS, state: 'hidden' }]);
  expect(await refusal(hidden)).toMatchObject({ category: 'list-empty' });
});

describe('nothing outside the parts is ever asked for', () => {
  test.each([
    [
      'entities within entities',
      '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>',
    ],
    ['a document type elsewhere', '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd"><worksheet/>'],
    ['an entity nobody declared', '<worksheet>&secret;</worksheet>'],
    ['tags within tags', '<a>'.repeat(100_000)],
    ['no XML', 'worksheet'],
  ])('%s', async (_, part) => {
    expect(await refusal(withPart(SHEET, part))).toMatchObject({ category: 'unreadable' });
  });
});

describe('damaged files', () => {
  test('a changed byte in a part fails its checksum', async () => {
    const start = offsetOf(BOOK, SHEET) + 30 + SHEET.length;
    const damaged = BOOK.slice();
    damaged[start + 40] = (damaged[start + 40] ?? 0) ^ 0x10;
    expect(await refusal(damaged)).toMatchObject({ category: 'unreadable' });
  });

  test('a file cut short', async () => {
    expect(await refusal(BOOK.slice(0, BOOK.length * 0.7))).toMatchObject({ category: 'unreadable' });
  });

  test('whatever bytes change, it is read or refused', async () => {
    const change = fc.tuple(fc.nat(BOOK.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = BOOK.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        await readOrRefused(bytes);
      }),
      { numRuns: runs({ quick: 30, whole: 100 }) },
    );
  });

  test('whatever text changes in a part, it is read or refused', async () => {
    const parts = unzipSync(BOOK);
    const names = Object.keys(parts);
    const pieces = ['<', '>', '"', '1048577', '-1', '', '</row>', '<c>', 'e', '&amp;', '9'.repeat(400)];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(names.length - 1),
        fc.nat(),
        fc.nat(30),
        fc.constantFrom(...pieces),
        async (part, at, length, piece) => {
          const name = names[part] as string;
          const text = new TextDecoder().decode(parts[name]);
          const from = at % text.length;
          const changed = text.slice(0, from) + piece + text.slice(from + length);
          await readOrRefused(zipSync({ ...parts, [name]: strToU8(changed) }));
        },
      ),
      { numRuns: runs({ quick: 30, whole: 100 }) },
    );
  });
});

describe('other files are refused with what they are', () => {
  const zip = (name: string) => zipSync({ [name]: strToU8('<x/>') });
  test.each([
    ['.xlsb', zip('xl/workbook.bin'), 'not-a-spreadsheet', /xlsb/],
    ['.ods', zip('content.xml'), 'not-a-spreadsheet', /ods/],
    ['.docx', zip('word/document.xml'), 'not-a-spreadsheet', /docx/],
    ['any zip', zip('holiday.jpg'), 'not-a-spreadsheet', /zip archive/],
    [
      'an old .xls',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0),
      'not-a-spreadsheet',
      /xls/,
    ],
    [
      'a workbook with a password',
      Buffer.concat([
        Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'password-needed',
      /password/,
    ],
    ['a letter', Buffer.from('Hei,\n\nhinnasto tulee huomenna.\n'), 'not-a-pdf', /text in columns/],
    [
      'a picture',
      Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0', 'latin1'),
      'not-a-pdf',
      /text in columns/,
    ],
    ['nothing but zeros', new Uint8Array(1000), 'not-a-pdf', /text in columns/],
  ])('%s', async (_, bytes, category, message) => {
    expect(await refusal(bytes)).toMatchObject({ category, message: expect.stringMatching(message) });
  });
});

describe('strange cells are kept as text, flagged and harmless', () => {
  test.each([
    ['ten thousand letters', 'Summit '.repeat(1500).trim(), 'over-long-cell'],
    ['control characters', 'Sum\u0007mit', 'control-characters'],
    ['Cyrillic letters among Latin ones', 'Summіt Хpert', 'look-alike-letters'],
    ['a formula as text', '=HYPERLINK("http://192.0.2.1")', 'formula'],
  ])('%s', async (_, text, flag) => {
    const { byCode } = await read(workbook([{ name: 'Hinnasto', rows: typed(2, 1, text) }]));
    expect(byCode.TAAA).toMatchObject({ model: text, flags: expect.arrayContaining([flag]), color: 'Black' });
    expect(byCode.TBBB).toMatchObject({ model: 'Summit', flags: [] });
  });

  test('any text in any cell is kept or missed, and its neighbours are as they were', async () => {
    // Signs of notes are kept beside the text.
    const texts = fc
      .string({ unit: 'binary', maxLength: 60 })
      .filter(
        (text) => !/[*†‡)]|\p{No}|\p{Lm}/u.test(text.normalize('NFKC')) && !/\p{No}|\p{Lm}/u.test(text),
      );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const plain = asSeen(text).normalize('NFC').replace(/\s+/g, ' ').trim();
        const { byCode } = await read(workbook([{ name: 'Hinnasto', rows: typed(2, 3, text) }]));
        expect(byCode.TAAA).toMatchObject({
          model: 'Summit',
          color: plain === '' ? null : plain,
          price: { amount: '18750.00' },
        });
        expect(Object.keys(byCode)).toEqual(['TAAA', 'TBBB', 'TCCC']);
      }),
      { numRuns: runs({ quick: 15, whole: 40 }) },
    );
  });
});

async function readOrRefused(bytes: Uint8Array): Promise<void> {
  try {
    const document = await spreadsheetReader.open(bytes);
    for (let number = 1; number <= document.pageCount; number++) await document.readPage(number);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableDocument);
  }
}

/** Place of an entry in the archive's directory. */
function entryOf(bytes: Uint8Array, name: string): number {
  const file = Buffer.from(bytes);
  let at = file.indexOf('PK\x01\x02');
  while (file.toString('latin1', at + 46, at + 46 + name.length) !== name)
    at = file.indexOf('PK\x01\x02', at + 4);
  return at;
}

const offsetOf = (bytes: Uint8Array, name: string): number =>
  Buffer.from(bytes).readUInt32LE(entryOf(bytes, name) + 42);

function patched(
  bytes: Uint8Array,
  name: string,
  change: (entry: number, view: DataView) => void,
): Uint8Array {
  const copy = bytes.slice();
  change(entryOf(copy, name), new DataView(copy.buffer));
  return copy;
}
