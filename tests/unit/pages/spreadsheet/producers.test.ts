import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { workbook } from '../../../fakes/workbook.ts';
import { ROWS, read, refusal, typed } from './read.ts';

const PARTS = Object.entries(unzipSync(workbook([{ name: 'Hinnasto', rows: ROWS }]))).map(
  ([name, bytes]) => [name, strFromU8(bytes)] as const,
);

type Change = (text: string, name: string) => string;

/** The same workbook with its parts written otherwise, or under other names. */
const written = (change: Change, rename: (name: string) => string = (name) => name): Uint8Array =>
  zipSync(Object.fromEntries(PARTS.map(([name, text]) => [rename(name), strToU8(change(text, name))])));

const DECLARED = '<?xml version="1.0" encoding="windows-1252"?>';
/** Its parts in letters of other bytes. */
const inBytes = (bytesOf: (text: string) => Uint8Array): Uint8Array =>
  zipSync(Object.fromEntries(PARTS.map(([name, text]) => [name, bytesOf(text)])));

const asItIs: Change = (text) => text;
const inSheet =
  (change: (text: string) => string): Change =>
  (text, name) =>
    name.includes('worksheets/') ? change(text) : text;
const texts = PARTS.flatMap(([name, text]) =>
  name.endsWith('sharedStrings.xml') ? [...text.matchAll(/<si>.*?<\/si>/g)].map(([si]) => si) : [],
);
const inlined = (sheet: string): string =>
  sheet.replace(/ t="s"><v>(\d+)<\/v>/g, (_, index) =>
    (texts[Number(index)] ?? '').replace('<si>', ' t="inlineStr"><is>').replace('</si>', '</is>'),
  );

describe('one workbook as different programs write it gives the same products', () => {
  test.each([
    ['Excel', written(asItIs)],
    ['prefixes on all names', written(prefixed)],
    [
      'Strict Open XML',
      written((text) =>
        text
          .replaceAll(
            'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
            'http://purl.oclc.org/ooxml/officeDocument/relationships',
          )
          .replaceAll(
            'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
            'http://purl.oclc.org/ooxml/spreadsheetml/main',
          ),
      ),
    ],
    ['texts in the cells', written(inSheet(inlined))],
    [
      'texts in the cells that say nowhere where they are',
      written(inSheet((sheet) => inlined(sheet).replace(/(<(?:row|c)) r="[A-Z]*\d+"/g, '$1'))),
    ],
    [
      'every attribute spelled out',
      written(
        inSheet((sheet) =>
          sheet
            .replaceAll('<row ', '<row customFormat="false" ht="12.8" hidden="false" outlineLevel="0" ')
            .replaceAll(/<c (r="\w+")>/g, '<c $1 t="n">')
            .replace('<cols>', '<cols><col hidden="false" min="1" max="1024" width="11.5" style="0"/>'),
        ),
      ),
    ],
    [
      'targets from the root',
      written((text) => text.replaceAll(/Target="(worksheets|sharedStrings)/g, 'Target="/xl/$1')),
    ],
    [
      'other folders',
      written(
        (text) => text.replaceAll('xl/workbook', 'book/main').replaceAll('"/xl/', '"/book/'),
        (name) => name.replace(/^xl\//, 'book/').replace('workbook', 'main'),
      ),
    ],
    ['names in other case', written(asItIs, (name) => name.replace('shared', 'Shared'))],
    ['UTF-16', inBytes((text) => Buffer.from(`\uFEFF${text}`, 'utf16le'))],
    ['UTF-16, the larger half first, and no mark', inBytes((text) => Buffer.from(text, 'utf16le').swap16())],
    ['Windows-1252, as declared', inBytes((text) => Buffer.from(DECLARED + text, 'latin1'))],
    [
      'UTF-8 that declares UTF-16',
      inBytes((text) => Buffer.from(DECLARED.replace('windows-1252', 'UTF-16') + text)),
    ],
    ['backslashes in names', written(asItIs, (name) => name.replaceAll('/', '\\'))],
  ])('%s', async (_, bytes) => {
    const { products, accounted } = await read(bytes);
    expect(accounted).toBe(true);
    expect(products).toMatchObject([
      { modelCode: 'TAAA', row: 3, color: 'Black', price: { amount: '18750.00', currency: 'EUR' } },
      { modelCode: 'TBBB', row: 4, color: 'White', price: { amount: '18850.00', currency: 'EUR' } },
      { modelCode: 'TCCC', row: 5, color: 'Red', price: { amount: '15000.00', currency: 'EUR' } },
    ]);
  });
});

describe('a price in a number', () => {
  test.each([
    ['General', '18850.50'],
    ['#,##0.00\\ [$€-1]', '18850.50'],
    ['[$€-409]#,##0.00', '18850.50'],
    ['#,##0.00 [$€-407]', '18850.50'],
    ['[$-40B]#,##0.00', '18850.50'],
    ['#,##0', '18851.00'],
  ])('is the one that %s shows', async (format, amount) => {
    const rows = typed(3, 4, { value: 18850.5, style: { format } });
    const { byCode } = await read(workbook([{ name: 'Hinnasto', rows }]));
    expect(byCode.TBBB).toMatchObject({ price: { amount, currency: 'EUR' }, flags: [] });
  });
});

describe('texts that are not where they should be', () => {
  const withoutTexts: Change = (text, name) => (name.endsWith('sharedStrings.xml') ? '<sst/>' : text);

  test('are damage', async () => {
    expect(await refusal(written(withoutTexts))).toMatchObject({
      category: 'unreadable',
      message: 'The file is damaged: the texts of its cells are missing',
    });
  });

  test('an empty cell has none', async () => {
    const emptied = inSheet((sheet) => sheet.replace(/(r="D3" t="s">).*?<\/c>/, '$1</c>'));
    expect((await read(written(emptied))).byCode.TAAA).toMatchObject({ color: null });
  });
});

function prefixed(text: string, name: string): string {
  if (!/workbook.xml$|worksheets|sharedStrings/.test(name)) return text;
  return text.replaceAll(/<(\/?)(?=\w)/g, '<$1x:').replace(' xmlns=', ' xmlns:x=');
}
