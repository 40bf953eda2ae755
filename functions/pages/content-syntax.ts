/**
 * What each operator of a content stream takes (ISO 32000-2, annex A): n a number, s a string, a an array, / a name;
 * null for those that take what the colour space or the marking asks.
 */
const OPERANDS: Readonly<Record<string, string | null>> = {
  ...{ q: '', Q: '', cm: 'nnnnnn', w: 'n', J: 'n', j: 'n', M: 'n', d: 'an', ri: '/', i: 'n', gs: '/' },
  ...{ m: 'nn', l: 'nn', c: 'nnnnnn', v: 'nnnn', y: 'nnnn', h: '', re: 'nnnn' },
  ...{ S: '', s: '', f: '', F: '', 'f*': '', B: '', 'B*': '', b: '', 'b*': '', n: '', W: '', 'W*': '' },
  ...{ BT: '', ET: '', Tc: 'n', Tw: 'n', Tz: 'n', TL: 'n', Tf: '/n', Tr: 'n', Ts: 'n' },
  ...{ Td: 'nn', TD: 'nn', Tm: 'nnnnnn', 'T*': '', Tj: 's', TJ: 'a', "'": 's', '"': 'nns' },
  ...{ CS: '/', cs: '/', SC: null, SCN: null, sc: null, scn: null },
  ...{ G: 'n', g: 'n', RG: 'nnn', rg: 'nnn', K: 'nnnn', k: 'nnnn', sh: '/', Do: '/' },
  ...{ MP: null, DP: null, BMC: null, BDC: null, EMC: '', BX: '', EX: '', d0: 'nn', d1: 'nnnnnn' },
};

/** One token, or the white before it; a string's brackets and an inline picture are looked at apart. */
const TOKEN =
  /[\0\t\n\f\r ]+|%[^\r\n]*|(?<name>\/[^\0\t\n\f\r ()<>[\]{}/%]*)|(?<hex><[0-9A-Fa-f\0\t\n\f\r ]*>)|(?<mark><<|>>|\[|\]|\()|(?<word>[^\0\t\n\f\r ()<>[\]{}/%]+)/y;
const NUMBER = /^[+-]*(?:\d+\.?\d*|\.\d+)$/;
const VALUES = new Set(['true', 'false', 'null']);
/** Between the key of an inline picture's bytes and the word that ends them. */
const INLINE_END = /[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)/g;

/**
 * True where a content stream breaks its own syntax: an operator nobody knows, one with other operands than it takes, a
 * string or an array without end. An engine passes over what it cannot understand, and says nothing.
 */
export function breaksSyntax(content: string): boolean {
  let operands = '';
  let depth = 0;
  const push = (kind: string) => {
    if (depth === 0) operands += kind;
  };
  for (let at = 0; at < content.length; ) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(content);
    if (!found) return true;
    at = TOKEN.lastIndex;
    const { name, hex, mark, word } = found.groups ?? {};
    if (name !== undefined) push('/');
    else if (hex !== undefined) push('s');
    else if (mark === '(') {
      at = endOfString(content, at);
      if (at < 0) return true;
      push('s');
    } else if (mark === '[' || mark === '<<') depth += 1;
    else if (mark !== undefined) {
      depth -= 1;
      if (depth < 0) return true;
      push(mark === ']' ? 'a' : 'd');
    } else if (word !== undefined && (NUMBER.test(word) || VALUES.has(word))) push('n');
    else if (word === 'BI') {
      INLINE_END.lastIndex = at;
      if (depth > 0 || operands !== '' || !INLINE_END.exec(content)) return true;
      at = INLINE_END.lastIndex;
    } else if (word !== undefined) {
      const taken = Object.hasOwn(OPERANDS, word) ? OPERANDS[word] : undefined;
      if (depth > 0 || taken === undefined || (taken !== null && taken !== operands)) return true;
      operands = '';
    }
  }
  return depth > 0 || operands !== '';
}

/** Behind the bracket that closes a string; -1 where none does. */
function endOfString(content: string, from: number): number {
  let depth = 1;
  for (let at = from; at < content.length; at++) {
    const letter = content[at];
    if (letter === '\\') at += 1;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}
