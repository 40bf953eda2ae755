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

test('a whole file is whole', async () => {
  expect(hasDamagedContents(await drawing())).toBe(false);
});

test('contents that do not unpack are damage', async () => {
  expect(hasDamagedContents(damaged(await drawing()))).toBe(true);
});

test('an encrypted file cannot be checked and counts as whole', async () => {
  expect(hasDamagedContents(damaged(await drawing({ ownerPassword: 'owner' })))).toBe(false);
});
