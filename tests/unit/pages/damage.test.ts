import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { hasDamagedContents } from '#pages/damage.ts';
import { drawnPdf } from './drawn-pdf.ts';

const drawing = (options?: PDFKit.PDFDocumentOptions) =>
  drawnPdf((document) => {
    for (let line = 0; line < 400; line++)
      document.text(`Row ${line * 7919}`, 10, line * 5, { lineBreak: false });
  }, options);

/** Overwrites bytes in the middle of the first stream. */
function damaged(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes);
  const from = file.indexOf('stream');
  const middle = Math.floor((from + file.indexOf('endstream', from)) / 2);
  return file.fill(0xff, middle, middle + 12);
}

/** The name `/FlateDecode` or `/Filter` with one letter wrong, wherever it stands. */
const misnamed = (bytes: Uint8Array, right: string, wrong: string): Uint8Array =>
  Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(right, wrong), 'latin1');

/** The file with a text before the first of these words, and every place in it as far behind as it then is. */
function withInserted(file: string, before: string, text: string): Buffer {
  const from = file.indexOf(before);
  const moved = (place: string) => Number(place) + (Number(place) > from ? text.length : 0);
  const long = (file.slice(0, from) + text + file.slice(from))
    .replace(/(\d{10})(?= \d{5} n)/g, (place) => String(moved(place)).padStart(10, '0'))
    .replace(/(?<=startxref\s+)\d+/, (place) => String(moved(place)));
  return Buffer.from(long, 'latin1');
}

test('a whole file is whole', async () => {
  expect(await hasDamagedContents(await drawing())).toBe(false);
});

test('contents that do not unpack are damage', async () => {
  expect(await hasDamagedContents(damaged(await drawing()))).toBe(true);
});

test.each([
  '1.3',
  '1.4',
  '1.6',
  '1.7ext3',
] as const)('an encrypted file is decrypted and checked like any other: PDF %s', async (pdfVersion) => {
  const file = await drawing({ ownerPassword: 'owner', pdfVersion });
  expect(await hasDamagedContents(file)).toBe(false);
  expect(await hasDamagedContents(damaged(file))).toBe(true);
});

test('an encrypted file that asks for a password counts as damaged', async () => {
  expect(await hasDamagedContents(await drawing({ userPassword: 'user' }))).toBe(true);
});

test('a stream is known by its own dictionary, however long', async () => {
  const file = Buffer.from(await drawing());
  const remark = `/Remark (${'long '.repeat(200)})\n`;
  const whole = withInserted(file.toString('latin1'), '/Filter', remark);
  expect(await hasDamagedContents(whole)).toBe(false);
  expect(await hasDamagedContents(damaged(whole))).toBe(true);
});

test('a wrong checksum is damage, however small the stream', async () => {
  const file = Buffer.from(
    await drawnPdf((document) => document.text('Row 1', 10, 10, { lineBreak: false })),
  );
  const end = file.indexOf('\nendstream');
  expect(await hasDamagedContents(file.fill(0, end - 4, end))).toBe(true);
});

test('contents under a filter that nobody knows, or under none any more, are damage', async () => {
  expect(await hasDamagedContents(misnamed(await drawing(), '/FlateDecode', '/FlateDecodf'))).toBe(true);
  expect(await hasDamagedContents(misnamed(await drawing(), '/Filter', '/Eilter'))).toBe(true);
});

test('an object that is not where the table says is damage: its pages may be left out', async () => {
  const file = Buffer.from(await drawing());
  const tree = file.indexOf('/Kids');
  const start = file.lastIndexOf(' obj', tree);
  expect(await hasDamagedContents(file.fill(' ', start - 2, start))).toBe(true);
});

test('bytes lost since the file was written are damage; junk before the header is none', async () => {
  const file = Buffer.from(await drawing());
  expect(await hasDamagedContents(Buffer.concat([Buffer.alloc(900, '#'), file]))).toBe(false);
  expect(await hasDamagedContents(Buffer.concat([file.subarray(0, 20), file.subarray(25)]))).toBe(true);
  expect(await hasDamagedContents(file.subarray(0, file.length / 2))).toBe(true);
  const update = Buffer.from('4 0 obj\n<</Length 6>>\nstream\n0 0 m\n\nendstream\nendobj\nxref\n4 1\n');
  expect(await hasDamagedContents(Buffer.concat([file, Buffer.from('\n'), update]))).toBe(true);
});

test('what unpacks to more than any list holds is refused', async () => {
  const stream = Buffer.concat([
    Buffer.from('1 0 obj<</Filter/FlateDecode>>stream\n'),
    deflateSync(Buffer.alloc(16 * 1024 * 1024)),
    Buffer.from('\nendstream\n'),
  ]);
  const file = Buffer.concat([
    Buffer.from('%PDF-1.7\nxref\n'),
    ...Array.from({ length: 33 }, () => stream),
    Buffer.from('startxref\n9\n'),
  ]);
  await expect(hasDamagedContents(file)).rejects.toThrow('512 MB');
});
