/** What the names of a font's own glyphs say they draw, '' where a name says nothing. */
export interface GlyphNames {
  /** By the number of the glyph. */
  byGlyph: readonly string[];
  /** By code, as the program's own encoding has it. */
  byCode: ReadonlyMap<number, string>;
  /** By the letter that the program itself says a glyph is; absent where it says none. */
  byLetter?: ReadonlyMap<string, string>;
}

/** What a glyph's name says it draws, '' where it says nothing. */
type LetterNamed = (name: string) => string;

/** The names in a font program of any kind that PDF embeds (ISO 32000-2, 9.9); null where it has none. */
export function namesInProgram(program: Buffer, letterNamed: LetterNamed): GlyphNames | null {
  try {
    if (program.readUInt32BE(0) === TRUE_TYPE || program.toString('latin1', 0, 4) === 'true')
      return namesInTrueType(program, letterNamed);
    if (program.toString('latin1', 0, 2) === '%!') return namesInType1(program, letterNamed);
    return program[0] === 1 ? namesInCff(program, letterNamed) : null;
  } catch (error) {
    // A damaged program is told where damage is; here it witnesses nothing.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const TRUE_TYPE = 0x00010000;

/** The part that is not encrypted gives the encoding: `dup 49 /one put`. */
function namesInType1(program: Buffer, letterNamed: LetterNamed): GlyphNames {
  const [head = ''] = program.toString('latin1').split('eexec', 1);
  const byCode = new Map<number, string>();
  for (const [, code, name = ''] of head.matchAll(/\bdup\s+(\d{1,3})\s*\/([^\s/]{1,64})\s+put\b/g))
    byCode.set(Number(code), letterNamed(name));
  return { byGlyph: [], byCode };
}

/** An INDEX of Adobe's Technical Note 5176, 5: its items, and where it ends. */
interface Index {
  items: Buffer[];
  end: number;
}

function indexAt(program: Buffer, at: number): Index {
  const count = program.readUInt16BE(at);
  if (count === 0) return { items: [], end: at + 2 };
  const size = program.readUInt8(at + 2);
  const offset = (item: number) => program.readUIntBE(at + 3 + item * size, size);
  const data = at + 2 + (count + 1) * size;
  const items = Array.from({ length: count }, (_, item) =>
    program.subarray(data + offset(item), data + offset(item + 1)),
  );
  return { items, end: data + offset(count) };
}

/** Operators of a Top DICT; those of two bytes have this one first. */
const [CHARSET, ENCODING, CHAR_STRINGS, ESCAPE, OF_CIDS] = [15, 16, 17, 12, 1230];

/** The last operand of each operator of a DICT. */
function operatorsIn(dict: Buffer): Map<number, number> {
  const found = new Map<number, number>();
  let operand = 0;
  for (let at = 0; at < dict.length; ) {
    const first = dict.readUInt8(at++);
    if (first === ESCAPE) found.set(ESCAPE * 100 + dict.readUInt8(at++), operand);
    else if (first < 22) found.set(first, operand);
    else if (first === 28) [operand, at] = [dict.readInt16BE(at), at + 2];
    else if (first === 29) [operand, at] = [dict.readInt32BE(at), at + 4];
    else if (first === 30) while ((dict.readUInt8(at++) & 15) !== 15);
    else if (first < 247) operand = first - 139;
    else if (first < 251) operand = (first - 247) * 256 + dict.readUInt8(at++) + 108;
    else operand = -(first - 251) * 256 - dict.readUInt8(at++) - 108;
  }
  return found;
}

const letterOf = (ascii: number): string => {
  const letter = String.fromCharCode(ascii);
  return /[0-9A-Za-z,.$]/.test(letter) ? letter : '';
};

/** Of the standard strings those from "space" to "asciitilde" stand in the order of ASCII. */
const [STANDARD_STRINGS, BEFORE_ASCII, LAST_OF_ASCII] = [391, 31, 95];

/** A CFF program whose glyphs have names of their own: one of CIDs, or of a charset that stands for many fonts, has none. */
function namesInCff(program: Buffer, letterNamed: LetterNamed): GlyphNames | null {
  const tops = indexAt(program, indexAt(program, program.readUInt8(2)).end);
  const strings = indexAt(program, tops.end).items;
  const top = operatorsIn(tops.items[0] ?? Buffer.alloc(0));
  const [charset = 0, encoding = 0] = [top.get(CHARSET), top.get(ENCODING)];
  if (charset < 3 || top.has(OF_CIDS)) return null;
  const count = program.readUInt16BE(top.get(CHAR_STRINGS) ?? 0);
  const names = stringsOf(program, charset, count).map((id) =>
    id >= STANDARD_STRINGS
      ? letterNamed(strings[id - STANDARD_STRINGS]?.toString('latin1') ?? '')
      : letterOf(id <= LAST_OF_ASCII ? id + BEFORE_ASCII : 0),
  );
  const codes = encoding > 1 ? codesOf(program, encoding) : [];
  return { byGlyph: names, byCode: new Map(codes.map(([code, glyph]) => [code, names[glyph] ?? ''])) };
}

/** The string of each glyph; the first glyph is none. */
function stringsOf(program: Buffer, at: number, count: number): number[] {
  const format = program.readUInt8(at);
  const ids = [0];
  for (let next = at + 1; ids.length < count; ) {
    const first = program.readUInt16BE(next);
    const more = format === 0 ? 0 : program.readUIntBE(next + 2, format);
    for (let id = 0; id <= more; id++) ids.push(first + id);
    next += format === 0 ? 2 : 2 + format;
  }
  return ids;
}

/** Codes and their glyphs, which follow one another. */
function codesOf(program: Buffer, at: number): [code: number, glyph: number][] {
  const isRanges = (program.readUInt8(at) & 0x7f) === 1;
  const codes: number[] = [];
  for (let item = 0; item < program.readUInt8(at + 1); item++) {
    const place = at + 2 + item * (isRanges ? 2 : 1);
    const more = isRanges ? program.readUInt8(place + 1) : 0;
    for (let code = 0; code <= more; code++) codes.push(program.readUInt8(place) + code);
  }
  return codes.map((code, index) => [code, index + 1]);
}

/** Of the standard order of glyphs those from "space" on stand in the order of ASCII. */
const [STANDARD_GLYPHS, BEFORE_SPACE, LAST_ASCII_GLYPH] = [258, 29, 97];
const NAMED = 0x00020000;

/** A TrueType program with names of its own, one for each glyph it has. */
function namesInTrueType(program: Buffer, letterNamed: LetterNamed): GlyphNames | null {
  const [post, maxp] = [tableOf(program, 'post'), tableOf(program, 'maxp')];
  if (!post || !maxp || post.readUInt32BE(0) !== NAMED) return null;
  const count = post.readUInt16BE(32);
  if (count !== maxp.readUInt16BE(4)) return null;
  const own: string[] = [];
  for (let at = 34 + count * 2; at < post.length; at += 1 + post.readUInt8(at))
    own.push(post.toString('latin1', at + 1, at + 1 + post.readUInt8(at)));
  const byGlyph = Array.from({ length: count }, (_, glyph) => {
    const index = post.readUInt16BE(34 + glyph * 2);
    if (index >= STANDARD_GLYPHS) return letterNamed(own[index - STANDARD_GLYPHS] ?? '');
    return letterOf(index <= LAST_ASCII_GLYPH ? index + BEFORE_SPACE : 0);
  });
  const [symbols, latin, unicode] = [SYMBOLS, LATIN, UNICODE].map((of) => glyphsByCode(program, of));
  const named = (glyphs: ReadonlyMap<number, number> = new Map()) =>
    [...glyphs].map(([code, glyph]) => [code, byGlyph[glyph] ?? ''] as const);
  const lowByte = ([code, name]: readonly [number, string]) => [code & 0xff, name] as const;
  const letters = named(unicode ?? latin).map(([code, name]) => [String.fromCharCode(code), name] as const);
  return {
    byGlyph,
    byCode: new Map(named(symbols ?? latin).map(lowByte)),
    byLetter: new Map(letters),
  };
}

/** Platform and encoding of the tables that lead from codes to glyphs (OpenType, cmap). */
type CodesOf = readonly [platform: number, encoding: number];
const [SYMBOLS, LATIN, UNICODE]: readonly [CodesOf, CodesOf, CodesOf] = [
  [3, 0],
  [1, 0],
  [3, 1],
];

/** The glyphs of a program by the codes of one of its tables; undefined where it has no such one. */
function glyphsByCode(program: Buffer, [platform, encoding]: CodesOf): Map<number, number> | undefined {
  const cmap = tableOf(program, 'cmap');
  if (!cmap) return undefined;
  for (let table = 0; table < cmap.readUInt16BE(2); table++) {
    const at = 4 + table * 8;
    if (cmap.readUInt16BE(at) !== platform || cmap.readUInt16BE(at + 2) !== encoding) continue;
    const codes = cmap.subarray(cmap.readUInt32BE(at + 4));
    return FORMATS[codes.readUInt16BE(0)]?.(codes);
  }
  return undefined;
}

/** Formats of such tables that fonts of one byte a code have: of bytes, of segments, of a run. */
const FORMATS: Readonly<Record<number, (codes: Buffer) => Map<number, number>>> = {
  0: (codes) => new Map(Array.from({ length: 256 }, (_, code) => [code, codes.readUInt8(6 + code)])),
  4: glyphsInSegments,
  6: (codes) => {
    const [first, count] = [codes.readUInt16BE(6), codes.readUInt16BE(8)];
    return new Map(Array.from({ length: count }, (_, at) => [first + at, codes.readUInt16BE(10 + at * 2)]));
  },
};

/** The code 0xffff ends the segments. */
const LAST_CODE = 0xffff;

function glyphsInSegments(codes: Buffer): Map<number, number> {
  const long = codes.readUInt16BE(6);
  const glyphs = new Map<number, number>();
  for (let segment = 14; segment < 14 + long; segment += 2) {
    const place = segment + 2 + 3 * long;
    const [last, first] = [codes.readUInt16BE(segment), codes.readUInt16BE(segment + 2 + long)];
    const [delta, range] = [codes.readUInt16BE(segment + 2 + 2 * long), codes.readUInt16BE(place)];
    for (let code = first; code <= last && code < LAST_CODE && glyphs.size < LAST_CODE; code++) {
      const listed = range === 0 ? code : codes.readUInt16BE(place + range + (code - first) * 2);
      glyphs.set(code, (listed + delta) & 0xffff);
    }
  }
  return glyphs;
}

function tableOf(program: Buffer, name: string): Buffer | undefined {
  for (let table = 0; table < program.readUInt16BE(4); table++) {
    const at = 12 + table * 16;
    if (program.toString('latin1', at, at + 4) !== name) continue;
    const from = program.readUInt32BE(at + 8);
    return program.subarray(from, from + program.readUInt32BE(at + 12));
  }
  return undefined;
}
