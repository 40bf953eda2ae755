import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { isRejection } from '#contracts/outcome.ts';
import { inspectBytes } from '#functions/intake/inspect.ts';
import { refuseBySize } from '#functions/intake/size.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { drawnPdf } from '../pages/drawn-pdf.ts';

const READERS = [pdfiumReader, pdfjsReader];
const MEGABYTE = 1024 * 1024;

const zipOf = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])));

describe('what no byte need be read of', () => {
  test('an empty file and one over the limit', () => {
    expect(refuseBySize(0)).toMatchObject({ reason: { code: 'empty' } });
    expect(refuseBySize(101 * MEGABYTE)).toMatchObject({ reason: { code: 'too-large' } });
    expect(refuseBySize(1)).toBeNull();
  });
});

describe('by its first bytes', () => {
  const OTHERS: Record<string, Uint8Array> = {
    'a PNG picture': Buffer.from('89504e470d0a1a0a0000', 'hex'),
    'a JPEG picture': Buffer.from('ffd8ffe000104a46', 'hex'),
    'a web page': strToU8('\n<!DOCTYPE html><html><body>Prices</body></html>'),
    'a Word document': zipOf('[Content_Types].xml', 'word/document.xml'),
    'a WebP picture': strToU8('RIFF\x01\x01\x01\x01WEBPVP8 '),
    'a HEIC picture': strToU8('\0\0\0\x18ftypheic'),
    'an XML file': strToU8('<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>'),
    'a JSON file': strToU8('{"error": "expired"}'),
  };
  test.each(Object.entries(OTHERS))('%s is called so', async (kind, bytes) => {
    expect(await inspectBytes(READERS, bytes)).toMatchObject({
      reason: { code: 'not-a-pdf', values: { kind } },
    });
  });

  const PDF_AS_IT_IS = zipSync({ 'list.pdf': [strToU8('%PDF-1.7'), { level: 0 }] });
  const old = (name: string) =>
    Buffer.from(`d0cf11e0a1b11ae1${Buffer.from(name, 'utf16le').toString('hex')}`, 'hex');
  test.each([
    ['file-packed', 'a ZIP archive', PDF_AS_IT_IS],
    ['file-packed', 'a ZIP archive', zipOf('old/list.xlsx', '[Content_Types].xml')],
    ['file-packed', 'a gzip archive', Buffer.from('1f8b0800', 'hex')],
    ['file-packed', 'a TAR archive', strToU8(`${'\0'.repeat(257)}ustar %PDF-1.7`)],
    ['file-in-mail', 'a message with attachments', strToU8('From: a\r\nContent-Type: multipart/mixed')],
    ['file-in-mail', 'a message of Outlook', old('__properties_version1.0')],
    ['not-a-spreadsheet', 'a workbook of the old kind (.xls)', old('Workbook')],
    ['not-a-spreadsheet', 'a binary workbook (.xlsb)', zipOf('[Content_Types].xml', 'xl/workbook.bin')],
    [
      'not-a-spreadsheet',
      'an OpenDocument spreadsheet',
      zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }, { level: 0 }),
    ],
  ])('%s: %s', async (code, kind, bytes) => {
    const values = code === 'not-a-spreadsheet' ? { detail: kind } : { kind };
    expect(await inspectBytes(READERS, bytes)).toMatchObject({ reason: { code, values } });
  });

  /** Archives within a file lie in it as they are. */
  const holding = (own: string, name: string, inner: Uint8Array) =>
    zipSync({ '[Content_Types].xml': strToU8('x'), [own]: strToU8('x'), [name]: [inner, { level: 0 }] });
  const [WORD, WORKBOOK] = [zipOf('word/document.xml'), zipOf('xl/workbook.xml')];
  const ofWorkbook = async (bytes: Uint8Array) =>
    expect(await inspectBytes(READERS, bytes)).toEqual(await inspectBytes(READERS, WORKBOOK));

  test('a file is what it is, and nothing of what lies in it', async () => {
    await ofWorkbook(holding('xl/workbook.xml', 'xl/embeddings/terms.docx', WORD));
    await ofWorkbook(holding('xl/workbook.xml', 'customXml/list.pdf', strToU8('x')));
    const kinds = [
      holding('word/document.xml', 'word/embeddings/list.xlsx', WORKBOOK),
      zipSync({ 'list.xlsx': [WORKBOOK, { level: 0 }] }),
    ].map(async (bytes) => (await inspectBytes(READERS, bytes)) as object);
    expect(await Promise.all(kinds)).toMatchObject([
      { reason: { values: { kind: 'a Word document' } } },
      { reason: { values: { kind: 'a ZIP archive' } } },
    ]);
  });

  test('a workbook that was cut off is none of another program', async () => {
    const whole = holding('xl/workbook.xml', 'xl/worksheets/sheet1.xml', strToU8('x'.repeat(500)));
    await ofWorkbook(whole.subarray(0, 400));
  });

  test('a PDF behind junk, a workbook and text are looked into', async () => {
    for (const bytes of [strToU8(`${'#'.repeat(1000)}%PDF-1.7`), zipOf('xl/workbook.xml'), strToU8('a;b')])
      expect(await inspectBytes(READERS, bytes)).not.toMatchObject({
        reason: { code: 'not-a-pdf', values: { kind: expect.any(String) } },
      });
  });

  test('a PDF over 50 MB is too large', async () => {
    const large = Buffer.alloc(51 * MEGABYTE);
    large.write('%PDF-1.7');
    expect(await inspectBytes(READERS, large)).toMatchObject({ reason: { code: 'too-large' } });
  });
});

describe('by what is in it', () => {
  const refusal = async (bytes: Uint8Array) => {
    const told = await inspectBytes(READERS, bytes);
    if (!isRejection(told)) throw new Error(`taken for a ${told.kind}`);
    expect(sentenceOf(told.reason)).toMatch(/^[A-Z].*\.$/);
    expect(remedyOf(told.reason)).toMatch(/^[A-Z].*\.$/);
    return told.reason.code;
  };
  const letter = (document: PDFKit.PDFDocument) => document.text('Dear Sir', 10, 10);

  test('a letter is no price list', async () => {
    expect(await refusal(await drawnPdf(letter))).toBe('no-price-list');
  });

  test.each([
    ['xml-form', '/AcroForm<</Fields[]/XFA(x)>>'],
    ['portfolio', '/Collection<</View/T>>'],
  ])('a page that stands in for what few viewers open says so: %s', async (code, catalog) => {
    const content =
      'BT /F1 12 Tf 1 0 0 1 40 500 Tm (Please wait. Your viewer may not be able to open this.) Tj ET';
    expect(await refusal(rawPdf({ pages: [{ content }], catalog }))).toBe(code);
  });

  test('a file that asks for a password says so; an owner password alone does not matter', async () => {
    expect(await refusal(await drawnPdf(letter, { userPassword: 'secret' }))).toBe('password-needed');
    expect(await refusal(await drawnPdf(letter, { ownerPassword: 'owner' }))).toBe('no-price-list');
  });

  test('scripts and attachments are passed over', async () => {
    const bytes = await drawnPdf((document) => {
      letter(document);
      document.file(Buffer.from('MZ'), { name: 'setup.exe' });
    });
    const text = Buffer.from(bytes).toString('latin1');
    const scripted = text.replace(
      '/Type /Catalog',
      '/OpenAction<</S/JavaScript/JS(while(1);)>>/Type /Catalog',
    );
    expect(await refusal(Buffer.from(scripted, 'latin1'))).toMatch(/^(no-price-list|file-damaged)$/);
  });

  test('more than 2,000 pages are too many', async () => {
    const pages = await drawnPdf((document) => {
      for (let page = 0; page < 2000; page++) document.addPage();
    });
    expect(await refusal(pages)).toBe('too-many-pages');
  });

  test('a file cut short anywhere is refused', async () => {
    const whole = await drawnPdf(letter);
    for (const share of [0.02, 0.2, 0.5, 0.8, 0.95])
      expect(await refusal(whole.subarray(0, whole.length * share))).toMatch(/^(unreadable|file-damaged)$/);
  });
});
