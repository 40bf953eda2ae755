import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pdfObjects } from '#pages/pdf-objects.ts';
import { hasPlainPaints, hasPlainWhite, inksOfNone } from '#pages/plain-paints.ts';

const objectsOf = (object: string) =>
  pdfObjects(Buffer.from(`%PDF-1.7\n7 0 obj\n${object}\nendobj\n`, 'latin1'));
const isPlain = (object: string): boolean => hasPlainPaints(objectsOf(object));

const PATTERN = '<</PatternType 2/Shading 8 0 R>>';
const PACKED = deflateSync(`7 0 ${PATTERN}`).toString('latin1');

test.each([
  ['a gradient to fill with', PATTERN],
  ['a tiling with contents', `<</Type/Pattern/PatternType 1/Length 3>>\nstream\nq Q\nendstream`],
  ['a name that hides its letters', '<</Pattern#54ype 2/Shading 8 0 R>>'],
  [
    'a pattern packed into a stream of objects',
    `<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length 9>>\nstream\n${PACKED}\nendstream`,
  ],
  ['a transfer function', '<</Type/ExtGState/TR 9 0 R>>'],
  ['four of them', '<</Type/ExtGState/TR2 [9 0 R 9 0 R 9 0 R 9 0 R]>>'],
])('%s may show another colour than the engine gives', (_, object) => {
  expect(isPlain(object)).toBe(false);
});

test.each([
  ['a gradient of its own operator', '<</ShadingType 2/Coords[0 0 1 1]>>'],
  [
    'boxes of a page, and a dictionary at its end',
    '<</Type/Page/TrimBox[0 0 9 9]>>\nendobj\ntrailer<</Root 1 0 R>>',
  ],
  ['the bytes of a picture', '<</Subtype/Image>>\nstream\n/PatternType\nendstream'],
])('%s changes no colour of a fill', (_, object) => {
  expect(isPlain(object)).toBe(true);
});

test.each<[string, string, boolean]>([
  ['an ink for no plate', '<</ColorSpace<</A[/Separation/None/DeviceGray 8 0 R]>>>>', false],
  ['inks by a name that hides its letters', '[/Device#4e [/Cyan/Spot] /DeviceCMYK 8 0 R]', false],
  ['a palette', '[/Indexed/DeviceRGB 1 <000000ffffff>]', false],
  ['a palette by its short name', '[ /I /DeviceRGB 1 8 0 R]', false],
  ['a profile', '<</ColorSpace<</A[/ICCBased 8 0 R]>>>>', true],
  ['a group that stands alone', '<</Group<</S/Transparency/CS/DeviceRGB/I true>>>>', true],
  ['a table of objects', '<</Type/XRef/Index[0 9]>>', true],
])('%s: what is called white is white: $2', (_, object, isWhite) => {
  expect(hasPlainWhite(objectsOf(object))).toBe(isWhite);
});

const likeRed = (white: string) =>
  `[/Separation/None/DeviceRGB<</FunctionType 2/Domain[0 1]/C0[${white}]/C1[1 0 0]/N 1>>]`;

test.each<[string, string, string]>([
  ['none', '[/Separation/Spot/DeviceGray 8 0 R]', ''],
  ['those on the way to red', likeRed('1 1 1'), 'red pink'],
  ['all where the beginning is no number', likeRed('1 1 null'), 'red pink blue'],
  ['all where the beginning lacks a channel', likeRed('1 1'), 'red pink blue'],
  ['all where the function stands elsewhere', '[/Separation/None/DeviceRGB 8 0 R]', 'red pink blue'],
  ['all where the name hides its letters', '[/Separation/N#6fne/DeviceGray 8 0 R]', 'red pink blue'],
  ['all where none of several has a plate', '[/DeviceN [/None /None]/DeviceCMYK 8 0 R]', 'red pink blue'],
  ['none where one of several has', '[/DeviceN [/None /Cyan]/DeviceCMYK 8 0 R]', ''],
])('colours that may be those of an ink for no plate: %s', (_, object, expected) => {
  const mayBe = inksOfNone(objectsOf(object));
  const found = [mayBe([255, 0, 0]) && 'red', mayBe([255, 128, 128]) && 'pink', mayBe([0, 0, 255]) && 'blue'];
  expect(found.filter(Boolean).join(' ')).toBe(expected);
});
