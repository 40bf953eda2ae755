import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { extractPriceList, readDocument } from '#functions/extract/extract-price-list.ts';
import { sentenceOf } from '#messages/say.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { rawPdf, stream, value } from '../../integration/bad-files/raw-pdf.ts';
import { drawnPdf } from '../pages/drawn-pdf.ts';

const ROWS = [
  ['Tuote-nro', 'Malli', 'Moottori', 'Suositushinta'],
  ['TJTH', 'Rave RE', '600R E-TEC', '15 990,00 €'],
  ['TJTJ', 'Rave GLS', '850 E-TEC', '17 490,00 €'],
];

type Draw = (document: PDFKit.PDFDocument) => void;

const list: Draw = (document) => {
  document.text('LYNX MALLIVUOSI 2031', 10, 10, { lineBreak: false });
  for (const [row, cells] of ROWS.entries())
    for (const [column, text] of cells.entries())
      document.text(text, 10 + column * 72, 40 + row * 16, { lineBreak: false });
};

/** A list, and another page behind it. */
const withBackPage = async (draw: Draw, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> =>
  Buffer.from(
    await drawnPdf(
      (document) => {
        document.fontSize(9);
        list(document);
        document.addPage();
        draw(document);
      },
      { ...options },
    ),
  );

const DOCUMENT = { name: 'list.pdf', sha256: '0'.repeat(64) };
const OPTIONS = { readers: [pdfiumReader], extractedAt: '2026-09-01T00:00:00.000Z' };

const readingOf = async (bytes: Uint8Array) => {
  const { accounted, products, problems } = Extracted.parse(await extractPriceList(bytes, DOCUMENT, OPTIONS));
  return {
    accounted,
    codes: products.map(({ modelCode }) => modelCode),
    problems: problems.map(sentenceOf),
  };
};

const WHOLE = { accounted: true, codes: ['TJTH', 'TJTJ'], problems: [] };
const nothing: Draw = () => {};

/** Where the stream of the back page's contents stands. */
const backStream = (file: Buffer): { from: number; to: number } => {
  const from = file.indexOf('stream\n', file.indexOf(`\n${backNumber(file)} 0 obj`));
  return { from, to: file.indexOf('endstream', from) };
};

const changed = (file: Buffer, from: string, to: string): Buffer => {
  expect(file.includes(from)).toBe(true);
  return Buffer.from(file.toString('latin1').replace(from, to.padEnd(from.length)), 'latin1');
};

/** The contents of the second page of what pdfkit writes. */
const backContents = (file: Buffer): string =>
  [...file.toString('latin1').matchAll(/\/Contents \d+ 0 R/g)].map(([name]) => name).at(-1) as string;

const backNumber = (file: Buffer): number => Number(/\d+/.exec(backContents(file)));

test.each<[string, Draw]>([
  ['nothing', nothing],
  ['white paint', (document) => document.rect(0, 0, 300, 200).fill('white')],
])('a page with %s on it is blank and no problem', async (_, draw) => {
  expect(await readingOf(await withBackPage(draw))).toEqual(WHOLE);
});

test('a blank page needs no reading from its picture', async () => {
  const { unread } = await readDocument(await withBackPage(nothing), DOCUMENT, OPTIONS);
  expect(unread).toEqual([]);
});

/** The list again, before a page as each test wants it. */
const rawList = (backPage: string): Uint8Array => {
  const texts = ROWS.flatMap((cells, row) =>
    cells.map(
      (text, column) => `1 0 0 1 ${10 + column * 72} ${150 - row * 16} Tm (${text.replace('€', 'EUR')}) Tj`,
    ),
  );
  const page = '/Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<</Font<</F 5 0 R>>>>';
  return rawPdf([
    value('<</Type/Catalog/Pages 2 0 R>>'),
    value('<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>'),
    value(`<<${page}/Contents 4 0 R>>`),
    stream(`BT /F 9 Tf 1 0 0 1 10 180 Tm (LYNX MALLIVUOSI 2031) Tj ${texts.join(' ')} ET`),
    value('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'),
    value(`<<${page}${backPage}>>`),
  ]);
};

test.each([
  '',
  '/Contents null',
  '/Contents []',
])('a page without contents is blank: "%s"', async (contents) => {
  expect(await readingOf(rawList(contents))).toEqual(WHOLE);
});

test('a page whose contents are not in the file waits for a person', async () => {
  expect(await readingOf(rawList('/Contents 7 0 R'))).toMatchObject({ accounted: false });
});

test('a blank page of an encrypted file is blank', async () => {
  expect(await readingOf(await withBackPage(nothing, { ownerPassword: 'owner' }))).toEqual(WHOLE);
});

test.each<[string, Draw]>([
  [
    'text that nobody sees',
    (document) => document.fillColor('white').text('TJTK', 10, 10, { lineBreak: false }),
  ],
  ['lines', (document) => document.moveTo(10, 10).lineTo(100, 60).stroke()],
  ['a logo', (document) => document.image(LOGO, 10, 10, { width: 60 })],
])('a page with %s alone waits for a person', async (_, draw) => {
  const { accounted, problems } = await readingOf(await withBackPage(draw));
  expect({ accounted, problems }).toEqual({
    accounted: false,
    problems: [expect.stringMatching(/picture|nothing|nobody sees/)],
  });
});

/** One grey pixel. */
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const DAMAGES: Record<string, (file: Buffer) => Buffer> = {
  'contents cut short': (file) => {
    const { from, to } = backStream(file);
    return Buffer.from(file).fill(0x20, Math.floor((from + to) / 2), to);
  },
  'contents that have lost their keyword': (file) => {
    const { from } = backStream(file);
    return Buffer.from(file).fill('strEam', from, from + 6);
  },
  'contents under another number': (file) => changed(file, `\n${backNumber(file)} 0 obj`, '\n99 0 obj'),
  'contents named by another number': (file) => changed(file, backContents(file), '/Contents 99 0 R'),
  'another object named as contents': (file) => changed(file, backContents(file), '/Contents 1 0 R'),
  'a key of contents that is misspelt': (file) => {
    const name = backContents(file);
    return changed(file, name, name.replace('Contents', 'Kontents'));
  },
};

test.each([
  '1.3',
  '1.4',
] as const)('a page is not taken for blank that has lost its contents: PDF %s', async (pdfVersion) => {
  const file = await withBackPage(list, { pdfVersion });
  expect((await readingOf(file)).codes).toHaveLength(4);
  for (const [name, damage] of Object.entries(DAMAGES)) {
    const { accounted } = await readingOf(damage(file));
    expect([name, accounted]).toEqual([name, false]);
  }
});
