import { expect, test } from 'vitest';
import { contradictedFonts } from '#pages/contradicted-fonts.ts';
import { pdfObjects } from '#pages/pdf-objects.ts';

const bytes16 = (value: number): number[] => [value >> 8, value & 255];
const bytes32 = (value: number): number[] => [...bytes16(value >>> 16), ...bytes16(value & 0xffff)];
const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

/** An INDEX with offsets of one byte (Adobe's Technical Note 5176, 5). */
const index = (...items: number[][]): number[] => {
  let end = 1;
  const offsets = items.map(({ length }) => (end += length));
  return items.length === 0 ? [0, 0] : [...bytes16(items.length), 1, 1, ...offsets, ...items.flat()];
};

/** A CFF program of glyphs with these strings, for the codes from 1 on; they draw nothing. */
const cff = (
  strings: number[],
  { names = [], more = [] }: { names?: string[]; more?: number[] } = {},
): Buffer => {
  const head = [...[1, 0, 4, 1], ...index(ascii('Own'))];
  const behind = [...index(...names.map(ascii)), ...index()];
  const charset = [0, ...strings.flatMap(bytes16)];
  const encoding = [0, strings.length, ...strings.map((_, at) => at + 1)];
  const glyphs = index([14], ...strings.map(() => [14]));
  const from = head.length + index(Array(18 + more.length).fill(0)).length + behind.length;
  const places = [from, from + charset.length, from + charset.length + encoding.length];
  const dict = [...more, ...places.flatMap((place, at) => [29, ...bytes32(place), 15 + at])];
  return Buffer.from([...head, ...index(dict), ...behind, ...charset, ...encoding, ...glyphs]);
};

/** A table that leads from codes to glyphs (OpenType, cmap, format 4): a segment a code. */
const cmap = (platform: number, encoding: number, glyphs: Readonly<Record<number, number>>): number[] => {
  const codes = Object.keys(glyphs).map(Number);
  const ends = [...codes, 0xffff];
  const deltas = [...codes.map((code) => ((glyphs[code] ?? 0) - code) & 0xffff), 1];
  const segments = [ends, [0], ends, deltas, ends.map(() => 0)].flat().flatMap(bytes16);
  const head = [4, 14 + segments.length, 0, ends.length * 2, 0, 0, 0].flatMap(bytes16);
  return [...[0, 1, platform, encoding].flatMap(bytes16), ...bytes32(12), ...head, ...segments];
};

/** The same as bytes, one for each of 256 codes (format 0). */
const byteMap = (glyphs: Readonly<Record<number, number>>): number[] => [
  ...[0, 1, 1, 0].flatMap(bytes16),
  ...bytes32(12),
  ...[0, 262, 0].flatMap(bytes16),
  ...Array.from({ length: 256 }, (_, code) => glyphs[code] ?? 0),
];

/** A TrueType program of which nothing is there but the names of its glyphs, in the standard order of glyphs or their own. */
const trueType = (glyphs: (number | string)[], count = glyphs.length, codes: number[] = []): Buffer => {
  const own = glyphs.filter((glyph) => typeof glyph === 'string');
  const indices = glyphs.map((glyph) => (typeof glyph === 'number' ? glyph : 258 + own.indexOf(glyph)));
  const strings = own.flatMap((name) => [name.length, ...ascii(name)]);
  const post = [
    ...bytes32(0x20000),
    ...Array(28).fill(0),
    ...bytes16(count),
    ...indices.flatMap(bytes16),
    ...strings,
  ];
  const maxp = [...bytes32(0x10000), ...bytes16(glyphs.length)];
  const table = (name: string, from: number, { length }: number[]) => [
    ...ascii(name),
    ...[...bytes32(0), ...bytes32(from), ...bytes32(length)],
  ];
  const parts = { maxp, post, ...(codes.length > 0 && { cmap: codes }) };
  const from = 12 + Object.keys(parts).length * 16;
  const bodies = Object.values(parts);
  const tables = Object.entries(parts).flatMap(([name, body], at) =>
    table(name, from + bodies.slice(0, at).flat().length, body),
  );
  const head = [...bytes32(0x10000), ...bytes16(bodies.length), ...Array(6).fill(0)];
  return Buffer.from([...head, ...tables, ...bodies.flat()]);
};

const type1 = (put: string): Buffer =>
  Buffer.from(
    `%!PS-AdobeFont-1.0: Own\n/Encoding 256 array\n${put}\nreadonly def\ncurrentfile eexec `,
    'latin1',
  );

const stream = (data: Buffer | string): string =>
  `<< /Length ${data.length} >>\nstream\n${data.toString('latin1')}\nendstream`;

/** The names, as engines give them, of fonts that are contradicted in a file with one font, whose codes from 1 on are these letters in Unicode. */
function contradicted(font: string, program: Buffer, letters: string, key = 'FontFile3'): string[] {
  const [digits, ending] = font.includes('Type0') ? [4, '-Identity-H'] : [2, ''];
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0');
  const entries = [...letters].map(
    (letter, at) => `<${hex(at + 1, digits)}> <${hex(letter.charCodeAt(0), 4)}>`,
  );
  const objects = [
    `1 0 obj\n<< /Type /Font ${font} /BaseFont /AAAAAA+Own${ending} /ToUnicode 2 0 R >>\nendobj`,
    `2 0 obj\n${stream(`begincmap 1 beginbfchar ${entries.join(' ')} endbfchar endcmap`)}\nendobj`,
    `3 0 obj\n<< /Type /FontDescriptor /Flags 4 /${key} 4 0 R >>\nendobj`,
    `4 0 obj\n${stream(program)}\nendobj`,
    `6 0 obj\n<< /Type /FontDescriptor /Flags 32 /${key} 4 0 R >>\nendobj`,
    `5 0 obj\n<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Own /CIDToGIDMap /Identity
      /FontDescriptor 3 0 R >>\nendobj`,
  ];
  return [...contradictedFonts(pdfObjects(Buffer.from(`%PDF-1.7\n${objects.join('\n')}\n`, 'latin1')))];
}

const SIMPLE = '/Subtype /Type1 /FontDescriptor 3 0 R';
const SYMBOLIC = '/Subtype /TrueType /FontDescriptor 3 0 R';
/** Flags of 32: the letters of its encoding are what it shows. */
const PLAIN = '/Subtype /TrueType /FontDescriptor 6 0 R /Encoding /WinAnsiEncoding';
/** What the codes before that of "1" are. */
const BEFORE_ONE = String.fromCharCode(...Array.from({ length: 48 }, (_, at) => at + 1));
const COMPOSITE = '/Subtype /Type0 /Encoding /Identity-H /DescendantFonts [5 0 R]';
/** Standard strings: "one" is 18, "A" is 34. In the standard order of glyphs "one" is 20, "A" is 36. */
const [ONE, A, GLYPH_ONE] = [18, 34, 20];

test.each<[string, string, Buffer, string, string?]>([
  ['a compact one', SIMPLE, cff([ONE, ONE + 1, ONE + 6]), '121'],
  [
    'a compact one with names of its own',
    SIMPLE,
    cff([391, ONE + 1, ONE + 2], { names: ['seven.lf'] }),
    '123',
  ],
  ['figures changed throughout', SIMPLE, cff([ONE, ONE + 1, ONE + 2, ONE + 3]), '4321'],
  ['one of Type 1', SIMPLE, type1('dup 1 /seven put\ndup 2 /two put'), '12', 'FontFile'],
  [
    'one of symbols',
    SYMBOLIC,
    trueType([0, GLYPH_ONE, GLYPH_ONE + 1, GLYPH_ONE + 6], 4, cmap(3, 0, { 61441: 1, 61442: 2, 61443: 3 })),
    '121',
    'FontFile2',
  ],
  [
    'one of bytes',
    SYMBOLIC,
    trueType([0, 'seven', 'two', 'three'], 4, byteMap({ 1: 1, 2: 2, 3: 3 })),
    '123',
    'FontFile2',
  ],
  [
    'one that says to be the letters of its encoding',
    PLAIN,
    trueType([0, GLYPH_ONE + 6, GLYPH_ONE + 1, GLYPH_ONE + 2], 4, cmap(3, 1, { 49: 1, 50: 2, 51: 3 })),
    `${BEFORE_ONE}123`,
    'FontFile2',
  ],
  ['a composite one', COMPOSITE, trueType([0, GLYPH_ONE, GLYPH_ONE + 1, GLYPH_ONE + 6]), '121', 'FontFile2'],
  [
    'a composite one with names of its own',
    COMPOSITE,
    trueType([0, 'Euro', GLYPH_ONE, 'nine']),
    '€16',
    'FontFile2',
  ],
])('the glyphs inside %s have other names than ToUnicode gives', (_, font, program, letters, key) => {
  expect(contradicted(font, program, letters, key)).toEqual(['AAAAAA+Own']);
});

test.each<[string, string, Buffer, string, string?]>([
  ['the same letters', SIMPLE, cff([ONE, ONE + 1, A]), '12A'],
  ['names of the glyphs of a larger font', SIMPLE, cff([A, A + 1, A + 2, A + 3]), '1234'],
  ['glyphs by number', SIMPLE, cff([A, A, A], { more: [139, 139, 139, 12, 30] }), 'BCA'],
  [
    'an encoding that goes by names',
    `${SIMPLE} /Encoding /WinAnsiEncoding`,
    cff([ONE + 1, ONE, ONE + 2]),
    '123',
  ],
  ['the same letters in a composite font', COMPOSITE, trueType([0, GLYPH_ONE, 'Euro']), '1€', 'FontFile2'],
  [
    'the same letters by way of codes',
    SYMBOLIC,
    trueType([0, GLYPH_ONE, GLYPH_ONE + 1], 3, cmap(3, 0, { 61441: 1, 61442: 2 })),
    '12',
    'FontFile2',
  ],
  [
    'the same letters by way of letters',
    PLAIN,
    trueType([0, GLYPH_ONE, GLYPH_ONE + 1], 3, cmap(3, 1, { 49: 1, 50: 2 })),
    `${BEFORE_ONE}12`,
    'FontFile2',
  ],
  [
    'a table of codes that breaks off',
    SYMBOLIC,
    trueType([0, 'one', 'two'], 3, [0, 0, 0, 9]),
    '12',
    'FontFile2',
  ],
  ['a table of names of another size', COMPOSITE, trueType([0, 21, 20, 22], 3), '123', 'FontFile2'],
  ['a program that breaks off', SIMPLE, cff([ONE + 1, ONE, ONE + 2]).subarray(0, 30), '123'],
  ['no program at all', SIMPLE, Buffer.from('nothing'), '123'],
])('%s: no contradiction', (_, font, program, letters, key) => {
  expect(contradicted(font, program, letters, key)).toEqual([]);
});
