import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isRejection } from '#contracts/outcome.ts';
import { readDocument } from '#functions/extract/extract-price-list.ts';
import { inspectBytes } from '#functions/intake/inspect.ts';
import { contradictedFonts } from '#pages/contradicted-fonts.ts';
import { pdfObjects } from '#pages/pdf-objects.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { FIRST_EXTRA, stream } from '../../fakes/raw-pdf.ts';
import { type RawCell, rawList, show } from './raw-list.ts';

const map = (entries: string, entriesAre = 'bfchar'): string =>
  `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange
1 begin${entriesAre} ${entries} end${entriesAre} endcmap end`;

const type1 = (encoding: string): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman ${encoding} /ToUnicode ${FIRST_EXTRA} 0 R >>`;

const DIFFERENCES =
  '/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [48 /zero /one /two 55 /seven] >>';
const ENCODED = '/Encoding /WinAnsiEncoding';

/** A price in a font of its own, of which only the map to Unicode says what the letters are. */
const inFont =
  (text: string): RawCell =>
  (x, y) =>
    show(text, x, y, { font: 'F9' });

interface Lie {
  font: string;
  toUnicode: string;
}
const list = ({ font, toUnicode }: Lie) =>
  rawList([{}, { price: inFont('17845') }, {}], { fonts: { F9: font }, objects: [stream(toUnicode)] });

const LIES: Record<string, Lie> = {
  'a figure named in the differences': { font: type1(DIFFERENCES), toUnicode: map('<37> <0031>') },
  'a figure of the standard encoding': { font: type1(ENCODED), toUnicode: map('<37> <0031>') },
  'a figure of a standard font': { font: type1(''), toUnicode: map('<37> <0031>') },
  'figures moved by one': { font: type1(ENCODED), toUnicode: map('<30> <38> <0031>', 'bfrange') },
  'a figure in a font whose name is longer than any may be': {
    font: type1(ENCODED).replace('Times-Roman', 'T'.repeat(700)),
    toUnicode: map('<37> <0031>'),
  },
  'a list of figures': {
    font: type1(DIFFERENCES),
    toUnicode: map('<30> <32> [<0030> <0032> <0031>]', 'bfrange'),
  },
  'a figure that is a blank': { font: type1(ENCODED), toUnicode: map('<37> <0020>') },
  'a figure by its number': {
    font: type1('/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [55 /uni0037.lf] >>'),
    toUnicode: map('<37> <0031>'),
  },
};

const TRUTHS: Record<string, Lie> = {
  'the same letters': { font: type1(DIFFERENCES), toUnicode: map('<30> <39> <0030>', 'bfrange') },
  'names that mean nothing': {
    font: type1('/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [49 /g12 55 /cid77] >>'),
    toUnicode: map('<31> <0031> <37> <0037>'),
  },
  'a raised figure': {
    font: type1('/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [55 /seven.sups] >>'),
    toUnicode: map('<37> <2077>'),
  },
};

describe.each([
  ['PDFium', pdfiumReader],
  ['pdf.js', pdfjsReader],
])('fonts whose glyphs have other names than ToUnicode gives them, read with %s', (_, reader) => {
  const options = { readers: [reader], extractedAt: '2026-09-01T00:00:00.000Z' };
  const read = (lie: Lie) => readDocument(list(lie), { name: 'list.pdf', sha256: '0'.repeat(64) }, options);

  test.each(Object.entries(LIES))('%s: the page is garbled, and goes to a recogniser', async (__, lie) => {
    const { result, unread } = await read(lie);
    expect(unread).toEqual([1]);
    expect(result).toMatchObject({ reason: { code: 'no-text-layer' } });
    expect(await inspectBytes([reader], list(lie))).toMatchObject({ reason: { code: 'no-text-layer' } });
  });

  test.each(Object.entries(TRUTHS))('%s: the list is read', async (__, lie) => {
    const { result, unread } = await read(lie);
    expect(unread).toEqual([]);
    expect(isRejection(result)).toBe(false);
    expect(result).toMatchObject({ accounted: true, problems: [] });
  });
});

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Own /Encoding 8 0 R /ToUnicode 5 0 R >>';
const ENCODING = '<< /Type /Encoding /Differences [1 /seven] >>';
const PACKED_MAP = deflateSync(Buffer.from(map('<01> <0031>'))).toString('latin1');
const packedMap = `5 0 obj\n${stream(PACKED_MAP, '/Filter /FlateDecode')}\nendobj\n`;

test('fonts and their encodings may be packed into streams', () => {
  const heads = `7 0 8 ${FONT.length + 1} `;
  const objects = deflateSync(Buffer.from(`${heads}${FONT} ${ENCODING}`)).toString('latin1');
  const packed = stream(objects, `/Type /ObjStm /N 2 /First ${heads.length} /Filter /FlateDecode`);
  const file = Buffer.from(`%PDF-1.7\n6 0 obj\n${packed}\nendobj\n${packedMap}`, 'latin1');
  expect([...contradictedFonts(pdfObjects(file))]).toEqual(['ABCDEF+Own']);
});

test.each([
  ['glyphs of a drawn font that are counted by letters', '/Subtype /Type3', '/A /B', '<01> <0045>'],
  ['a small capital', '/Subtype /Type1', '/a.sc /b.sc', '<01> <0041>'],
  ['another alphabet', '/Subtype /Type1', '/A /B', '<01> <0391>'],
  ['a ligature', '/Subtype /Type1', '/f_i /fi', '<01> <00660069> <02> <FB01>'],
])('%s is no contradiction', async (_, kind, names, entries) => {
  const font = `<< /Type /Font ${kind} /Encoding << /Differences [1 ${names}] >> /ToUnicode 5 0 R >>`;
  const file = `%PDF-1.7\n7 0 obj\n${font}\nendobj\n5 0 obj\n${stream(map(entries))}\nendobj\n`;
  expect([...contradictedFonts(pdfObjects(Buffer.from(file, 'latin1')))]).toEqual([]);
});
